import type { Arrow } from '../../../../modules/plans/contract.ts';

type Span = { readonly from: number; readonly to: number };
/** How an arrow is taken hold of: by an end, by its middle, or (nothing there) a new one is begun. */
export type Grip =
  | { readonly what: 'new'; readonly at: number }
  | { readonly what: 'from' | 'to' | 'whole'; readonly at: number; readonly id: string };

const inside = (span: Span, month: number): boolean => span.from <= month && month <= span.to;
const clamp = (month: number): number => Math.min(12, Math.max(1, month));

export const arrowAt = (arrows: readonly Arrow[], month: number): Arrow | undefined =>
  arrows.find((arrow) => inside(arrow, month));

/** What a press on a month takes hold of. An arrow of one month grows to the side one drags to. */
export function gripAt(arrows: readonly Arrow[], month: number): Grip {
  const arrow = arrowAt(arrows, month);
  if (arrow === undefined) return { what: 'new', at: month };
  if (month === arrow.to) return { what: 'to', at: month, id: arrow.id };
  return { what: month === arrow.from ? 'from' : 'whole', at: month, id: arrow.id };
}

/** What the hand would leave if it let go over this month. */
export function spanOf(arrows: readonly Arrow[], grip: Grip, month: number): Span {
  const over = clamp(month);
  if (grip.what === 'new') return { from: Math.min(grip.at, over), to: Math.max(grip.at, over) };
  const arrow = arrows.find(({ id }) => id === grip.id);
  if (arrow === undefined) return { from: over, to: over };
  if (grip.what === 'whole') {
    const by = Math.min(12 - arrow.to, Math.max(1 - arrow.from, over - grip.at));
    return { from: arrow.from + by, to: arrow.to + by };
  }
  const fixed = grip.what === 'to' ? arrow.from : arrow.to;
  return { from: Math.min(fixed, over), to: Math.max(fixed, over) };
}

/**
 * Draws an arrow, or gives one another span. Arrows that share a month with it become part of it: two arrows never lie
 * over one month. What a person draws is theirs, and a doubt about what they moved is settled by it.
 */
export function draw(
  arrows: readonly Arrow[],
  span: Span,
  { id, replaces, by, at }: { id: string; replaces: string | null; by: string; at: string },
): Arrow[] {
  const own = arrows.find((arrow) => arrow.id === replaces);
  if (own !== undefined && own.from === span.from && own.to === span.to) return [...arrows];
  const others = arrows.filter((arrow) => arrow !== own);
  const covered = others.filter((arrow) => arrow.from <= span.to && span.from <= arrow.to);
  const drawn: Arrow = {
    id: own?.id ?? id,
    from: Math.min(span.from, ...covered.map(({ from }) => from)),
    to: Math.max(span.to, ...covered.map(({ to }) => to)),
    origin: 'own',
    doubt: own?.doubt ? { ...own.doubt, settled: own.doubt.settled ?? { at, by } } : null,
  };
  return inOrder([...others.filter((arrow) => !covered.includes(arrow)), drawn]);
}

export const erase = (arrows: readonly Arrow[], id: string): Arrow[] => arrows.filter((arrow) => arrow.id !== id);

/** A person says what a printed arrow means: one of its readings, or what is loaded already. */
export function settle(arrows: readonly Arrow[], id: string, span: Span, by: string, at: string): Arrow[] {
  return inOrder(
    arrows.map((arrow) =>
      arrow.id === id && arrow.doubt !== null
        ? { ...arrow, from: span.from, to: span.to, doubt: { ...arrow.doubt, settled: { at, by } } }
        : arrow,
    ),
  );
}

export const isOpen = (arrow: Arrow): boolean => arrow.doubt !== null && arrow.doubt.settled === null;

const inOrder = (arrows: Arrow[]): Arrow[] => arrows.toSorted((a, b) => a.from - b.from || a.to - b.to);
