/** One line of the table: what was measured, what it should be, and whether it is. */
export type Figure = {
  readonly what: string;
  readonly measured: string;
  readonly target: string;
  /** Null for a figure that only informs. */
  readonly met: boolean | null;
};

/** The value below which a share of the samples lies; samples in any order. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
export const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en')}/s`;

/** The table in Markdown, as it stands in `docs/benchmarks.md`. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, measured, target, met }) => [
    what,
    measured,
    target,
    met === null ? '' : met ? 'met' : '**not met**',
  ]);
  return [['figure', 'measured', 'target', ''], ['---', '---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
