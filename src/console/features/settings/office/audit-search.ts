import { z } from 'zod';
import { AuditFilter } from '../../../../modules/people/contract.ts';

const { shape } = AuditFilter;
/** What the address of the trail asks it about. A wrong part of it is left out, as in the inbox. */
export const AuditSearch = z.object({
  subjectKind: shape.subjectKind.catch(undefined),
  subjectId: shape.subjectId.catch(undefined),
  // A year typed into the address arrives as a number.
  number: z.coerce.string().trim().min(1).max(40).optional().catch(undefined),
  actorId: shape.actorId.catch(undefined),
  action: shape.action.catch(undefined),
  from: shape.from.catch(undefined),
  to: shape.to.catch(undefined),
});
export type AuditSearch = z.output<typeof AuditSearch>;
