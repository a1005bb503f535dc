import { v7 } from 'uuid';
import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { type Day, dayOf } from '../../thai/index.ts';
import type { Actor } from './actor.ts';
import type { Entry, EntryDraft } from './contract.ts';
import { entryHistory, loadDirectory } from './load-directory.ts';

type By = { readonly actor: Actor; readonly now: Date };
/** An entry, and which version of it whoever changes it has read; undefined: whatever it is now. */
type Read = { readonly id: string; readonly version?: number | undefined };

/** A new department, category, group, community or reason, in force from the draft's day. @throws Refusal('already-there') for a code in use */
export async function addEntry(tx: Tx, { actor, now }: By, code: string, draft: EntryDraft): Promise<Entry> {
  await mustPointToDepartment(tx, draft);
  const id = v7();
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('people.directory_entry')
    .values({ id, noun: draft.noun, code })
    .onConflict((row) => row.columns(['municipality_id', 'noun', 'code']).doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) throw new Refusal('already-there', { noun: draft.noun, code });
  await insertVersion(tx, id, draft, { actor, now });
  await note(tx, { actor, now }, 'directory.add', id, {
    noun: draft.noun,
    code,
    from: draft.validFrom,
    nameTh: draft.nameTh,
  });
  return lastVersion(tx, id);
}

/**
 * A new version of an entry from a day on; the version before it ends there and keeps its name for its time. A version that has
 * not been in force for a whole day yet (it starts today or later) is replaced by one from the same day; what is older is history
 * and stays. A day before the last version's start is refused: two versions would claim it. A retired entry is in force again.
 * @throws Refusal('not-found'), Refusal('changed-meanwhile'), Refusal('already-there') for a day that is taken, Refusal('invalid-input')
 */
export async function changeEntry(tx: Tx, { actor, now }: By, read: Read, draft: EntryDraft): Promise<Entry> {
  const { id } = read;
  const last = await takeLast(tx, read);
  if (last.noun !== draft.noun) throw invalid('/noun', 'not-its-noun');
  await mustPointToDepartment(tx, draft);
  const replaces = draft.validFrom === last.validFrom && last.validFrom >= dayOf(now);
  if (draft.validFrom < last.validFrom || (draft.validFrom === last.validFrom && !replaces)) {
    throw new Refusal('already-there', { field: '/validFrom', lastFrom: last.validFrom });
  }
  if (replaces) {
    await tx
      .deleteFrom('people.directory_version')
      .where('entry_id', '=', id)
      .where('valid_from', '=', last.validFrom)
      .execute();
  } else if (last.validTo === null || last.validTo > draft.validFrom) {
    await endVersion(tx, id, last.validFrom, draft.validFrom);
  }
  await insertVersion(tx, id, draft, { actor, now });
  await note(tx, { actor, now }, 'directory.change', id, {
    from: draft.validFrom,
    before: { nameTh: last.nameTh, nameEn: last.nameEn, data: last.data },
    after: { nameTh: draft.nameTh, nameEn: draft.nameEn, data: draft.data },
  });
  return lastVersion(tx, id);
}

/**
 * Not in force from a day on; what used it keeps its name.
 * @throws Refusal('not-found'), Refusal('changed-meanwhile'), Refusal('in-use') for a department with active staff or categories, Refusal('invalid-input') for a day not after its last version's start
 */
export async function retireEntry(tx: Tx, { actor, now }: By, read: Read, from: Day): Promise<Entry> {
  const { id } = read;
  const last = await takeLast(tx, read);
  if (from <= last.validFrom) throw invalid('/from', 'not-after-start', { lastFrom: last.validFrom });
  if (last.noun === 'department') await mustBeUnused(tx, id, from);
  await endVersion(tx, id, last.validFrom, from);
  await note(tx, { actor, now }, 'directory.retire', id, { from });
  return lastVersion(tx, id);
}

/**
 * The newest version; the entry stays locked until the transaction ends, so two editors take turns. Its key is not: who files a case under it
 * meanwhile holds the audit chain that the editor waits for.
 */
async function takeLast(tx: Tx, { id, version }: Read): Promise<Entry> {
  const taken = await tx
    .updateTable('people.directory_entry')
    .set((entry) => ({ version: entry('version', '+', 1) }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirst();
  if (!taken) throw new Refusal('not-found');
  const before = taken.version - 1;
  if (version !== undefined && version !== before) throw new Refusal('changed-meanwhile', { version: before });
  return lastVersion(tx, id);
}

async function lastVersion(tx: Tx, id: string): Promise<Entry> {
  const last = (await entryHistory(tx, id)).at(-1);
  if (!last) throw new Refusal('not-found');
  return last;
}

async function insertVersion(tx: Tx, id: string, draft: EntryDraft, { actor, now }: By): Promise<void> {
  await tx
    .insertInto('people.directory_version')
    .values({
      entry_id: id,
      valid_from: draft.validFrom,
      valid_to: null,
      name_th: draft.nameTh,
      name_en: draft.nameEn,
      sort: draft.sort,
      data: JSON.stringify(draft.data),
      changed_by: actor.id,
      changed_at: now,
    })
    .execute();
}

async function endVersion(tx: Tx, id: string, validFrom: Day, validTo: Day): Promise<void> {
  await tx
    .updateTable('people.directory_version')
    .set({ valid_to: validTo })
    .where('entry_id', '=', id)
    .where('valid_from', '=', validFrom)
    .execute();
}

async function mustPointToDepartment(tx: Tx, draft: EntryDraft): Promise<void> {
  if (draft.noun !== 'category' || draft.data.departmentId === null) return;
  await mustBeDepartment(tx, draft.data.departmentId, draft.validFrom, '/entry/data/departmentId');
}

/** Somebody of the staff went from a department to another: should nobody be left in it, its people have gone (`emptyDepartments`). */
export async function noteMovedOut(tx: Tx, departmentId: string): Promise<void> {
  await tx.updateTable('people.directory_entry').set({ moved_out: true }).where('id', '=', departmentId).execute();
}

/** @throws Refusal('invalid-input') unless the id is a department in force on the day */
export async function mustBeDepartment(tx: Tx, id: string, day: Day, field: string): Promise<void> {
  const { departments } = await loadDirectory(tx, day);
  if (!departments.some((department) => department.id === id)) throw invalid(field, 'not-a-department');
}

async function mustBeUnused(tx: Tx, departmentId: string, from: Day): Promise<void> {
  const { categories } = await loadDirectory(tx, from);
  const category = categories.find(({ data }) => data.departmentId === departmentId);
  if (category) throw new Refusal('in-use', { by: 'category', code: category.code });
  const staff = await tx
    .selectFrom('people.staff')
    .select('user_id')
    .where('department_id', '=', departmentId)
    .where('active', '=', true)
    .limit(1)
    .executeTakeFirst();
  if (staff) throw new Refusal('in-use', { by: 'staff' });
}

const invalid = (field: string, problem: string, more: Record<string, unknown> = {}) =>
  new Refusal('invalid-input', { fields: [{ field, problem }], ...more });

const note = (tx: Tx, { actor, now }: By, action: string, subjectId: string, detail: Record<string, unknown>) =>
  audit(tx, [
    { at: now, actorKind: actor.kind, actorId: actor.id, action, subjectKind: 'directory-entry', subjectId, detail },
  ]);
