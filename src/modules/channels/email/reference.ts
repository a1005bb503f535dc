import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/db.ts';
import { sameSecret } from '../../../platform/token.ts';

/** 128 bits in hexadecimal, for mail programs may change the case of what stands in a Message-ID. */
const SIGN_LETTERS = 32;
const OURS = /<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[0-9a-f]{32})@/gi;

/**
 * What a mail of ours is known by: the local part of its Message-ID (RFC 5322 §3.6.4), which every answer and every bounce gives back.
 * Signed together with the address it went to, so that nobody else can make one, and nobody else's answer counts.
 */
export function referenceOf(key: string, messageId: string, recipient: string): string {
  const about = `mail reference\n${messageId}\n${recipient.trim().toLowerCase()}`;
  return `${messageId}.${createHmac('sha256', key).update(about).digest('hex').slice(0, SIGN_LETTERS)}`;
}

/** What looks like a reference of ours in a header or in a returned mail, each once, in order. Nothing is proven by that yet. */
export function referencesIn(text: string): string[] {
  return [...new Set([...text.matchAll(OURS)].map(([, found = '']) => found.toLowerCase()))];
}

/** The mail of ours that a reference names, when its signature is right; `from` given: and it went to that address. */
export async function mailOfReference(tx: Tx, key: string, reference: string, from: string | null) {
  const [id = ''] = reference.split('.');
  let found = tx
    .selectFrom('channels.message')
    .select(['id', 'recipient', 'subject_kind', 'subject_id', 'status', 'attempts'])
    .where('id', '=', id)
    .where('channel', '=', 'email');
  if (from !== null) found = found.where(sql`lower(recipient)`, '=', from.toLowerCase());
  const row = await found.executeTakeFirst();
  return row && sameSecret(referenceOf(key, row.id, row.recipient), reference) ? row : null;
}

/**
 * The case that a mail answers. Its sender's name can be anybody's invention: what counts is that it names a mail of ours that went to
 * the very address it comes from, by a reference that only who got that mail can know.
 */
export async function caseOfReply(
  tx: Tx,
  key: string,
  references: string | null,
  from: string,
): Promise<string | null> {
  for (const reference of referencesIn(framed(references))) {
    const mail = await mailOfReference(tx, key, reference, from);
    if (mail?.subject_kind === 'complaint') return mail.subject_id;
  }
  return null;
}

const framed = (references: string | null): string =>
  (references ?? '')
    .split(' ')
    .map((each) => `<${each}@`)
    .join(' ');
