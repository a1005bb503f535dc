/**
 * What the oldest browsers that the console is built for (vite.config.ts) do not have by themselves and we or our libraries call: Chrome 109
 * copies no array in order (110), and neither it nor Firefox 115 knows URL.parse (126). Imported first.
 */
function lend(to: object, name: string, value: unknown): void {
  if (!(name in to)) Object.defineProperty(to, name, { value, writable: true, configurable: true });
}

lend(Array.prototype, 'toSorted', function <T>(this: T[], compare?: (a: T, b: T) => number): T[] {
  return Array.from(this).sort(compare);
});
lend(Array.prototype, 'toReversed', function <T>(this: T[]): T[] {
  return Array.from(this).reverse();
});
lend(Array.prototype, 'toSpliced', function <T>(this: T[], start: number, remove: number, ...added: T[]): T[] {
  const copy = Array.from(this);
  copy.splice(start, remove, ...added);
  return copy;
});
lend(Array.prototype, 'with', function <T>(this: T[], at: number, value: T): T[] {
  const copy = Array.from(this);
  copy[at < 0 ? at + copy.length : at] = value;
  return copy;
});
lend(URL, 'parse', (address: string, base?: string): URL | null => {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
});
