/** What a reminder of a task is called. */
export const REMINDER_WORDS = {
  'due-soon': 'งานใกล้ครบกำหนด',
  'due-today': 'งานครบกำหนดวันนี้',
  overdue: 'งานเกินกำหนด',
} as const;
