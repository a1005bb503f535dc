import { toArabicDigits } from '../../thai/index.ts';
import type { Draft } from './draft.ts';

/** The register's classes: ร. for what citizens bring, ค. for paper petitions, น. for what was brought in from another system. */
export function numberClass(draft: Pick<Draft, 'kind' | 'source'>): 'ร.' | 'ค.' | 'น.' {
  if (draft.source) return 'น.';
  return draft.kind === 'petition' ? 'ค.' : 'ร.';
}

/** `ร.0001/2569`: at least four digits, the fiscal year in the Buddhist era. */
export function writeNumber(numberClassOf: string, sequence: number, fiscalYear: number): string {
  return `${numberClassOf}${String(sequence).padStart(4, '0')}/${fiscalYear}`;
}

/** Whether what was typed names a class: then it is a number of the register and nothing else. */
export const isClassed = (typed: string): boolean => /^\s*[รคน]/u.test(typed);

/**
 * The number a person typed, as it is written in the register, or null: Thai digits, missing zeros, a two-digit year, spaces
 * and a missing class (then ร.) are all understood.
 */
export function readNumber(typed: string): string | null {
  const text = toArabicDigits(typed).replaceAll(/[\s.]/g, '');
  const [, letter = 'ร', sequence, year = ''] = /^([รคน])?(\d{1,9})\/(\d{2}|\d{4})$/u.exec(text) ?? [];
  if (sequence === undefined) return null;
  return writeNumber(`${letter}.`, Number(sequence), Number(year.length === 2 ? `25${year}` : year));
}
