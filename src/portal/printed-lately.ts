/** So long a paper is given again as it is. */
const KEPT_MS = 60_000;
/** Some 40 KB each. */
const MOST_KEPT = 100;

/**
 * Papers that anybody may ask for as often as they like, each printed once a minute at most: one is printed at a time, and the staff would wait for
 * theirs behind them. `key` says whose it is and what it depends on, but for the time.
 */
export function printedLately(): (key: string, print: () => Promise<Buffer>) => Promise<Buffer> {
  const kept = new Map<string, { readonly until: number; readonly paper: Promise<Buffer> }>();
  return (key, print) => {
    const before = kept.get(key);
    if (before && performance.now() < before.until) return before.paper;
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size >= MOST_KEPT) kept.delete(oldest);
    const paper = print();
    kept.delete(key);
    kept.set(key, { until: performance.now() + KEPT_MS, paper });
    paper.catch(() => kept.delete(key));
    return paper;
  };
}
