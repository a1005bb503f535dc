type Dated = { readonly at: string };

/**
 * The steps of a case in the order in which they were taken, which a computer's clock that was set back does not change; each thing beside
 * them stands before the first step that is later than it.
 */
export function weave<T extends Dated>(steps: readonly T[], beside: readonly T[]): T[] {
  const waiting = beside.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const woven: T[] = [];
  for (const step of steps) {
    while (waiting[0] !== undefined && waiting[0].at < step.at) woven.push(...waiting.splice(0, 1));
    woven.push(step);
  }
  return [...woven, ...waiting];
}
