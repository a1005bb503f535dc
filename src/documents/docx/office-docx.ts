import { type Day, formatDay, toThaiDigits } from '../../thai/index.ts';
import type { MemoPaper, OrderPaper } from '../office-papers.ts';
import { line } from './paragraphs.ts';
import { writeDocx } from './write-docx.ts';

const BLANK = '……………………';
const dated = (day: Day | null): string => (day ? toThaiDigits(formatDay(day, { style: 'long' })) : BLANK);
const numbered = (number: string | null): string => (number ? toThaiDigits(number) : `${BLANK}/${BLANK}`);
const signed = ({ name, position }: { name: string; position: string }) => [
  line(''),
  line(''),
  line(`(${name === '' ? BLANK : name})`, { size: 16, indent: 80, align: 'center' }),
  line(position, { size: 16, indent: 80, align: 'center' }),
];

/** An order (คำสั่ง) to be finished in Word; the same words as its PDF. */
export function orderDocx(order: OrderPaper): Promise<Buffer> {
  const centre = { size: 16, align: 'center' } as const;
  return writeDocx(
    order.subject,
    [
      line(''),
      line(''),
      line(order.office, { ...centre, bold: true }),
      line(`ที่ ${numbered(order.number)}`, centre),
      line(`เรื่อง ${order.subject}`, centre),
      line('────────────', centre),
      line(order.preamble, { size: 16, first: 25 }),
      ...order.members.map(({ name, position, role }, i) =>
        line(`${toThaiDigits(String(i + 1))}. ${name}${position === '' ? '' : `  ${position}`}  ${role}`, {
          size: 16,
          indent: 25,
        }),
      ),
      ...(order.duties.length === 0 ? [] : [line('ให้คณะกรรมการมีหน้าที่ ดังนี้', { size: 16, first: 25 })]),
      ...order.duties.map((duty) => line(toThaiDigits(duty), { size: 16, indent: 25 })),
      line(toThaiDigits(order.effective), { size: 16, first: 25 }),
      line(`สั่ง ณ วันที่ ${dated(order.datedOn)}`, { size: 16, indent: 45 }),
      ...signed(order.signer),
    ],
    { margin: 25 },
  );
}

/** A memo (บันทึกข้อความ) to be finished in Word. */
export function memoDocx(memo: MemoPaper): Promise<Buffer> {
  return writeDocx(
    memo.subject,
    [
      line('บันทึกข้อความ', { size: 24, bold: true, align: 'center' }),
      line(`ส่วนราชการ  ${memo.office}`, { size: 16 }),
      line(`ที่ ${numbered(memo.number)}          วันที่ ${dated(memo.datedOn)}`, { size: 16 }),
      line(`เรื่อง  ${memo.subject}`, { size: 16 }),
      line(`เรียน  ${memo.to}`, { size: 16 }),
      ...memo.paragraphs.map((text) => line(toThaiDigits(text), { size: 16, first: 25 })),
      ...(memo.agenda.length === 0 ? [] : [line('ระเบียบวาระการประชุม', { size: 16, bold: true, indent: 25 })]),
      ...memo.agenda.map((text) => line(toThaiDigits(text), { size: 16, indent: 30 })),
      ...signed(memo.signer),
    ],
    { margin: 25 },
  );
}
