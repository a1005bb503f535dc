import { Link } from '@tanstack/react-router';
import { ChartFrame, type ChartRow, chartRowKey, INK_OF_SERIES, plainNumber } from './chart-frame.tsx';

export type BarRow = ChartRow & {
  /** Where the rows behind this bar are listed. */
  to?: string;
  /** What the address of `to` asks for. */
  search?: Readonly<Record<string, string>>;
  /** Grey: there to compare with, not to look at. */
  isContext?: boolean;
};
type Props = {
  title: string;
  note?: string;
  /** One name, or two to compare. */
  series: readonly string[];
  rows: readonly BarRow[];
  format?: (value: number) => string;
  /** The end of the scale; the largest value without it. */
  max?: number;
};

/** Lying bars, so that long Thai names read level. The number stands at the bar; the scale begins at 0. */
export function BarChart({ title, note, series, rows, format = plainNumber, max }: Props) {
  const top = max ?? Math.max(1, ...rows.flatMap((row) => row.values.map((value) => value ?? 0)));
  return (
    <ChartFrame
      title={title}
      series={series}
      rows={rows}
      format={format}
      shape="bars"
      max={top}
      {...(note === undefined ? {} : { note })}
    >
      <div className="@container">
        <ul className="grid gap-x-3 gap-y-1 text-14 @md:grid-cols-[minmax(7rem,auto)_1fr] @md:gap-y-2">
          {rows.map((row) => (
            <li key={chartRowKey(row)} className="contents">
              <span className="@md:max-w-56 @md:text-end">
                {row.to === undefined ? (
                  row.label
                ) : (
                  <Link to={row.to} search={row.search ?? {}} className="text-primary underline underline-offset-4">
                    {row.label}
                  </Link>
                )}
              </span>
              <span className="flex min-w-0 flex-col justify-center gap-0.5">
                {row.values.map((value, at) => (
                  <Bar
                    key={series[at] ?? at}
                    share={(value ?? 0) / top}
                    words={value === null ? '–' : format(value)}
                    ink={row.isContext === true ? INK_OF_SERIES[2] : INK_OF_SERIES[at % INK_OF_SERIES.length]}
                  />
                ))}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </ChartFrame>
  );
}

function Bar({ share, words, ink }: { share: number; words: string; ink: string | undefined }) {
  return (
    <span className="flex items-center gap-2">
      <svg
        viewBox="0 0 100 10"
        preserveAspectRatio="none"
        aria-hidden="true"
        className="h-4 min-w-0.5 shrink rounded-[2px]"
        style={{ width: `calc((100% - 4rem) * ${Math.min(1, Math.max(0, share)).toFixed(4)})` }}
      >
        <rect width="100" height="10" fill={ink} />
      </svg>
      <span className="font-head whitespace-nowrap tabular-nums">{words}</span>
    </span>
  );
}
