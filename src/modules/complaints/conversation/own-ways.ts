import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { OWN_KINDS } from '../../channels/contract.ts';
import { broughtIn, findThread, loadThread, type Speaker, speakersOf, type Thread } from '../../channels/index.ts';
import { type CitizenContact, emailValue, formerContacts, holdCitizen, loadCitizen } from '../../people/index.ts';
import { loadVoice } from '../../voices/index.ts';
import { mayBeJoined } from '../person/rules.ts';
import { inOwnThread, personAt } from '../person/view-person.ts';
import type { Complaint } from '../tables.ts';

/** The ways by which whoever brought a case may be told of it, and nobody else. */
export type OwnWays = {
  /** Where they spoke about it, heard from last first. */
  readonly spoke: readonly Speaker[];
  /** Threads that are theirs on proof, whether or not they spoke about it there. */
  readonly proven: readonly Thread[];
  /** The address that they gave, or have proven; '' when there is none. */
  readonly email: string;
};

/**
 * Whose a case is: of whoever opened it, and of the person that a proof joins to it. Words of somebody else that staff put to the case do
 * not make it theirs: they are never told of it. What is confidential is joined to nobody.
 */
export async function ownWays(tx: Tx, row: Complaint): Promise<OwnWays> {
  const person = await personAt(tx, row.id);
  const joined = person && mayBeJoined(row, inOwnThread(person, row.id)) ? person.identities : [];
  const valuesOf = (kinds: readonly string[]) =>
    joined.flatMap(({ kind, value }) => (kinds.includes(kind) ? [value] : []));
  const { given, former } = await givenEmails(tx, row);
  const proofs = valuesOf(['email']).filter((address) => !former.has(address));
  const addresses = [given, ...proofs].flatMap((address) => emailValue(address) ?? []);
  const threadIds = valuesOf(OWN_KINDS);
  const isTheirs = ({ opened, thread }: Speaker): boolean =>
    opened ||
    threadIds.includes(thread.id) ||
    (thread.channel === 'email' && addresses.includes(emailValue(thread.external_id) ?? ''));
  const proven = await Promise.all(threadIds.map((id) => loadThread(tx, id)));
  return {
    spoke: (await speakersOf(tx, row.id)).filter(isTheirs),
    proven: proven.filter((thread) => thread !== undefined),
    email: given || (addresses[0] ?? ''),
  };
}

/** They wrote to us there, or added us as a friend (LINE): a channel lets us write to nobody else. */
const reachable = ({ last_in_at, follow_at, blocked }: Thread): boolean =>
  last_in_at !== null || (follow_at !== null && !blocked);

/** Where whoever spoke can be told so that nobody reads along: they came to us there themselves. */
export async function privateThread(
  tx: Tx,
  { thread, last }: Pick<Speaker, 'thread' | 'last'>,
): Promise<Thread | null> {
  const own =
    thread.kind === 'person' ? thread : last.senderId && (await findThread(tx, thread.channel, last.senderId));
  return own && reachable(own) ? own : null;
}

/** Whether the person of a thread may be told of a case, and act on it, there: also of one that they brought where others read along. */
export async function isTheirs(
  tx: Tx,
  row: Complaint,
  thread: Pick<Thread, 'id' | 'kind' | 'channel' | 'external_id'>,
): Promise<boolean> {
  if (await broughtIn(tx, thread.id, row.id)) return true;
  const { spoke, proven } = await ownWays(tx, row);
  if ([...spoke.map((speaker) => speaker.thread), ...proven].some(({ id }) => id === thread.id)) return true;
  return spoke.some(
    ({ opened, thread: among, last }) =>
      opened && thread.kind === 'person' && among.channel === thread.channel && last.senderId === thread.external_id,
  );
}

/**
 * The citizen of a case whose address is written to: it holds until the transaction ends. Whoever corrects it waits, and finds what was queued for it.
 * After a thread's lock and before a mail's. @throws Refusal('changed-meanwhile') where it was corrected this moment: told anew, it goes right
 */
export async function holdAddress(tx: Tx, row: Complaint, address: string): Promise<CitizenContact | undefined> {
  const voice = await loadVoice(tx, row.voice_id);
  const citizen = voice?.citizen_id ? await holdCitizen(tx, voice.citizen_id) : undefined;
  const now = citizen === undefined ? address : citizen.email || (await ownWays(tx, row)).email;
  if (now !== address) throw new Refusal('changed-meanwhile', { version: row.version });
  return citizen;
}

/** Whether an address was theirs until it was corrected: what comes from there is somebody else's. */
export async function wasCorrectedAway(tx: Tx, row: Complaint, address: string): Promise<boolean> {
  const { former } = await givenEmails(tx, row);
  return former.has(emailValue(address) ?? '');
}

/** The address of a case, and those that stood there before it was corrected, in small letters: nobody is told of it there, whose-ever they are. */
async function givenEmails(tx: Tx, row: Complaint): Promise<{ given: string; former: ReadonlySet<string> }> {
  const voice = await loadVoice(tx, row.voice_id);
  const citizen = voice?.citizen_id ? await loadCitizen(tx, voice.citizen_id) : undefined;
  if (!citizen) return { given: '', former: new Set() };
  const former = new Set((await formerContacts(tx, [citizen.id])).flatMap(({ email }) => emailValue(email) ?? []));
  former.delete(emailValue(citizen.email) ?? '');
  return { given: citizen.email, former };
}
