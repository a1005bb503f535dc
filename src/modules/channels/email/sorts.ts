import type { ParsedMail } from 'mailparser';
import type { Letter } from './letter.ts';
import { referencesIn } from './reference.ts';

/** The first header of a name, unfolded and without its name; '' when there is none. The first was added last: by our own server. */
export function headerOf(mail: ParsedMail, name: string): string {
  const line = mail.headerLines.find(({ key }) => key === name)?.line ?? '';
  return line
    .slice(line.indexOf(':') + 1)
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .trim();
}

const typeOf = (mail: ParsedMail): string => headerOf(mail, 'content-type').toLowerCase();
const isReport = (mail: ParsedMail): boolean => typeOf(mail).startsWith('multipart/report');
const ABSENT =
  /out of office|automatic reply|auto(?:matic)?[ -]?(?:reply|response)|ตอบกลับอัตโนมัติ|ไม่อยู่ที่(?:ทำงาน|สำนักงาน)|ลาพักร้อน/i;

/** What kind of mail it is: a program never gets an answer of ours, and never makes a case (RFC 3834 §2, RFC 5230 §4.6). */
export function sortOf(mail: ParsedMail, from: string, own: readonly string[]): Letter['sort'] {
  if (own.includes(from) || referencesIn(mail.messageId ?? '').length > 0) return 'own';
  const header = (name: string) => headerOf(mail, name).toLowerCase();
  const isReturned = isReport(mail) && /report-type="?delivery-status/.test(typeOf(mail));
  if (isReturned || header('x-failed-recipients') !== '') return 'bounce';
  const auto = header('auto-submitted');
  const precedence = header('precedence');
  if (
    (auto !== '' && !auto.startsWith('no')) ||
    isReport(mail) ||
    header('return-path') === '<>' ||
    header('x-autoreply') !== '' ||
    header('x-autorespond') !== '' ||
    precedence === 'auto_reply' ||
    (header('x-auto-response-suppress') !== '' && ABSENT.test(mail.subject ?? ''))
  ) {
    return 'auto';
  }
  const listed = header('list-id') !== '' || header('list-unsubscribe') !== '';
  return listed || ['bulk', 'list', 'junk'].includes(precedence) ? 'bulk' : 'mail';
}

/** What a returned mail says (RFC 3464): which of ours it was, and why. Null for what is no bounce. */
export function returnedOf(mail: ParsedMail, source: Buffer): Letter['returned'] {
  if (sortOf(mail, '', []) !== 'bounce') return null;
  const inside = mail.attachments
    .filter(({ contentType }) => /^(?:message|text)\//.test(contentType))
    .map(({ content }) => content.toString('latin1'));
  const told = [source.toString('latin1'), ...inside, mail.text ?? ''].join('\n');
  const status = /^Status:\s*([245]\.\d{1,3}\.\d{1,3})/im.exec(told)?.[1] ?? '';
  const failed = /^Action:\s*failed/im.test(told) || headerOf(mail, 'x-failed-recipients') !== '';
  return { references: referencesIn(told).slice(0, 20), status, forGood: failed && !status.startsWith('4') };
}

type Proof = Letter['proof'];

/** Longest that a server's findings are; where it has none, anybody may have written them, as long as they like. */
const LONGEST_FINDINGS = 10_000;
const DEEPEST_REMARK = 10;

/** The findings of our own server. Words in brackets are remarks, also in remarks. */
export function proofOf(header: string): Proof {
  const said = withoutRemarks(header.slice(0, LONGEST_FINDINGS)).toLowerCase();
  const of = (method: string): Proof['spf'] => {
    const found = new RegExp(`(?:^|[;\\s])${method}\\s*=\\s*([a-z]+)`).exec(said)?.[1];
    if (found === undefined) return null;
    return found === 'pass' || found === 'fail' || found === 'softfail' || found === 'none' ? found : 'other';
  };
  return { spf: of('spf'), dkim: of('dkim'), dmarc: of('dmarc') };
}

/** From the innermost outwards: each pass looks at a letter once. What is not closed is a remark to its end. */
function withoutRemarks(findings: string): string {
  let said = findings;
  for (let depth = 0; depth < DEEPEST_REMARK && said.includes(')'); depth += 1)
    said = said.replaceAll(/\([^()]*\)/g, ' ');
  const open = said.indexOf('(');
  return open === -1 ? said : said.slice(0, open);
}
