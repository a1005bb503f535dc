import { Link } from '@tanstack/react-router';
import { COLUMNS, type ColumnName, type ComplaintRow } from '../../../modules/complaints/contract.ts';
import { formatDay, formatInstant } from '../../../thai/index.ts';
import { SpokeTag } from '../../components/case-row.tsx';
import { ShownWords } from '../../components/shown-words.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { Column } from '../../components/table.tsx';
import { caseWords, clockWords } from '../../lib/case-words.ts';
import { channelName } from '../../lib/channel-words.ts';
import { type Names, namedOn } from '../../lib/directory.ts';
import { language } from '../../lib/i18n.ts';
import { t } from './words.ts';

/** The columns that are chosen, in the order of the table, after the number. */
export function columnsOf(chosen: readonly ColumnName[], names: Names): Column<ComplaintRow>[] {
  const number: Column<ComplaintRow> = {
    id: 'number',
    header: t('number'),
    isRowHeader: true,
    cell: (row) => (
      <span className="flex flex-col items-start gap-0.5">
        <Link
          to="/cases/$caseId"
          params={{ caseId: row.id }}
          className="register-number whitespace-nowrap text-primary underline underline-offset-4"
        >
          {row.number}
        </Link>
        <SpokeTag row={row} />
      </span>
    ),
  };
  return [
    number,
    ...COLUMNS.filter((name) => chosen.includes(name)).map(
      (name): Column<ComplaintRow> => ({
        id: name,
        header: t(`column-${name}`),
        ...(name === 'stars' ? { align: 'end' } : {}),
        cell: (row) => cellOf(name, row, names),
      }),
    ),
  ];
}

function cellOf(name: ColumnName, row: ComplaintRow, names: Names) {
  const lang = language();
  const on = namedOn(row);
  switch (name) {
    case 'status':
      return <StatusBadge status={row.mark}>{caseWords(`status-${row.status}`)}</StatusBadge>;
    case 'clock':
      return <span className="whitespace-nowrap">{row.daysLeft === null ? '–' : clockWords(row)}</span>;
    case 'summary':
      return (
        <span className="line-clamp-2 min-w-56">
          <ShownWords>{row.summary}</ShownWords>
        </span>
      );
    case 'category':
      return names.category(row.categoryId, on) || caseWords('noCategory');
    case 'place':
      return (
        <span className="line-clamp-2">
          <ShownWords>{row.place || names.community(row.communityId, on) || '–'}</ShownWords>
        </span>
      );
    case 'department':
      return names.department(row.departmentId, on) || '–';
    case 'owner':
      return names.staff(row.ownerId) || '–';
    case 'received':
      return <span className="whitespace-nowrap">{formatInstant(new Date(row.receivedAt), { lang })}</span>;
    case 'due':
      return (
        <span className="whitespace-nowrap">
          {row.citizenDueOn === null ? '–' : formatDay(row.citizenDueOn, { lang })}
        </span>
      );
    case 'channel':
      return channelName(row.channel);
    case 'kind':
      return caseWords(`kind-${row.kind}`);
    case 'stars':
      return row.stars ?? '–';
  }
}
