const BEGINS = String.raw`[ \t]*(?:On|เมื่อ|ใน|วันที่|ในวันที่)`;
/** "On … wrote:", as mail programs write it before what they quote; words that begin like it stand on lines of their own. */
const SAYS = String.raw`^${BEGINS}(?:(?!\n${BEGINS}|\n[ \t]*\n).){0,300}?(?:wrote|เขียนว่า|ได้เขียนว่า|เขียน)[ \t]*:[ \t]*`;
const WROTE = new RegExp(`${SAYS}$`, 'ims');
/** The same before lines that bear a mark each. */
const WROTE_MARKED = new RegExp(String.raw`${SAYS}\n(?=[ \t\n]*>)`, 'gims');
const HEADER = String.raw`[ \t]*\*?(?:Sent|Date|To|Cc|Subject|ส่งเมื่อ|ส่ง|วันที่|ถึง|สำเนา|สำเนาถึง|เรื่อง|หัวเรื่อง)\*?[ \t]*:.{0,300}`;
const DATED = String.raw`[ \t]*\*?(?:Sent|Date|ส่งเมื่อ|ส่ง|วันที่)\*?[ \t]*:`;
/** Where an answer ends and what it answers begins, unmarked, in Thai and English. A header block may leave its day out. */
const UNMARKED = [
  /^[ \t]*-{2,}[ \t]*(?:Original Message|Forwarded message|ข้อความต้นฉบับ|ข้อความเดิม|ข้อความที่ส่งต่อ|Reply message|ตอบกลับข้อความ)[ \t]*-{2,}/im,
  /^[ \t]*_{10,}[ \t]*\r?\n[ \t]*(?:From|จาก)[ \t]*:/im,
  new RegExp(String.raw`^[ \t]*\*?(?:From|จาก)\*?[ \t]*:.{1,300}\n(?:${DATED}|${HEADER}\n${HEADER})`, 'im'),
];
const HISTORY = [WROTE, ...UNMARKED];
/** RFC 3676 §4.3, and what telephones add by themselves. */
const SIGNATURE = /^-- ?\r?$/m;
const SENT_FROM =
  /^[ \t]*(?:Sent from my |Sent from Outlook|Get Outlook for|ส่งจาก(?:\s?iPhone|\s?iPad|\s?อุปกรณ์|\s?มือถือ|\s?Galaxy|\s?Outlook)|รับ Outlook สำหรับ).{0,120}$/im;
/** A mail's marker is looked for in its first part only: the patterns look ahead, and nobody writes more before it. */
const LOOKED_AT = 60_000;

/**
 * A person's own words in a mail: without the mail that it answers and without the signature, whether they stand above what is quoted or
 * below it. Words between quoted lines keep them: they are what is answered. Never nothing where something was said.
 */
export function ownWords(text: string, isReply: boolean): string {
  let own = text.slice(0, LOOKED_AT).replaceAll('\r\n', '\n');
  const rest = text.slice(LOOKED_AT);
  let cut = false;
  const take = (kept: string): void => {
    if (kept.trim() === '' || kept === own) return;
    own = kept;
    cut = true;
  };
  const keep = (end: number): void => {
    if (end >= 0) take(own.slice(0, end));
  };
  if (isReply) {
    take(besideQuote(own));
    for (const mark of HISTORY) keep(own.search(mark));
    keep(quotedTail(own));
  }
  keep(own.search(SIGNATURE));
  keep(own.search(SENT_FROM));
  return (cut ? own : own + rest).trim();
}

/** What of a mail's words its sender said alone: nothing that is marked as quoted, and nothing from where another mail begins. '' is possible. */
export function unquoted(text: string): string {
  const marked = marks(text.slice(0, LOOKED_AT).replaceAll('\r\n', '\n'));
  const from = HISTORY.map((mark) => marked.search(mark)).filter((at) => at >= 0);
  const lines = marked.slice(0, Math.min(marked.length, ...from)).split('\n');
  return lines
    .filter((line) => !isMarked(line))
    .join('\n')
    .trim();
}

/** Words above and below the one quote of a mail, without it; of several quotes the words between belong to them. */
function besideQuote(text: string): string {
  const lines = marks(text).split('\n');
  const first = lines.findIndex(isMarked);
  const last = lines.findLastIndex(isMarked);
  const below = lines.slice(last + 1);
  if (first < 0 || below.join('').trim() === '') return text;
  const within = lines.slice(first, last + 1);
  if (within.some((line) => !isMarked(line) && line.trim() !== '')) return marks(text);
  return [...lines.slice(0, first), ...below].join('\n');
}

/** "On … wrote:" marked as the lines are that it stands before. */
const marks = (text: string): string => text.replaceAll(WROTE_MARKED, '>\n');
const isMarked = (line: string): boolean => /^[ \t]*>/.test(line);

/** Where the quoted lines begin that a mail ends with; quoted lines with words of the person's own below them stay. */
function quotedTail(text: string): number {
  const lines = text.split('\n');
  let from = lines.length;
  while (from > 0 && /^[ \t]*(?:>.*)?$/.test(lines[from - 1] ?? '')) from -= 1;
  return lines.slice(0, from).join('\n').length;
}
