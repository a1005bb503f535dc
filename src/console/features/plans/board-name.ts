import type { Board } from '../../../modules/plans/contract.ts';
import { fiscalYearRange } from '../../../thai/index.ts';
import type { Names } from '../../lib/directory.ts';
import { language } from '../../lib/i18n.ts';
import { today } from '../../lib/today.ts';

/** Who a step is given to, as the board says it; a department in English where English is read, by its name on the board's last day. */
export function boardName(
  { names, year }: Board,
  { department }: Pick<Names, 'department'>,
  id: string | null,
): string {
  if (id === null) return '';
  const [day = today()] = [today(), fiscalYearRange(year.fiscalYear).to].toSorted();
  return (language() === 'en' && department(id, day)) || (names[id] ?? '');
}
