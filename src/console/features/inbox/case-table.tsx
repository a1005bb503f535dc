import type { ColumnName } from '../../../modules/complaints/contract.ts';
import { Button } from '../../components/button.tsx';
import { Table } from '../../components/table.tsx';
import { useNames } from '../../lib/directory.ts';
import { columnsOf } from './columns.tsx';
import type { CaseList } from './use-case-list.ts';
import { t } from './words.ts';

/** The same rows side by side, for comparing and for printing; the number opens the case. */
export function CaseTable({ list, columns }: { list: CaseList; columns: readonly ColumnName[] }) {
  const names = useNames();
  return (
    <div className={`flex min-h-0 flex-col gap-3 p-3 ${list.isStale ? 'opacity-60' : ''}`} aria-busy={list.isStale}>
      <Table
        caption={t('shape-table')}
        rows={list.rows}
        keyOf={({ id }) => id}
        columns={columnsOf(columns, names)}
        height="min-h-0 grow"
      />
      {list.hasMore ? (
        <div className="flex justify-center">
          <Button onPress={list.more} isPending={list.isLoadingMore}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
