import { useQuery } from '@tanstack/react-query';
import type { Entry } from '../../../../modules/people/contract.ts';
import { Asked } from '../../../components/asked.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Table } from '../../../components/table.tsx';
import { nameOf } from '../../../lib/directory.ts';
import { today } from '../../../lib/today.ts';
import { dayWord, lastDayWord } from '../day-word.ts';
import { factsOf } from './list-columns.tsx';
import { historyQuery } from './queries.ts';
import { t } from './words.ts';

/** Every version, newest first, with the days between which it held. */
export function HistoryDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const asked = useQuery(historyQuery(entry.id));
  const name = nameOf(entry);
  return (
    <Dialog title={t('historyTitle', { name })} isOpen onClose={onClose} width="wide">
      <Asked query={asked} rows={3}>
        {(data) => (
          <Table
            caption={t('historyTitle', { name })}
            rows={data.toReversed()}
            keyOf={(version) => version.validFrom}
            columns={[
              { id: 'name', header: t('name'), isRowHeader: true, cell: nameOf },
              { id: 'facts', header: t('facts'), cell: (version) => factsOf(version).join(' · ') },
              { id: 'since', header: t('since'), cell: (version) => dayWord(version.validFrom) },
              {
                id: 'until',
                header: t('until'),
                cell: (version) => (version.validTo === null ? stateOf(version) : lastDayWord(version.validTo)),
              },
            ]}
          />
        )}
      </Asked>
    </Dialog>
  );
}

const stateOf = ({ validFrom }: Entry): string => t(validFrom > today() ? 'later' : 'now');
