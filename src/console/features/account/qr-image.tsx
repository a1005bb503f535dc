import { useEffect, useState } from 'react';
import { Skeleton } from '../../components/skeleton.tsx';

type Drawing = { size: number; path: string };

/** The quiet zone that readers need around the squares (ISO/IEC 18004: four modules). */
const QUIET = 4;

async function draw(text: string): Promise<Drawing> {
  const { create } = await import('qrcode');
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const squares = Array.from(data, (dark, at) =>
    dark ? `M${(at % size) + QUIET} ${Math.floor(at / size) + QUIET}h1v1h-1z` : '',
  );
  return { size: size + 2 * QUIET, path: squares.join('') };
}

/** Drawn here from the text, which holds a secret and therefore goes nowhere. Black on white in both themes: readers expect it. */
export function QrImage({ text, label }: { text: string; label: string }) {
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  useEffect(() => {
    let shown = true;
    void draw(text).then((made) => {
      if (shown) setDrawing(made);
    });
    return () => {
      shown = false;
    };
  }, [text]);
  if (drawing === null) return <Skeleton rows={1} height="h-52" />;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${drawing.size} ${drawing.size}`}
      shapeRendering="crispEdges"
      className="size-52 rounded-control bg-[#fff] text-[#000]"
    >
      <path d={drawing.path} fill="currentColor" />
    </svg>
  );
}
