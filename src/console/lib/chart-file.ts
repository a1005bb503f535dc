/** What a chart is drawn from: rows with a value a series, null where there is none. */
export type ChartData = {
  title: string;
  note?: string;
  /** What a row is ("รายการ"), the head of the first column. */
  item: string;
  series: readonly string[];
  rows: readonly { label: string; values: readonly (number | null)[] }[];
  format: (value: number) => string;
};

const cell = (text: string): string => {
  // A spreadsheet takes what begins so for a formula.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** The figures as CSV (RFC 4180) with a byte order mark, so that Excel reads Thai; numbers are bare, a missing one is empty. */
export function chartCsv({ item, series, rows }: ChartData): string {
  const lines = [
    [item, ...series].map(cell),
    ...rows.map(({ label, values }) => [cell(label), ...values.map((value) => (value === null ? '' : String(value)))]),
  ];
  return `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}

const INK = ['#0f5c63', '#e8a317', '#8a8f98'];
const TEXT = '#1c2430';
const WIDTH = 960;
const LABELS = 300;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const word = (x: number, y: number, text: string, more = ''): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${escaped(text)}</text>`;

/** The chart as a picture that stands alone (SVG), on white, for a report or a slide: lying bars, or lines over time. */
export function chartSvg(data: ChartData, shape: 'bars' | 'lines', max?: number): string {
  const { title, note, series, rows } = data;
  const top = 40 + (note === undefined ? 0 : 24) + (series.length > 1 ? 28 : 0);
  const body = shape === 'bars' ? bars(data, top, max) : lines(data, top, max);
  const legend = series.length < 2 ? '' : series.map((name, at) => legendItem(name, at, top - 18)).join('');
  const height = top + (shape === 'bars' ? rows.length * (series.length * 20 + 14) + 16 : 380);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="'IBM Plex Sans Thai','Sarabun','Noto Sans Thai',sans-serif" font-size="15" fill="${TEXT}">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    word(20, 30, title, 'font-size="19" font-weight="600"'),
    note === undefined ? '' : word(20, 54, note, 'font-size="14" fill="#4a5260"'),
    legend,
    body,
    '</svg>',
  ].join('\n');
}

const legendItem = (name: string, at: number, y: number): string =>
  `<rect x="${20 + at * 220}" y="${y - 10}" width="18" height="8" fill="${INK[at % INK.length]}"/>${word(44 + at * 220, y, name)}`;

const largest = (rows: ChartData['rows']): number =>
  Math.max(1, ...rows.flatMap(({ values }) => values.map((value) => value ?? 0)));

function bars({ rows, series, format }: ChartData, top: number, max = largest(rows)): string {
  const each = series.length * 20 + 14;
  return rows
    .map(({ label, values }, row) => {
      const y = top + 8 + row * each;
      const drawn = values.map((value, at) => {
        const length = ((value ?? 0) / max) * (WIDTH - LABELS - 120);
        const ink = INK[at % INK.length];
        return `<rect x="${LABELS}" y="${y + at * 20}" width="${length.toFixed(1)}" height="16" fill="${ink}"/>${word(
          LABELS + length + 8,
          y + at * 20 + 13,
          value === null ? '–' : format(value),
        )}`;
      });
      return word(LABELS - 10, y + 13, label, 'text-anchor="end"') + drawn.join('');
    })
    .join('\n');
}

function lines({ rows, series, format }: ChartData, top: number, max = largest(rows)): string {
  const [left, right, height] = [70, WIDTH - 30, 320];
  const x = (at: number) => left + (at / Math.max(1, rows.length - 1)) * (right - left);
  const y = (value: number) => top + height - (value / max) * (height - 20);
  const ticks = [0, max / 2, max].map(
    (tick) =>
      `<path d="M${left} ${y(tick).toFixed(1)}H${right}" stroke="#d9d5cc"/>${word(left - 8, y(tick) + 5, format(tick), 'text-anchor="end"')}`,
  );
  const every = Math.max(1, Math.ceil(rows.length / 12));
  const days = rows.map(({ label }, at) =>
    at % every === 0 ? word(x(at), top + height + 26, label, 'text-anchor="middle" font-size="13"') : '',
  );
  const drawn = series.map((_, at) => {
    const points = rows.flatMap(({ values }, row) => {
      const value = values[at];
      return value === null || value === undefined ? [] : [`${x(row).toFixed(1)},${y(value).toFixed(1)}`];
    });
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${INK[at % INK.length]}" stroke-width="2.5"${at === 1 ? ' stroke-dasharray="6 4"' : ''}/>`;
  });
  return [...ticks, ...days, ...drawn].join('\n');
}
