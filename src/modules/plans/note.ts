import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/db/db.ts';
import type { Actor } from '../people/index.ts';

/** One entry of the audit chain about something of this module. Called last in a transaction. */
export const note = (
  tx: Tx,
  actor: Pick<Actor, 'kind' | 'id'>,
  action: string,
  subject: { kind: string; id: string },
  now: Date,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> =>
  audit(tx, [
    {
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      action,
      subjectKind: subject.kind,
      subjectId: subject.id,
      detail,
    },
  ]);
