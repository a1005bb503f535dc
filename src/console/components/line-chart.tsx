import { useEffect, useRef, useState } from 'react';
import { ChartFrame, type ChartRow, INK_OF_SERIES, plainNumber } from './chart-frame.tsx';

type Props = {
  title: string;
  note?: string;
  /** One to three lines; the second is dashed, the third is grey context. */
  series: readonly string[];
  /** Points from left to right; a null breaks the line. */
  rows: readonly ChartRow[];
  format?: (value: number) => string;
  height?: number;
};

const EDGE = { left: 44, right: 12, top: 12, bottom: 30 };

/** A round number at or above `value`, in steps of 1, 2, 2.5, 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return ([1, 2, 2.5, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

export function LineChart({ title, note, series, rows, format = plainNumber, height = 220 }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(480);
  useEffect(() => {
    if (box.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.max(200, entry?.contentRect.width ?? 480)));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const top = roundUp(Math.max(1, ...rows.flatMap((row) => row.values.map((value) => value ?? 0))));
  const x = (at: number): number => EDGE.left + (at / Math.max(1, rows.length - 1)) * (width - EDGE.left - EDGE.right);
  const y = (value: number): number => height - EDGE.bottom - (value / top) * (height - EDGE.top - EDGE.bottom);
  const every = Math.max(1, Math.ceil(rows.length / Math.max(2, Math.floor(width / 80))));
  return (
    <ChartFrame
      title={title}
      series={series}
      rows={rows}
      format={format}
      shape="lines"
      max={top}
      {...(note === undefined ? {} : { note })}
    >
      <div ref={box}>
        <svg
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={title}
          className="block max-w-full font-head text-14"
        >
          {(top < 10 && top % 2 !== 0 ? [0, top] : [0, top / 2, top]).map((tick) => (
            <g key={tick}>
              <path d={`M${EDGE.left} ${y(tick)}H${width - EDGE.right}`} stroke="var(--c-line)" />
              <text x={EDGE.left - 6} y={y(tick) + 4} textAnchor="end" fill="var(--c-ink-soft)" fontSize="13">
                {format(tick)}
              </text>
            </g>
          ))}
          {rows.map((row, at) =>
            at % every === 0 ? (
              <text
                key={row.label}
                x={x(at)}
                y={height - 9}
                textAnchor={at === 0 ? 'start' : at === rows.length - 1 ? 'end' : 'middle'}
                fill="var(--c-ink-soft)"
                fontSize="13"
              >
                {row.label}
              </text>
            ) : null,
          )}
          {series.map((name, at) => (
            <path
              key={name}
              d={pathOf(rows, at, x, y)}
              fill="none"
              stroke={INK_OF_SERIES[at % INK_OF_SERIES.length]}
              strokeWidth="2.5"
              strokeLinejoin="round"
              {...(at === 1 ? { strokeDasharray: '6 4' } : {})}
            />
          ))}
        </svg>
      </div>
    </ChartFrame>
  );
}

function pathOf(
  rows: readonly ChartRow[],
  series: number,
  x: (at: number) => number,
  y: (value: number) => number,
): string {
  let drawing = false;
  return rows
    .map((row, at) => {
      const value = row.values[series];
      if (value === null || value === undefined) {
        drawing = false;
        return '';
      }
      const step = `${drawing ? 'L' : 'M'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
      drawing = true;
      return step;
    })
    .join('');
}
