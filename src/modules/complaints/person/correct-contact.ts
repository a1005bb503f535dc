import { audit } from '../../../platform/audit.ts';
import type { Tx } from '../../../platform/db/db.ts';
import { enqueue } from '../../../platform/jobs.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { inFours, newTrackingCode } from '../../../platform/token.ts';
import { normalise } from '../../../thai/index.ts';
import { redirectMail, rewordMessages } from '../../channels/index.ts';
import {
  type Actor,
  citizenStatements,
  correctCitizen,
  disprove,
  emailValue,
  loadCitizen,
  lockPerson,
  type Person,
  phoneValue,
} from '../../people/index.ts';
import { loadVoice, nameVoice } from '../../voices/index.ts';
import { EMAIL_CODE, isToStaff } from '../conversation/citizen-key.ts';
import { ownWays } from '../conversation/own-ways.ts';
import { steppedJob } from '../jobs.ts';
import { move } from '../move.ts';
import { maySee, next, WORKFLOW } from '../rules.ts';
import { searchWords } from '../search-text.ts';
import { loadComplaint, lockComplaint } from '../store.ts';
import type { Complaint } from '../tables.ts';
import type { CorrectContact } from './contract.ts';
import { holdThreads, partThreads } from './part-threads.ts';
import { personAt } from './view-person.ts';

type Contact = CorrectContact['contact'];
const NOBODY: Contact = { name: '', phone: '', email: '' };
const PARTS = ['name', 'phone', 'email'] as const;

/**
 * Puts right how a citizen is reached, or that they are to be concealed, at their asking (PDPA s.35-36). What waits for a wrong address goes to the
 * right one; what was proven of the wrong one is proven no more; a code that somebody else has read is replaced. The history says which parts
 * were corrected, by whom and why, never to what.
 * @throws Refusal('not-found') · ('changed-meanwhile') · ('not-allowed') · ('invalid-input') where nothing changes, or nobody may be named
 */
export async function correctContact(
  tx: Tx,
  actor: Actor,
  id: string,
  request: CorrectContact,
  now: Date,
): Promise<void> {
  // Threads, then the person, then the case: in this order wherever a person is parted.
  const person = await personAt(tx, id);
  const held = person && (await holdThreads(tx, person.id));
  if (person) await lockPerson(tx, person.id);
  const facts = await lockComplaint(tx, id);
  if (!facts || !maySee(facts, actor)) throw new Refusal('not-found', { what: 'complaint' });
  if (facts.version !== request.version) throw new Refusal('changed-meanwhile', { version: facts.version });
  // Somebody joined or left them while their locks were taken.
  if (identitiesOf(await personAt(tx, id)) !== identitiesOf(held?.person))
    throw new Refusal('changed-meanwhile', { version: facts.version });
  const to = next('correct-contact', facts, actor);
  const voice = await loadVoice(tx, facts.voice_id);
  const citizen = voice?.citizen_id ? await loadCitizen(tx, voice.citizen_id) : undefined;
  const was: Contact = citizen ?? NOBODY;
  const contact = cleaned(request.contact);
  const identity = request.identity ?? facts.identity;
  const changed = [
    ...PARTS.filter((part) => contact[part] !== was[part]),
    ...(identity === facts.identity ? [] : (['identity'] as const)),
  ];
  if (changed.length === 0 && !request.newCode) throw invalid('/contact', 'unchanged');
  if (identity === 'anonymous' && PARTS.some((part) => contact[part] !== '')) throw invalid('/identity', 'missing');

  const detail = {
    corrected: changed,
    newCode: request.newCode,
    ...(identity !== facts.identity && { identity: { from: facts.identity, to: identity } }),
  };
  const code = request.newCode ? newTrackingCode() : facts.tracking_code;
  const { seq } = await move(tx, facts, {
    step: 'correct-contact',
    to,
    actor,
    at: now,
    public: WORKFLOW['correct-contact'].public,
    note: normalise(request.reason).trim(),
    data: detail,
    columns: { identity, tracking_code: code },
  });
  if (PARTS.some((part) => changed.includes(part))) {
    if (citizen) await correctCitizen(tx, citizen, contact, actor, now);
    else await nameThem(tx, facts, identity, contact, now);
    await findByContact(tx, facts, contact);
  }
  const isDisproven = await disproveFormer(tx, id, { was, is: contact, actor, request }, now);
  const parted = held && isDisproven ? await partThreads(tx, held, actor, now) : [];
  if (request.newCode) await renewCode(tx, id, { from: facts.tracking_code, to: code });
  for (const caseId of new Set([id, ...(held && isDisproven ? casesOf(held.person) : [])]))
    await redirect(tx, caseId, now);
  const heard = contact.email !== '' && changed.includes('email');
  const isShown = facts.identity === 'concealed' && identity === 'named';
  if (heard || isShown || request.newCode) await enqueue(tx, steppedJob, { complaintId: id, seq });

  const by = { at: now, actorKind: actor.kind, actorId: actor.id };
  const corrected = { ...by, action: 'complaint.correct-contact', subjectKind: 'complaint', subjectId: id, detail };
  const split = { ...by, action: 'person.split', subjectKind: 'person', detail: { caseId: id } };
  const apart = isDisproven && person ? [{ ...split, subjectId: person.id }] : [];
  await audit(tx, [corrected, ...apart, ...parted]);
}

const invalid = (field: string, problem: string) => new Refusal('invalid-input', { fields: [{ field, problem }] });

const cleaned = ({ name, phone, email }: Contact): Contact => ({
  name: normalise(name).trim(),
  phone: normalise(phone).trim(),
  email: normalise(email).trim(),
});

/** Nobody was known until now. */
async function nameThem(
  tx: Tx,
  row: Complaint,
  identity: Complaint['identity'],
  contact: Contact,
  now: Date,
): Promise<void> {
  const [spoke] = (await ownWays(tx, row)).spoke;
  const language = spoke?.thread.language ?? 'th';
  const filing = { id: row.voice_id, identity, contact, language, noticeVersion: null } as const;
  const { ids, statements } = citizenStatements(tx, [filing], now);
  for (const statement of statements) await tx.executeQuery(statement);
  const citizenId = ids.get(row.voice_id);
  if (citizenId !== undefined) await nameVoice(tx, row.voice_id, citizenId, now);
}

async function findByContact(tx: Tx, { id }: Complaint, contact: Contact): Promise<void> {
  const { contact: found } = searchWords({ text: '', place: '', sourceRef: null, contact });
  await tx.updateTable('complaints.search_text').set({ contact: found }).where('complaint_id', '=', id).execute();
}

/**
 * Whose the wrong number or address is, is not the person of this case by it; nor is whoever came to it by a code that others may have read:
 * whose it is has the new one, and may come by that.
 */
function disproveFormer(
  tx: Tx,
  caseId: string,
  { was, is, actor, request }: { was: Contact; is: Contact; actor: Actor; request: CorrectContact },
  now: Date,
): Promise<boolean> {
  const gone = [
    { kind: 'email', value: emailValue(was.email), kept: emailValue(is.email) },
    { kind: 'phone', value: phoneValue(was.phone), kept: phoneValue(is.phone) },
  ];
  const others = gone.flatMap(({ kind, value, kept }) => (value === null || value === kept ? [] : [{ kind, value }]));
  const kinds = request.newCode ? (['tracking-code'] as const) : [];
  return disprove(tx, { one: { kind: 'case', value: caseId }, others, kinds, reason: request.reason, by: actor }, now);
}

const identitiesOf = (person: Person | undefined): string => person?.identities.map(({ id }) => id).join() ?? '';

const casesOf = ({ identities }: Person): string[] =>
  identities.flatMap(({ kind, value }) => (kind === 'case' ? [value] : []));

/** What waits for a citizen by mail goes where they are reached now, and a code that proves an address that is theirs no more goes nowhere. */
async function redirect(tx: Tx, caseId: string, now: Date): Promise<void> {
  const row = await loadComplaint(tx, caseId);
  if (!row) return;
  const which = (template: string) =>
    isToStaff(template) ? ('stays' as const) : template === EMAIL_CODE ? ('ends' as const) : ('goes-on' as const);
  await redirectMail(tx, { subjectId: caseId, to: (await ownWays(tx, row)).email, which }, now);
}

async function renewCode(tx: Tx, subjectId: string, { from, to }: { from: string; to: string }): Promise<void> {
  await rewordMessages(tx, subjectId, { from: inFours(from), to: inFours(to) });
  await rewordMessages(tx, subjectId, { from, to });
}
