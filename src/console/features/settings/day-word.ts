import { addDays, formatDay } from '../../../thai/index.ts';
import { language } from '../../lib/i18n.ts';

export const dayWord = (day: string): string => formatDay(day, { lang: language() });

/** The day before: where a version ends "from" a day on, it was last in force the day before. */
export const lastDayWord = (endsFrom: string): string => dayWord(addDays(endsFrom, -1));
