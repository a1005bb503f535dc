import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { ClockRuleView, HolidayView, WorkingHoursView } from '../../../../modules/complaints/contract.ts';
import { api } from '../../../lib/api.ts';
import { language } from '../../../lib/i18n.ts';

export type Rule = z.infer<typeof ClockRuleView>;
export type Hours = z.infer<typeof WorkingHoursView>;
export type Holiday = z.infer<typeof HolidayView>;

/** What a day is called in the language now. */
export const holidayName = ({ name, nameEn }: Pick<Holiday, 'name' | 'nameEn'>): string =>
  language() === 'en' && nameEn !== '' ? nameEn : name;

export const rulesQuery = queryOptions({
  queryKey: ['clock-rules'],
  queryFn: ({ signal }) => api.get('/api/v1/clock-rules', z.array(ClockRuleView), { signal }),
});
export const hoursQuery = queryOptions({
  queryKey: ['working-hours'],
  queryFn: ({ signal }) => api.get('/api/v1/working-hours', z.array(WorkingHoursView), { signal }),
});
/** `year` in the Common Era. */
export const holidaysQuery = (year: number) =>
  queryOptions({
    queryKey: ['holidays', year],
    queryFn: ({ signal }) => api.get('/api/v1/holidays', z.array(HolidayView), { query: { year }, signal }),
  });
