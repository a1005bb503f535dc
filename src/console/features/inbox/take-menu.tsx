import { useMutation } from '@tanstack/react-query';
import Download from 'lucide-react/icons/download';
import Printer from 'lucide-react/icons/printer';
import TableIcon from 'lucide-react/icons/table-2';
import type { ListFilter } from '../../../modules/complaints/contract.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { Menu } from '../../components/menu.tsx';
import { api } from '../../lib/api.ts';
import { saveFile } from '../../lib/save-file.ts';
import { toast } from '../../lib/toast.ts';
import { t } from './words.ts';

/** The register as it is filtered now, to be printed or worked on elsewhere. That it was taken is kept in the trail. */
export function TakeMenu({ filter }: { filter: ListFilter }) {
  const take = useMutation({
    mutationFn: (kind: 'pdf' | 'csv') => api.file(`/api/v1/complaints/register.${kind}`, { query: filter }),
    onSuccess: ({ name, file }) => saveFile(name, file),
    meta: { quiet: true },
    onError: (error) => toast(error.message, { tone: 'error' }),
  });
  return (
    <Menu
      label={t('take')}
      trigger={<IconButton label={t('take')} icon={<Download size={18} aria-hidden />} isPending={take.isPending} />}
      groups={[
        {
          id: 'take',
          actions: [
            {
              id: 'pdf',
              label: t('takePdf'),
              icon: <Printer size={17} aria-hidden />,
              run: () => take.mutate('pdf'),
            },
            {
              id: 'csv',
              label: t('takeCsv'),
              icon: <TableIcon size={17} aria-hidden />,
              run: () => take.mutate('csv'),
            },
          ],
        },
      ]}
    />
  );
}
