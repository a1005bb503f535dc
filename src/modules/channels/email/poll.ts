import type { ImapFlow } from 'imapflow';
import type { Reach } from '../adapter.ts';
import type { RawEvent } from '../arrival.ts';
import { isDoubtful } from './letter.ts';
import { MOST_BYTES, readAddress, withMailbox } from './mailbox.ts';
import { parseMail } from './parse-mail.ts';

/** Mails of one visit, and their bytes: the next visit goes on. */
const MOST_MAILS = 50;
const MOST_BYTES_A_VISIT = 64 * 1024 * 1024;
/** Of a mail that is longer than is fetched, its beginning: header and words come first. Mails are fetched in pieces of this size. */
const BEGINNING_BYTES = 1024 * 1024;
/**
 * How long a visit fetches, in milliseconds: well under what it may take at all (`mailbox.ts`), so that a slow line keeps what it has
 * brought. The first mail of a visit then gives its beginning, and no mail holds up those behind it.
 */
const VISIT_MS = 20_000;
/** A mailbox that numbers its mails anew is looked through so far back; what was taken before is known by its Message-ID. */
const LOOK_BACK_DAYS = 7;

type Cursor = { readonly validity: string; readonly uid: number };

/** `<UIDVALIDITY>:<last UID>`; null when there is none, or none that can be read. */
function readCursor(cursor: string | null): Cursor | null {
  const [, validity, uid] = /^(\d+):(\d+)$/.exec(cursor ?? '') ?? [];
  return validity === undefined || uid === undefined ? null : { validity, uid: Number(uid) };
}

/**
 * The mails that came since the last time. The first time nothing is taken: old mail is no new voice. Nothing is marked, moved or removed:
 * the mailbox stays as its people see it.
 * @throws MailboxRefused when it cannot be opened; Error when it is not searched: the cursor stays
 */
export function pollMailbox(
  cursor: string | null,
  reach: Pick<Reach, 'settings' | 'now'>,
  { visitMs = VISIT_MS } = {},
): Promise<{ events: RawEvent[]; cursor: string }> {
  return withMailbox(reach.settings, async (client, box) => {
    const validity = String(box.uidValidity);
    const before = readCursor(cursor);
    if (!before) return { events: [], cursor: `${validity}:${box.uidNext - 1}` };
    const isSame = before.validity === validity;
    const since = new Date(reach.now().getTime() - LOOK_BACK_DAYS * 86_400_000);
    const found = await client.search(isSame ? { uid: `${before.uid + 1}:*` } : { since }, { uid: true });
    // The client says false when the server refused: that is not the same as no mail.
    if (found === false || found === undefined) throw new Error('the mailbox did not search');
    // "n:*" names the last mail even when its number is smaller.
    const uids = found.filter((uid) => !isSame || uid > before.uid).toSorted((a, b) => a - b);
    const events: RawEvent[] = [];
    let last = isSame ? before.uid : uids.length === 0 ? box.uidNext - 1 : 0;
    let bytes = 0;
    const began = performance.now();
    const isOver = () => performance.now() - began >= visitMs;
    for (const [i, uid] of uids.slice(0, MOST_MAILS).entries()) {
      if (i > 0 && isOver()) break;
      const read = await readMail(client, { validity, uid }, { reach, isOver, isFirst: i === 0 });
      if (read === 'later') break;
      bytes += read?.bytes ?? 0;
      if (read) events.push(read.event);
      last = uid;
      if (bytes > MOST_BYTES_A_VISIT) break;
    }
    return { events, cursor: `${validity}:${last}` };
  });
}

type Visit = { readonly reach: Pick<Reach, 'settings'>; readonly isOver: () => boolean; readonly isFirst: boolean };

/**
 * One mail as an event; null when it is gone, 'later' when the visit's time ran out before it was whole. One that cannot be read is kept
 * as it came, and holds nothing up.
 */
async function readMail(
  client: ImapFlow,
  { validity, uid }: Cursor,
  { reach: { settings }, isOver, isFirst }: Visit,
): Promise<{ event: RawEvent; bytes: number } | null | 'later'> {
  const facts = await client.fetchOne(String(uid), { uid: true, size: true, internalDate: true }, { uid: true });
  if (!facts) return null;
  const bytes = facts.size ?? 0;
  const most = bytes > MOST_BYTES ? BEGINNING_BYTES : MOST_BYTES;
  const fetched = await fetchSource(client, uid, most, isOver);
  if (!fetched) return null;
  const { source, whole } = fetched;
  if (!whole && most === MOST_BYTES && !isFirst) return 'later';
  const receivedAt = facts.internalDate === undefined ? null : new Date(facts.internalDate);
  const event = { externalId: `${validity}:${uid}`, at: receivedAt };
  const user = readAddress(settings['imapUrl'] ?? '')?.user.toLowerCase() ?? '';
  const letter = await parseMail({ uid, validity, bytes, source, whole, receivedAt, own: [user] }).catch(() => null);
  if (letter) {
    const kind = letter.sort === 'mail' && isDoubtful(letter) ? 'mail.doubtful' : `mail.${letter.sort}`;
    return { event: { ...event, kind, raw: JSON.stringify(letter) }, bytes: source.length };
  }
  const raw = JSON.stringify({ uid, validity, bytes, source: source.subarray(0, BEGINNING_BYTES).toString('latin1') });
  return { event: { ...event, kind: 'mail.unreadable', raw }, bytes: source.length };
}

/** The mail in pieces, as far as there is time, at least one; a piece that is not full is its end, whatever size it is said to have. Null: it is gone. */
async function fetchSource(
  client: ImapFlow,
  uid: number,
  most: number,
  isOver: () => boolean,
): Promise<{ source: Buffer; whole: boolean } | null> {
  const pieces: Buffer[] = [];
  let whole = false;
  for (let start = 0; !whole && start < most && (start === 0 || !isOver()); start += BEGINNING_BYTES) {
    const piece = { start, maxLength: BEGINNING_BYTES };
    const got = await client.fetchOne(String(uid), { uid: true, source: piece }, { uid: true });
    const source = got ? got.source : undefined;
    if (source) pieces.push(source);
    whole = !source || source.length < BEGINNING_BYTES;
  }
  return pieces.length === 0 ? null : { source: Buffer.concat(pieces), whole };
}
