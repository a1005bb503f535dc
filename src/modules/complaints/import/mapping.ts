import { z } from 'zod';
import { fold } from '../../../thai/index.ts';
import { Channel, Status } from '../contract.ts';

/** What a column of an outside file may mean. */
export const FIELDS = [
  'ref',
  'title',
  'text',
  'place',
  'area',
  'latitude',
  'longitude',
  'coordinates',
  'category',
  'kind',
  'department',
  'community',
  'status',
  'received',
  'receivedTime',
  'closed',
  'closedTime',
  'lastActivity',
  'stars',
  'reopened',
  'channel',
  'name',
  'phone',
  'email',
  'identity',
] as const;
export type Field = (typeof FIELDS)[number];

const Columns = z.union([z.string().trim().min(1), z.array(z.string().trim().min(1)).min(1).max(8)]);

/** How the columns of one kind of file are read. A field may take several columns: they are joined, the empty ones left out. */
export const Mapping = z.strictObject({
  /**
   * The outside system. With it a row is known by its `ref`; without it by its whole content, since two offices' files may both
   * hold a "1".
   */
  source: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,40}$/)
    .nullable()
    .default(null),
  columns: z.partialRecord(z.enum(FIELDS), Columns),
  dateOrder: z.enum(['DMY', 'MDY', 'YMD', 'auto']).default('auto'),
  shortYear: z.enum(['BE', 'CE']).default('BE'),
  /** Of times written without one. */
  offset: z
    .string()
    .regex(/^[+-](0\d|1[0-4]):[0-5]\d$/)
    .default('+07:00'),
  /** `thailand`: a point elsewhere is a slip and is dropped. `any`: kept, with one warning. */
  coordinates: z.enum(['thailand', 'any']).default('thailand'),
  channel: Channel.default('api'),
  /** The file's words for states and categories, where ours do not know them; categories by our code. */
  statuses: z.record(z.string(), Status).default({}),
  unknownStatus: Status.default('new'),
  categories: z.record(z.string(), z.string()).default({}),
});
export type Mapping = z.infer<typeof Mapping>;

/** A column's name as it is compared: case, spaces, brackets and underscores do not matter. */
export const columnKey = (header: string): string => fold(header).replaceAll(/[\s_\-./:()[\]*"']+/g, '');

/** The columns of a field, as they are compared. */
export const keysOf = (mapping: Mapping, field: Field): readonly string[] =>
  [mapping.columns[field] ?? []].flat().map(columnKey);
