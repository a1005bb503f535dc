/**
 * Many who ask the same at once are answered by one read that began after the last of them asked: nobody gets an answer older
 * than their question. While a read is under way, those who come wait for the next one and share it.
 */
export function shareReads<T>(): (key: string, read: () => Promise<T>) => Promise<T> {
  const underWay = new Map<string, { now: Promise<unknown>; next: Promise<T> | null }>();
  return (key, read) => {
    const busy = underWay.get(key);
    if (!busy) return begin(key, read);
    busy.next ??= busy.now.then(
      () => begin(key, read),
      () => begin(key, read),
    );
    return busy.next;
  };

  function begin(key: string, read: () => Promise<T>): Promise<T> {
    const now = read();
    const mine = { now, next: null };
    underWay.set(key, mine);
    const end = () => {
      if (underWay.get(key) === mine && mine.next === null) underWay.delete(key);
    };
    now.then(end, end);
    return now;
  }
}
