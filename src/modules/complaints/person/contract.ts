import { z } from 'zod';
import { OWN_KINDS } from '../../channels/contract.ts';
import { ComplaintRow, Contact } from '../contract.ts';
import { reason } from '../workflow/contract.ts';

const id = z.uuid();
const Instant = z.iso.datetime();

export const IdentityKind = z.enum(['case', 'phone', 'email', ...OWN_KINDS]);
export const ProofKind = z.enum([
  'verified-phone',
  'verified-email',
  'tracking-code',
  'line-login',
  'thread',
  'staff-with-reason',
]);

/** `label`: the number of a case, the name of a conversation, a number or an address; null where it is not for this viewer's eyes. */
export const PersonIdentity = z.object({
  id,
  kind: IdentityKind,
  label: z.string().nullable(),
  caseId: id.nullable(),
  threadId: id.nullable(),
  since: Instant,
  /** Whether anything still holds it to the others: then it may be split off. */
  held: z.boolean(),
  /** Split off: somebody else's now, and named here because the history names it. */
  apart: z.boolean(),
});
export type PersonIdentity = z.infer<typeof PersonIdentity>;
export const PersonProof = z.object({
  id,
  oneId: id,
  otherId: id,
  kind: ProofKind,
  reason: z.string().nullable(),
  at: Instant,
  byName: z.string().nullable(),
  endedAt: Instant.nullable(),
  endedReason: z.string().nullable(),
  endedByName: z.string().nullable(),
});
export type PersonProof = z.infer<typeof PersonProof>;
export const PersonEvent = z.object({
  id,
  kind: z.enum(['joined', 'split']),
  proof: ProofKind.nullable(),
  reason: z.string().nullable(),
  at: Instant,
  byName: z.string().nullable(),
});
/** A person: the cases of all their channels that the viewer may see, newest first, and what holds them together. */
export const PersonView = z.object({
  id,
  cases: z.array(ComplaintRow),
  identities: z.array(PersonIdentity),
  proofs: z.array(PersonProof),
  events: z.array(PersonEvent),
  mayJoin: z.boolean(),
});
export type PersonView = z.infer<typeof PersonView>;

/** Another case with the same number or address, that anybody may have typed: no proof, only a hint. */
export const Suggestion = z.object({ row: ComplaintRow, why: z.enum(['same-phone', 'same-email']) });
/** What a case says of its person. `person` null: nothing was proven, or the case is confidential. */
export const PersonOfCase = z.object({
  person: z.object({ id, cases: z.array(ComplaintRow) }).nullable(),
  suggestions: z.array(Suggestion),
  /** Other cases that still have a number or an address that was corrected here; empty for whoever does not see contacts. */
  stillFormer: z.array(ComplaintRow),
  /** The number that was given, while nobody has confirmed it and the viewer may. */
  phoneToConfirm: z.string().nullable(),
  mayJoin: z.boolean(),
});
export type PersonOfCase = z.infer<typeof PersonOfCase>;

/** POST /complaints/:id/person/join: a member of staff vouches that two cases are one person's. */
export const JoinCases = z.object({ withCaseId: id, reason });
/** POST /complaints/:id/person/confirm-phone: called back at the number, and it was they. */
export const ConfirmPhone = z.object({ reason });
/**
 * POST /complaints/:id/contact: how the citizen is reached is put right at their asking. `contact` is all of it as it is to be; `identity` left
 * out: as it is. `newCode`: somebody else may have read the old one, which opens the case no more.
 */
export const CorrectContact = z.object({
  version: z.int().min(1),
  contact: Contact.required(),
  identity: z.enum(['named', 'concealed']).optional(),
  newCode: z.boolean().default(false),
  reason,
});
export type CorrectContact = z.infer<typeof CorrectContact>;
/** POST /persons/:id/split: takes an identity out of the person. */
export const SplitPerson = z.object({ identityId: id, reason });
