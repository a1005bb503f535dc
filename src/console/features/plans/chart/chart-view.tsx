import ChevronRight from 'lucide-react/icons/chevron-right';
import type { ReactNode } from 'react';
import { type ChartContent, type ChartItem, COLUMNS } from '../../../../modules/plans/contract.ts';
import { RowText } from '../plan/row-text.tsx';
import { setItem } from './chart-edits.ts';
import { ItemLink } from './item-link.tsx';
import { t } from './words.ts';

const LETTER = { suppliers: 'S', inputs: 'I', process: 'P', outputs: 'O', customers: 'C' } as const;
type Props = { chart: ChartContent; fiscalYear: number };
type ViewProps = Props & {
  heading?: 'h2' | 'h4';
  /** Given where what was read is corrected on the spot. */
  onCorrect?: (change: (chart: ChartContent) => ChartContent) => void;
};

/** "S ผู้ส่งมอบ": the letter of the printed chart, and its word. */
export function ColumnHead({ name }: { name: keyof typeof LETTER }) {
  return (
    <span className="flex items-baseline gap-2">
      <span className="font-head text-22 font-semibold text-primary">{LETTER[name]}</span>
      <span className="font-head font-semibold">{t(name)}</span>
    </span>
  );
}

/** The chart to read: five columns beside each other, under each other on a phone. */
export function ChartView({ chart, fiscalYear, heading: Heading = 'h2', onCorrect }: ViewProps) {
  return (
    <ol className="grid gap-3 lg:grid-cols-5">
      {COLUMNS.map((name, at) => (
        <li key={name} className="card relative flex flex-col gap-2 p-3">
          <Heading>
            <ColumnHead name={name} />
          </Heading>
          {at === 0 ? null : (
            <ChevronRight
              size={18}
              className="absolute -start-4 top-5 rounded-full bg-ground text-ink-faint max-lg:hidden"
              aria-hidden
            />
          )}
          <ColumnItems column={chart.columns[name]}>
            {(item) =>
              onCorrect === undefined ? (
                <ItemWords item={item} fiscalYear={fiscalYear} />
              ) : (
                <RowText
                  label={`${t(name)} ${item.no ?? ''}`.trim()}
                  no={item.no ?? ''}
                  value={item.text}
                  onChange={(text) => onCorrect((before) => setItem(before, item.id, { text }))}
                />
              )
            }
          </ColumnItems>
        </li>
      ))}
    </ol>
  );
}

type ColumnProps = { column: ChartContent['columns']['inputs']; children: (item: ChartItem) => ReactNode };
function ColumnItems({ column, children }: ColumnProps) {
  return (
    <>
      {column.blank ? <p className="text-14 text-ink-faint">{t('blank')}</p> : null}
      <ul className="flex flex-col gap-1.5">
        {column.items.map((item) => (
          <li
            key={item.id}
            className={`rounded-control border px-2.5 py-1.5 leading-normal ${item.origin === 'proposal' ? 'border-dashed border-soon' : 'border-line'}`}
          >
            {children(item)}
          </li>
        ))}
      </ul>
    </>
  );
}

export function ItemWords({ item, fiscalYear }: { item: ChartItem; fiscalYear: number }) {
  return (
    <>
      <span>
        {item.no === null ? '' : `${item.no}. `}
        {item.text === '' ? t('noText') : item.text}
      </span>
      {item.origin === 'proposal' ? <span className="block text-14 text-soon">{t('proposal')}</span> : null}
      {item.link === null ? null : (
        <span className="block text-14 text-ink-soft">
          <ItemLink link={item.link} fiscalYear={fiscalYear} />
        </span>
      )}
    </>
  );
}

/** The chart as the printed table: one row of five cells. */
export function ChartTable({ chart, fiscalYear }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section aria-label={t('asTable')} tabIndex={0} className="card overflow-x-auto">
      <table className="w-full min-w-3xl table-fixed border-collapse">
        <caption className="sr-only">{chart.title}</caption>
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col" className="border border-line bg-sunken px-3 py-2 text-start">
                <ColumnHead name={name} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {COLUMNS.map((name) => (
              <td key={name} className="border border-line px-3 py-2 align-top">
                <ColumnItems column={chart.columns[name]}>
                  {(item) => <ItemWords item={item} fiscalYear={fiscalYear} />}
                </ColumnItems>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}
