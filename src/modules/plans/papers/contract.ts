import { z } from 'zod';

const id = z.uuid();
const Day = z.iso.date();
const line = z.string().trim().max(500);
const text = z.string().trim().max(10_000);

/** คำสั่ง: an order that appoints a committee. */
export const OrderContent = z.object({
  kind: z.literal('order'),
  /** "คำสั่งเทศบาลตำบล…" */
  office: line,
  subject: line,
  /** Why, and by what law. */
  preamble: text,
  members: z
    .array(z.object({ name: line, position: line, role: line }))
    .min(1)
    .max(60),
  duties: z.array(text).max(40),
  /** "ทั้งนี้ ตั้งแต่วันที่ …" */
  effective: line,
  signer: z.object({ name: line, position: line }),
});
/** บันทึกข้อความ: a memo inside the office, that invites to a meeting. */
export const MemoContent = z.object({
  kind: z.literal('memo'),
  office: line,
  subject: line,
  to: line,
  paragraphs: z.array(text).min(1).max(30),
  agenda: z.array(line).max(60),
  signer: z.object({ name: line, position: line }),
});
export const PaperContent = z.discriminatedUnion('kind', [OrderContent, MemoContent]);
export type PaperContent = z.infer<typeof PaperContent>;

export const Paper = z.object({
  id,
  kind: z.enum(['order', 'memo']),
  committeeId: id.nullable(),
  meetingId: id.nullable(),
  title: z.string(),
  content: PaperContent,
  state: z.enum(['draft', 'numbered', 'signed']),
  number: z.string().nullable(),
  datedOn: Day.nullable(),
  fileId: id.nullable(),
  version: z.int(),
  createdBy: z.string(),
  updatedAt: z.iso.datetime(),
});
export type Paper = z.infer<typeof Paper>;

/** POST /papers: drafted from a committee (an order) or from a meeting (a memo that invites). */
export const DraftPaper = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('order'), committeeId: id }),
  z.object({ kind: z.literal('memo'), meetingId: id }),
]);
export type DraftPaper = z.infer<typeof DraftPaper>;
export const SavePaper = z.object({ version: z.int(), content: PaperContent });
/** The number is the office's own ("12/2569"); it is given once in a kind and never again, whichever digits it is typed in. */
export const NumberPaper = z.object({
  version: z.int(),
  number: z
    .string()
    .trim()
    .regex(/^[^\s/]{1,20}\/[\d๐-๙]{4}$/),
  datedOn: Day,
});
export type NumberPaper = z.infer<typeof NumberPaper>;
export const SignPaper = z.object({ version: z.int(), fileId: id });
