import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { dayOf } from '../../thai/index.ts';
import type { Actor } from '../people/index.ts';

/** What clocks have run by is not changed. @throws Refusal('invalid-input') for a day that is over */
export function mustNotBePast(field: string, day: string, now: Date): void {
  if (day < dayOf(now)) throw new Refusal('invalid-input', { fields: [{ field, problem: 'in-the-past' }] });
}

type Changed = { before: unknown; after: unknown };
export function noteSetting(
  tx: Tx,
  actor: Actor,
  action: string,
  subjectId: string,
  detail: Changed,
  now: Date,
): Promise<void> {
  const by = { at: now, actorKind: actor.kind, actorId: actor.id };
  return audit(tx, [{ ...by, action, subjectKind: 'setting', subjectId, detail }]);
}
