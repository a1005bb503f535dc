import type { Selectable } from 'kysely';
import pg from 'pg';
import type { Tables, Tx } from '../../../platform/db/db.ts';
import { claimFile } from '../../../platform/files/keep-file.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { toArabicDigits } from '../../../thai/index.ts';
import type { Actor } from '../../people/index.ts';
import { mustBeFree } from '../../voices/index.ts';
import { note } from '../note.ts';
import { type NumberPaper, type Paper, PaperContent } from './contract.ts';

type Row = Selectable<Tables['plans.paper']>;

const paperOf = (row: Row): Paper => ({
  id: row.id,
  kind: row.kind,
  committeeId: row.committee_id,
  meetingId: row.meeting_id,
  title: row.title,
  content: PaperContent.parse(row.content),
  state: row.state,
  number: row.number,
  datedOn: row.dated_on,
  fileId: row.file_id,
  version: row.version,
  createdBy: row.created_by,
  updatedAt: row.updated_at.toISOString(),
});

/** Papers, newest first; of one committee or meeting when asked. */
export async function listPapers(
  tx: Tx,
  of: { committeeId?: string | undefined; meetingId?: string | undefined },
): Promise<Paper[]> {
  let query = tx.selectFrom('plans.paper').selectAll().orderBy('created_at', 'desc').limit(500);
  if (of.committeeId) query = query.where('committee_id', '=', of.committeeId);
  if (of.meetingId) query = query.where('meeting_id', '=', of.meetingId);
  return (await query.execute()).map(paperOf);
}

/** @throws Refusal('not-found') */
export async function loadPaper(tx: Tx, id: string): Promise<Paper> {
  const row = await tx.selectFrom('plans.paper').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not-found', { what: 'paper' });
  return paperOf(row);
}

/** Changes a draft; what has a number stays as it is. @throws Refusal('not-found') · ('changed-meanwhile') · ('wrong-state') */
export async function savePaper(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, content }: { version: number; content: PaperContent },
  now: Date,
): Promise<Paper> {
  const row = await lock(tx, id, version, 'draft');
  if (row.kind !== content.kind) throw new Refusal('wrong-state', { kind: row.kind });
  await change(tx, row, { content: JSON.stringify(content), title: content.subject }, now);
  await note(tx, actor, 'paper.save', { kind: 'paper', id }, now);
  return loadPaper(tx, id);
}

/**
 * Gives a draft its number and date; its words stay as they are from then on.
 * @throws as saving does, Refusal('already-there') when the number was given before
 */
export async function numberPaper(tx: Tx, actor: Actor, id: string, body: NumberPaper, now: Date): Promise<Paper> {
  const row = await lock(tx, id, body.version, 'draft');
  const number = toArabicDigits(body.number);
  try {
    await change(tx, row, { state: 'numbered', number, dated_on: body.datedOn }, now);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '23505') {
      throw new Refusal('already-there', { what: 'number', number });
    }
    throw error;
  }
  await note(tx, actor, 'paper.number', { kind: 'paper', id }, now, { number });
  return loadPaper(tx, id);
}

/** Puts the scan of the signed paper to its record. @throws as saving does, Refusal('not-found') for the file */
export async function signPaper(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, fileId }: { version: number; fileId: string },
  now: Date,
): Promise<Paper> {
  const row = await lock(tx, id, version, 'numbered');
  await mustBeFree(tx, [fileId]);
  await claimFile(tx, fileId, 'signed-paper');
  await change(tx, row, { state: 'signed', file_id: fileId }, now);
  await note(tx, actor, 'paper.sign', { kind: 'paper', id }, now);
  return loadPaper(tx, id);
}

async function lock(tx: Tx, id: string, version: number, state: Row['state']): Promise<Row> {
  const row = await tx.selectFrom('plans.paper').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new Refusal('not-found', { what: 'paper' });
  if (row.version !== version) throw new Refusal('changed-meanwhile', { version: row.version });
  if (row.state !== state) throw new Refusal('wrong-state', { state: row.state });
  return row;
}

const change = (
  tx: Tx,
  row: Row,
  columns: {
    content?: string;
    title?: string;
    state?: Row['state'];
    number?: string;
    dated_on?: string;
    file_id?: string;
  },
  now: Date,
) =>
  tx
    .updateTable('plans.paper')
    .set({ ...columns, version: row.version + 1, updated_at: now })
    .where('id', '=', row.id)
    .execute();
