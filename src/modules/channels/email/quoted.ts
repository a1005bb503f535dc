/** Where an answer ends and what it answers begins, as mail programs write it, in Thai and English. */
const HISTORY = [
  /^[ \t]*(?:On|เมื่อ|ใน|วันที่|ในวันที่).{0,300}?(?:wrote|เขียนว่า|ได้เขียนว่า|เขียน)[ \t]*:[ \t]*$/ims,
  /^[ \t]*-{2,}[ \t]*(?:Original Message|ข้อความต้นฉบับ|ข้อความเดิม|Reply message|ตอบกลับข้อความ)[ \t]*-{2,}/im,
  /^[ \t]*_{10,}[ \t]*\r?\n[ \t]*(?:From|จาก)[ \t]*:/im,
  /^[ \t]*\*?(?:From|จาก)\*?[ \t]*:.{1,300}\r?\n[ \t]*\*?(?:Sent|Date|ส่งเมื่อ|ส่ง|วันที่)\*?[ \t]*:/im,
];
/** RFC 3676 §4.3, and what telephones add by themselves. */
const SIGNATURE = /^-- ?\r?$/m;
const SENT_FROM =
  /^[ \t]*(?:Sent from my |Sent from Outlook|Get Outlook for|ส่งจาก(?:\s?iPhone|\s?iPad|\s?อุปกรณ์|\s?มือถือ|\s?Galaxy|\s?Outlook)|รับ Outlook สำหรับ).{0,120}$/im;
/** A mail's marker is looked for in its first part only: the patterns look ahead, and nobody writes more before it. */
const LOOKED_AT = 60_000;

/** A person's own words in a mail: without the mail that it answers and without the signature. Never nothing where something was said. */
export function ownWords(text: string, isReply: boolean): string {
  let own = text.slice(0, LOOKED_AT).replaceAll('\r\n', '\n');
  const rest = text.slice(LOOKED_AT);
  let cut = false;
  const keep = (end: number): void => {
    const before = own.slice(0, end);
    if (end < 0 || before.trim() === '') return;
    own = before;
    cut = true;
  };
  if (isReply) {
    for (const mark of HISTORY) keep(own.search(mark));
    keep(quotedTail(own));
  }
  keep(own.search(SIGNATURE));
  keep(own.search(SENT_FROM));
  return (cut ? own : own + rest).trim();
}

/** Where the quoted lines begin that a mail ends with; quoted lines with words of the person's own below them stay. */
function quotedTail(text: string): number {
  const lines = text.split('\n');
  let from = lines.length;
  while (from > 0 && /^[ \t]*(?:>.*)?$/.test(lines[from - 1] ?? '')) from -= 1;
  return lines.slice(0, from).join('\n').length;
}
