import { useEffect, useRef, useState } from 'react';
import type { ComplaintRow } from '../../../modules/complaints/contract.ts';

export const rowDomId = (id: string): string => `row-${id}`;

/**
 * Which row the keyboard stands on. It follows the case, not the place in the list; when its row has left the list (it was
 * closed, say), the next move starts from the place where it stood.
 */
export function useCursor(rows: readonly ComplaintRow[], selected: string | null, onMove: (id: string) => void) {
  const [own, setOwn] = useState<string | null>(selected);
  const at = selected ?? own;
  const place = rows.findIndex((row) => row.id === at);
  const lastPlace = useRef(-1);
  useEffect(() => {
    if (place >= 0) lastPlace.current = place;
  }, [place]);
  const move = (by: 1 | -1): void => {
    const stood = place >= 0 ? place : by === 1 ? lastPlace.current - 1 : lastPlace.current;
    const next = rows[Math.min(rows.length - 1, Math.max(0, stood + by))];
    if (next === undefined) return;
    setOwn(next.id);
    onMove(next.id);
    const link = document.getElementById(rowDomId(next.id));
    link?.focus({ preventScroll: true });
    link?.scrollIntoView({ block: 'nearest' });
  };
  return { at, move };
}
