import { isUtf8 } from 'node:buffer';
import { type Attachment, type ParsedMail, simpleParser } from 'mailparser';
import { PARSING, parsed } from './as-thai.ts';
import type { Letter } from './letter.ts';
import { ownWords } from './quoted.ts';
import { referencesIn } from './reference.ts';
import { headerOf, proofOf, returnedOf, sortOf } from './sorts.ts';

/** 2 MB: a longer source is not kept, but for its header. */
const MOST_KEPT_BYTES = 2 * 1024 * 1024;
const MOST_HEADER_BYTES = 64 * 1024;
const MOST_FILES = 20;
const LONGEST_TEXT = 100_000;
/** Pictures within a mail's own page that are smaller are logos and lines. */
const DECORATION_BYTES = 12 * 1024;
/** Signatures and wrappings that are no file to anybody. */
const WRAPPING =
  /^(?:application\/(?:pgp-signature|(?:x-)?pkcs7-signature|ms-tnef)|message\/(?:delivery-status|disposition-notification))$/;

export type Found = {
  readonly uid: number;
  readonly validity: string;
  readonly bytes: number;
  /** The whole mail, or its beginning when it is longer than is fetched. */
  readonly source: Buffer;
  readonly whole: boolean;
  readonly receivedAt: Date | null;
  /** Addresses of ours: what comes from them is our own. */
  readonly own: readonly string[];
};

/** Reads a mail; null when nobody could be told to have sent it. @throws Error for what the parser cannot read */
export async function parseMail(found: Found): Promise<Letter | null> {
  const mail = await parsed(found.source);
  const [sender] = mail.from?.value ?? [];
  const address = sender?.address?.trim().toLowerCase() ?? '';
  if (!/^[^\s@]+@[^\s@]+$/.test(address) || address.length > 254) return null;
  const references = [mail.inReplyTo ?? '', ...[mail.references ?? []].flat().toReversed()].join(' ');
  const isReply = references.trim() !== '' || /^\s*(?:re|ตอบ|ตอบกลับ)\s*:/i.test(mail.subject ?? '');
  const subject = clean(mail.subject ?? '').slice(0, 500);
  return {
    uid: found.uid,
    validity: found.validity,
    bytes: found.bytes,
    sort: sortOf(mail, address, found.own),
    messageId: mail.messageId?.slice(0, 400) ?? null,
    from: { address, name: clean(sender?.name ?? '').slice(0, 200) },
    subject,
    text: ownWords(clean(await textOf(mail)).slice(0, LONGEST_TEXT), isReply),
    at: timeOf(mail, found.receivedAt),
    isReply,
    references: referencesIn(references).slice(0, 20),
    returned: returnedOf(mail, found.source),
    proof: proofOf(headerOf(mail, 'authentication-results')),
    files: found.whole ? filesOf(mail) : [{ index: -1, name: null, type: 'application/octet-stream' }],
    source: keptSource(found.source, found.bytes),
  };
}

/** A mail that has a page only is read as its words: the parser does that for a mail that is nothing else. */
async function textOf({ text, html }: ParsedMail): Promise<string> {
  if ((text ?? '').trim() !== '' || typeof html !== 'string') return text ?? '';
  const page = await simpleParser(`Content-Type: text/html; charset=utf-8\r\n\r\n${html}`, PARSING);
  return page.text ?? '';
}

/** When it came to our server; what its sender's clock says only where that is not known. */
function timeOf(mail: ParsedMail, receivedAt: Date | null): string | null {
  const at = receivedAt ?? mail.date ?? null;
  return at && !Number.isNaN(at.getTime()) ? at.toISOString() : null;
}

const NUL = String.fromCharCode(0);
const clean = (text: string): string => text.replaceAll(NUL, '').toWellFormed();

/** The files of a mail that are shown, each with its place among all its attachments. */
function filesOf(mail: ParsedMail): Letter['files'] {
  return mail.attachments
    .flatMap((each, index) => (isFile(each) ? [{ index, name: nameOf(each), type: each.contentType }] : []))
    .slice(0, MOST_FILES);
}

const isFile = ({ contentType, related, size }: Attachment): boolean =>
  !WRAPPING.test(contentType) && !(related && contentType.startsWith('image/') && size < DECORATION_BYTES);

const nameOf = ({ filename }: Attachment): string | null =>
  typeof filename !== 'string' ? null : clean(filename).slice(0, 200);

/** Text, whatever its charset; each byte a letter where it is not UTF-8. */
function keptSource(source: Buffer, bytes: number): string {
  const end = source.indexOf('\r\n\r\n');
  const kept =
    bytes <= MOST_KEPT_BYTES
      ? source
      : source.subarray(0, Math.min(end < 0 ? MOST_HEADER_BYTES : end, MOST_HEADER_BYTES));
  return clean(kept.toString(isUtf8(kept) ? 'utf8' : 'latin1'));
}
