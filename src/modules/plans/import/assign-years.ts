import type { Doubts } from './doubts.ts';
import { fiscalMonth, type Year } from './months.ts';

export type YearHead = { readonly col: number; readonly year: Year };
type Place = { readonly col: number; readonly months: readonly number[]; readonly year: Year | null };

/**
 * The year of every month: from its own head, from the years above, or from the fiscal year that the document names. Years above run to
 * the right until the next one. @returns one list for each place, and the fiscal year that the last month lies in
 */
export function assignYears(
  places: readonly Place[],
  heads: readonly YearHead[],
  fallback: Year | null,
  doubts: Doubts,
  line: number,
): { years: (number | null)[][]; fiscalYear: number | null } {
  const told = [...heads.map(({ year }) => year), ...places.flatMap(({ year }) => (year ? [year] : []))];
  for (const year of unique(told.filter(({ short }) => short)))
    doubts.add('year-short', line, String(year.be % 100), [`พ.ศ. ${year.be}`]);
  for (const year of unique(told.filter(({ western }) => western)))
    doubts.add('year-western', line, String(year.be - 543), [`พ.ศ. ${year.be}`]);
  const months = places.flatMap((place) => place.months.map((month) => ({ month, place })));
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return { years: [], fiscalYear: headYear(heads, fallback) };
  if (fiscalMonth(first.month) !== 1 && months.length > 1) doubts.add('months-not-fiscal', line, '', []);
  const calendar = first.month === 1 && months.some(({ month }) => month >= 10);
  const be = fromHeads() ?? fromText();
  const years = places.map((place) => place.months.map((month) => place.year?.be ?? be(month, place.col)));
  const lastYear = years.at(-1)?.at(-1) ?? null;
  return { years, fiscalYear: lastYear === null ? null : last.month >= 10 ? lastYear + 1 : lastYear };

  function fromHeads(): ((month: number, col: number) => number | null) | null {
    const own = places.some(({ year }) => year !== null);
    const all = [
      ...new Set(
        heads.length > 0
          ? heads.map(({ year }) => year.be)
          : own
            ? places.flatMap(({ year }) => (year ? [year.be] : []))
            : [],
      ),
    ].toSorted((a, b) => a - b);
    const [low, high] = [all[0], all.at(-1)];
    if (low === undefined || high === undefined) return null;
    const inFiscal = (fiscal: number) => (month: number) => (month >= 10 && !calendar ? fiscal - 1 : fiscal);
    if (low === high) {
      if (!crosses() || calendar) return () => low;
      if (own && heads.length === 0)
        return inFiscal(places.find(({ year }) => year)?.months.some((month) => month >= 10) ? low + 1 : low);
      if (!heads.some(({ year }) => year.fiscal))
        doubts.add('year-unclear', line, String(low), [
          `ปีงบประมาณ ${low} (ต.ค. ${low - 1} – ก.ย. ${low})`,
          `ปีงบประมาณ ${low + 1} (ต.ค. ${low} – ก.ย. ${low + 1})`,
        ]);
      return inFiscal(low);
    }
    const fiscalHead = heads.find(({ year }) => year.fiscal);
    if (fiscalHead) return inFiscal(fiscalHead.year.be);
    const byPlace = (col: number) => heads.filter((head) => head.col <= col).at(-1)?.year.be ?? low;
    const sound = months.every(({ month, place }, i) => {
      const before = months[i - 1];
      const year = place.year?.be ?? byPlace(place.col);
      if (!before) return true;
      const yearBefore = before.place.year?.be ?? byPlace(before.place.col);
      return month > before.month ? year === yearBefore : year === yearBefore + 1;
    });
    if (sound) return (_, col) => byPlace(col);
    doubts.add('year-conflict', line, all.join(' '), [`ต.ค.–ธ.ค. ${high - 1}, ม.ค.–ก.ย. ${high}`]);
    return inFiscal(high);
  }

  function fromText(): (month: number) => number | null {
    if (!fallback) {
      doubts.add('year-missing', line, '', []);
      return () => null;
    }
    doubts.add('year-from-title', line, String(fallback.be), [`ปีงบประมาณ ${fallback.be}`]);
    return (month) => (month >= 10 && !calendar ? fallback.be - 1 : fallback.be);
  }

  function crosses(): boolean {
    return months.some(({ month }) => month >= 10) && months.some(({ month }) => month < 10);
  }
}

const headYear = (heads: readonly YearHead[], fallback: Year | null): number | null =>
  heads.length > 0 ? Math.max(...heads.map(({ year }) => year.be)) : (fallback?.be ?? null);
const unique = (years: readonly Year[]): Year[] =>
  years.filter((year, i) => years.findIndex(({ be }) => be === year.be) === i);
