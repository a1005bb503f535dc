import { useMutation } from '@tanstack/react-query';
import { FeedMade } from '../../../modules/plans/meetings/contract.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { FormFault } from '../../components/form-fault.tsx';
import { TextField } from '../../components/text-field.tsx';
import { api } from '../../lib/api.ts';
import { copyText } from '../../lib/copy-text.ts';
import { t } from './words.ts';

/** The secret address by which a calendar app reads the meetings: shown once. */
export function FeedDialog({ onClose }: { onClose: () => void }) {
  const make = useMutation({ mutationFn: () => api.post('/api/v1/calendar-feed', {}, FeedMade) });
  const url = make.data?.url;
  return (
    <Dialog
      title={t('feed')}
      isOpen
      onClose={onClose}
      actions={
        url === undefined ? (
          <Button look="primary" isPending={make.isPending} onPress={() => make.mutate()}>
            {t('feedMake')}
          </Button>
        ) : (
          <Button look="primary" onPress={() => void copyText(url)}>
            {t('copy')}
          </Button>
        )
      }
    >
      <p>{t('feedBody')}</p>
      {url === undefined ? null : <TextField label={t('feed')} value={url} isReadOnly />}
      {make.error === null ? null : <FormFault>{make.error.message}</FormFault>}
    </Dialog>
  );
}
