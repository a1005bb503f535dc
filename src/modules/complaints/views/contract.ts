import { z } from 'zod';

/** Everything the register's table can show, in its order; the number always stands first. */
export const COLUMNS = [
  'status',
  'clock',
  'summary',
  'category',
  'place',
  'department',
  'owner',
  'received',
  'due',
  'channel',
  'kind',
  'stars',
] as const;
export type ColumnName = (typeof COLUMNS)[number];

/** How the register is shown: rows to read, or a table of the columns that were chosen. */
export const InboxLayout = z.object({
  shape: z.enum(['list', 'table']),
  columns: z.array(z.enum(COLUMNS)).max(COLUMNS.length),
});
export type InboxLayout = z.infer<typeof InboxLayout>;
