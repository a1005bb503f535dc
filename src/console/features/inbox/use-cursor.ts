import { useEffect, useRef, useState } from 'react';
import type { ComplaintRow } from '../../../modules/complaints/contract.ts';

export const rowDomId = (id: string): string => `row-${id}`;

/**
 * Which row the keyboard stands on. It follows the case, not the place in the list; when its row has left the list (it was
 * closed, say), the next move starts from the place where it stood. `onMove` says whether the move also chooses the row, which
 * then comes back as `selected`.
 */
export function useCursor(rows: readonly ComplaintRow[], selected: string | null, onMove: (id: string) => boolean) {
  const [at, setAt] = useState<string | null>(selected);
  // A key held down is faster than the address follows: what the keyboard asked for and is still under way is not a new choice.
  const [underWay, setUnderWay] = useState<readonly string[]>([]);
  const [followed, setFollowed] = useState(selected);
  if (followed !== selected) {
    setFollowed(selected);
    const asked = underWay.indexOf(selected ?? '');
    if (asked >= 0) setUnderWay(underWay.slice(asked + 1));
    else if (selected !== null) {
      setAt(selected);
      setUnderWay([]);
    }
  }
  const place = rows.findIndex((row) => row.id === at);
  const lastPlace = useRef(-1);
  useEffect(() => {
    if (place >= 0) lastPlace.current = place;
  }, [place]);
  const move = (by: 1 | -1): void => {
    const stood = place >= 0 ? place : by === 1 ? lastPlace.current - 1 : lastPlace.current;
    const next = rows[Math.min(rows.length - 1, Math.max(0, stood + by))];
    if (next === undefined) return;
    setAt(next.id);
    if (onMove(next.id)) setUnderWay((ids) => [...ids, next.id].slice(-20));
    const link = document.getElementById(rowDomId(next.id));
    link?.focus({ preventScroll: true });
    link?.scrollIntoView({ block: 'nearest' });
  };
  return { at, move };
}
