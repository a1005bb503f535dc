import { useMutation } from '@tanstack/react-query';
import ChartColumn from 'lucide-react/icons/chart-column';
import Download from 'lucide-react/icons/download';
import TableIcon from 'lucide-react/icons/table-2';
import { type ReactNode, useId, useState } from 'react';
import { type ChartData, chartCsv, chartSvg } from '../lib/chart-file.ts';
import { chartPng } from '../lib/chart-picture.ts';
import { saveFile } from '../lib/save-file.ts';
import { t } from '../lib/words/t.ts';
import { IconButton } from './icon-button.tsx';
import { Menu } from './menu.tsx';
import { type Column, Table } from './table.tsx';

/** `id` tells rows apart whose labels may be the same, or come later. */
export type ChartRow = { id?: string; label: string; values: readonly (number | null)[] };
export const chartRowKey = ({ id, label }: ChartRow): string => id ?? label;
type Props = {
  /** The finding itself ("ถนนเป็นเรื่องที่ร้องมากที่สุด"), not the name of the figure. */
  title: string;
  /** What is counted, over what time, and n. */
  note?: string;
  series: readonly string[];
  rows: readonly ChartRow[];
  format?: (value: number) => string;
  /** How the picture is drawn when it is taken away, and the end of its scale. */
  shape: 'bars' | 'lines';
  max?: number;
  children: ReactNode;
};

export const plainNumber = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 1 });

/** A chart with its finding as the title, and its table one press away; the table is what a screen reader is offered. */
export function ChartFrame({ title, note, series, rows, format = plainNumber, shape, max, children }: Props) {
  const [asTable, setAsTable] = useState(false);
  const titleId = useId();
  const data: ChartData = { title, item: t('item'), series, rows, format, ...(note === undefined ? {} : { note }) };
  const fileName = title
    .replaceAll(/[\\/:*?"<>|\s]+/g, ' ')
    .slice(0, 80)
    .trim();
  const picture = useMutation({
    mutationFn: async () => saveFile(`${fileName}.png`, await chartPng(chartSvg(data, shape, max))),
  });
  const columns: Column<ChartRow>[] = [
    { id: 'label', header: t('item'), cell: (row) => row.label, isRowHeader: true },
    ...series.map(
      (name, at): Column<ChartRow> => ({
        id: `s${at}`,
        header: name,
        align: 'end',
        cell: (row) => {
          const value = row.values[at];
          return value === null || value === undefined ? '–' : format(value);
        },
      }),
    ),
  ];
  return (
    <figure aria-labelledby={titleId} className="flex flex-col gap-3">
      <figcaption>
        <div className="flex items-start justify-between gap-x-2">
          <p id={titleId} className="min-w-0 font-head text-16 font-semibold">
            {title}
          </p>
          <span className="flex shrink-0" data-print="no">
            <IconButton
              label={t(asTable ? 'showChart' : 'showTable')}
              icon={asTable ? <ChartColumn size={18} aria-hidden /> : <TableIcon size={18} aria-hidden />}
              onPress={() => setAsTable(!asTable)}
            />
            <Menu
              label={t('downloadChart', { title })}
              trigger={<IconButton label={t('downloadChart', { title })} icon={<Download size={18} aria-hidden />} />}
              groups={[
                {
                  id: 'download',
                  actions: [
                    {
                      id: 'csv',
                      label: t('downloadCsv'),
                      run: () =>
                        saveFile(`${fileName}.csv`, new Blob([chartCsv(data)], { type: 'text/csv;charset=utf-8' })),
                    },
                    { id: 'png', label: t('downloadPng'), run: () => picture.mutate() },
                    {
                      id: 'svg',
                      label: t('downloadSvg'),
                      run: () =>
                        saveFile(`${fileName}.svg`, new Blob([chartSvg(data, shape, max)], { type: 'image/svg+xml' })),
                    },
                  ],
                },
              ]}
            />
          </span>
        </div>
        {note === undefined ? null : <p className="text-14 text-ink-soft">{note}</p>}
      </figcaption>
      {asTable ? (
        <Table caption={title} columns={columns} rows={rows} keyOf={chartRowKey} height="max-h-96" />
      ) : (
        children
      )}
      {asTable || series.length < 2 ? null : <Legend series={series} />}
    </figure>
  );
}

export const INK_OF_SERIES = ['var(--c-chart-1)', 'var(--c-chart-2)', 'var(--c-chart-context)'];

function Legend({ series }: { series: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 text-14 text-ink-soft">
      {series.map((name, at) => (
        <li key={name} className="flex items-center gap-1.5">
          <svg viewBox="0 0 16 8" width="16" height="8" aria-hidden="true">
            <path
              d="M0 4h16"
              stroke={INK_OF_SERIES[at % INK_OF_SERIES.length]}
              strokeWidth="4"
              {...(at === 1 ? { strokeDasharray: '5 2' } : {})}
            />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
