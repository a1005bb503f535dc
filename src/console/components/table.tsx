import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import ArrowUpDown from 'lucide-react/icons/arrow-up-down';
import type { ReactNode } from 'react';
import { useIsNarrow } from '../lib/media.ts';
import { t } from '../lib/words/t.ts';

export type Sort = { column: string; direction: 'ascending' | 'descending' };
export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the right, in tabular figures. */
  align?: 'start' | 'end';
  isSortable?: boolean;
  /** The cell that names the row for a screen reader. */
  isRowHeader?: boolean;
  /** A Tailwind width such as "w-40". */
  width?: string;
};
type Props<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** Shown under the head when there are no rows. */
  empty?: ReactNode;
  /** How tall before it scrolls inside itself ("max-h-96"); without it the page scrolls. */
  height?: string;
  showCaption?: boolean;
  /** On a telephone each row is a card with its columns below each other, instead of a table that scrolls sideways. */
  stacked?: boolean;
};

/** A dense table whose head stays in sight. Scrolls sideways inside itself when it is wider than the page. */
export function Table<Row>({ stacked = false, ...props }: Props<Row>) {
  const isNarrow = useIsNarrow();
  return stacked && isNarrow && props.rows.length > 0 ? <Cards {...props} /> : <Wide {...props} />;
}

function Cards<Row>({ caption, columns, rows, keyOf }: Omit<Props<Row>, 'stacked'>) {
  const actions = columns.find(({ id }) => id === 'actions');
  return (
    <ul aria-label={caption} className="flex flex-col gap-3">
      {rows.map((row) => (
        <li key={keyOf(row)} className="card flex flex-col gap-2 p-3 text-14">
          {columns.map((column) =>
            column.isRowHeader === true ? (
              <div key={column.id} className="text-16 font-semibold">
                {column.cell(row)}
              </div>
            ) : null,
          )}
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
            {columns.map((column) =>
              column.isRowHeader === true || column === actions ? null : (
                <div key={column.id} className="contents">
                  <dt className="text-ink-soft">{column.header}</dt>
                  <dd className="min-w-0 [overflow-wrap:anywhere]">{column.cell(row)}</dd>
                </div>
              ),
            )}
          </dl>
          {actions?.cell(row)}
        </li>
      ))}
    </ul>
  );
}

function Wide<Row>({
  caption,
  columns,
  rows,
  keyOf,
  sort,
  onSort,
  empty,
  height = 'max-h-[75dvh]',
  showCaption = false,
}: Omit<Props<Row>, 'stacked'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section aria-label={caption} tabIndex={0} className={`card overflow-auto ${height}`}>
      <table className="w-full border-separate border-spacing-0 text-14">
        <caption className={showCaption ? 'px-3 py-2 text-start font-semibold' : 'sr-only'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell
                key={column.id}
                column={column}
                {...(sort === undefined ? {} : { sort })}
                {...(onSort === undefined ? {} : { onSort })}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className="group">
              {columns.map((column) => {
                const face = `border-b border-line px-3 py-2 align-top group-last:border-b-0 group-hover:bg-sunken ${column.align === 'end' ? 'text-end tabular-nums' : `${column.width ?? 'min-w-28'} text-start`} ${stuck(column)}`;
                return column.isRowHeader === true ? (
                  <th key={column.id} scope="row" className={`${face} font-semibold`}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={face}>
                    {column.cell(row)}
                  </td>
                );
              })}
            </tr>
          ))}
          {rows.length === 0 ? (
            <tr>
              <td colSpan={columns.length} className="p-4">
                {empty ?? <p className="text-center text-ink-soft">{t('noData')}</p>}
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </section>
  );
}

/** What one can do with a row stays in sight when the table is wider than its place. */
const stuck = ({ id }: { id: string }): string =>
  id === 'actions' ? 'sticky end-0 bg-surface shadow-[inset_1px_0_0_var(--c-line)]' : '';

function HeadCell<Row>({ column, sort, onSort }: { column: Column<Row>; sort?: Sort; onSort?: (sort: Sort) => void }) {
  const sorted = sort?.column === column.id ? sort.direction : undefined;
  const Icon = sorted === 'ascending' ? ArrowUp : sorted === 'descending' ? ArrowDown : ArrowUpDown;
  const next = sorted === 'ascending' ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      {...(sorted === undefined ? {} : { 'aria-sort': sorted })}
      className={`sticky top-0 z-10 border-b border-line bg-sunken px-3 py-2 align-bottom font-semibold text-ink-soft ${column.align === 'end' ? 'text-end' : 'text-start'} ${column.width ?? ''} ${column.id === 'actions' ? 'end-0 z-20' : ''}`}
    >
      {column.isSortable === true && onSort !== undefined ? (
        <button
          type="button"
          className="inline-flex items-center gap-1 rounded-[4px] hover:text-ink"
          title={t(next === 'ascending' ? 'sortAscending' : 'sortDescending')}
          onClick={() => onSort({ column: column.id, direction: next })}
        >
          {column.header}
          <Icon size={14} className={sorted === undefined ? 'opacity-60' : ''} aria-hidden />
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}
