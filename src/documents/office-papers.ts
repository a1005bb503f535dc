import { type Day, formatDay, toThaiDigits } from '../thai/index.ts';
import { printable } from './printable.ts';
import { typeset } from './typst.ts';

type Signer = { name: string; position: string };
type Numbered = { number: string | null; datedOn: Day | null };
export type OrderPaper = Numbered & {
  office: string;
  subject: string;
  preamble: string;
  members: readonly { name: string; position: string; role: string }[];
  duties: readonly string[];
  effective: string;
  signer: Signer;
};
export type MemoPaper = Numbered & {
  office: string;
  subject: string;
  to: string;
  paragraphs: readonly string[];
  agenda: readonly string[];
  signer: Signer;
};

const LONGEST = 5000;
const BLANK = '……………………';
const date = (day: Day | null) => (day ? toThaiDigits(formatDay(day, { style: 'long' })) : null);
const numberOf = (number: string | null) => (number ? toThaiDigits(number) : `${BLANK} / ${BLANK}`);
const signer = ({ name, position }: Signer) => ({ name: printable(name, 120), position: printable(position, 200) });

/** An order (คำสั่ง) in the form of the Office of the Prime Minister's regulation on documents, Thai digits, A4. */
export function orderPaper(order: OrderPaper): Promise<Buffer> {
  return typeset('order', {
    draft: order.number === null,
    office: printable(order.office, 200),
    number: numberOf(order.number),
    subject: printable(order.subject, 500),
    preamble: printable(order.preamble, LONGEST),
    members: order.members.map((member) => ({
      name: printable(member.name, 200),
      position: printable(member.position, 200),
      role: printable(member.role, 100),
    })),
    digits: order.members.map((_, i) => toThaiDigits(String(i + 1))),
    duties: order.duties.map((duty) => toThaiDigits(printable(duty, LONGEST))),
    effective: toThaiDigits(printable(order.effective, 500)),
    dated: date(order.datedOn) ?? BLANK,
    signer: signer(order.signer),
  });
}

/** A memo (บันทึกข้อความ) in the same form. */
export function memoPaper(memo: MemoPaper): Promise<Buffer> {
  return typeset('memo', {
    office: printable(memo.office, 200),
    number: numberOf(memo.number),
    dated: date(memo.datedOn) ?? BLANK,
    subject: printable(memo.subject, 500),
    to: printable(memo.to, 500),
    paragraphs: memo.paragraphs.map((text) => toThaiDigits(printable(text, LONGEST))),
    agenda: memo.agenda.map((line) => toThaiDigits(printable(line, 500))),
    signer: signer(memo.signer),
  });
}
