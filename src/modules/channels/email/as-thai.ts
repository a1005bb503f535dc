import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { type ParsedMail, simpleParser } from 'mailparser';

/** Contains TIS-620, and is what Thai programs wrote before they wrote UTF-8. */
const THAI = 'windows-874';
/** What programs say that do not know how their letters are written; of these the ones by which any byte is a letter. */
const MEANS_NOTHING = /^(?:us-ascii|ascii|utf-?8|iso-8859-1|windows-1252|x-user-defined|unknown-8bit|default|none)$/i;
const ANY_BYTE = /^(?:iso-8859-1|windows-1252|x-user-defined)$/i;
const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)"?/i;
const CONTENT_TYPE = /^(content-type:[ \t]*text\/(?:plain|html)(?![\w-]))((?:[^\r\n]|\r?\n[ \t])*)/gim;
/** Letters that were lost, or a row of accents, as Thai bytes look that were taken for Latin. */
const BROKEN = /\uFFFD|[\u00A1-\u00FB]{4}/;
const IN_WORDS = /[\u0E01-\u0E5B]{3}/;

/** Words alone are wanted: a page made of them would cost seconds where they are long. */
export const PARSING = {
  skipImageLinks: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  maxHtmlLengthToParse: 1_000_000,
};

/**
 * Parses a mail. One whose letters come out broken, because it says nothing of how they are written, or something wrong, is read as Thai of
 * before UTF-8 where that makes words of it; what a part says rightly holds. @throws Error for what the parser cannot read
 */
export async function parsed(bytes: Buffer): Promise<ParsedMail> {
  const source = withReadableHeader(bytes);
  const mail = await simpleParser(source, PARSING);
  // Thai words that can be read say that it was read rightly, whatever else stands there.
  const shown = shownOf(mail);
  if (!BROKEN.test(shown) || IN_WORDS.test(shown)) return mail;
  // What was read without losing a letter was UTF-8, unless it was said to be Latin.
  const again = await simpleParser(asThai(source, lost(mail) > 0 ? MEANS_NOTHING : ANY_BYTE), PARSING);
  return IN_WORDS.test(shownOf(again)) && lost(again) < Math.max(lost(mail), 1) ? again : mail;
}

const shownOf = ({ text, html }: ParsedMail): string => `${text ?? ''}${typeof html === 'string' ? html : ''}`;
const lost = (mail: ParsedMail): number => shownOf(mail).split('\uFFFD').length - 1;

/** RFC 6532 lets a header be UTF-8 as it stands; older programs wrote it as they wrote all else. Each line by itself. */
function withReadableHeader(source: Buffer): Buffer {
  const end = headerEnd(source);
  const header = source.subarray(0, end);
  if (isUtf8(header)) return source;
  const lines = header
    .toString('latin1')
    .split('\n')
    .map((line) => Buffer.from(line, 'latin1'))
    .map((line) => (isUtf8(line) ? line.toString('utf8') : iconv.decode(line, THAI)));
  return Buffer.concat([Buffer.from(lines.join('\n')), source.subarray(end)]);
}

function headerEnd(source: Buffer): number {
  const ends = ['\r\n\r\n', '\n\n'].map((mark) => source.indexOf(mark)).filter((at) => at >= 0);
  return Math.min(source.length, ...ends);
}

/** The same mail saying that its text is Thai, where it said one of these, or (where that is among them) nothing. */
function asThai(source: Buffer, instead: RegExp): Buffer {
  const text = source.toString('latin1');
  const said = text.replaceAll(CONTENT_TYPE, (whole, type: string, rest: string) => {
    if (!instead.test(CHARSET.exec(rest)?.[1] ?? 'none')) return whole;
    return `${type}; charset=${THAI}${rest.replace(CHARSET, '')}`;
  });
  const isSaid = /^content-type:/im.test(text.slice(0, headerEnd(source)));
  return Buffer.from(
    isSaid || !instead.test('none') ? said : `Content-Type: text/plain; charset=${THAI}\r\n${said}`,
    'latin1',
  );
}
