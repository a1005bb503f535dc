import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAddress } from './mailbox.ts';
import { ownWords, unquoted } from './quoted.ts';
import { proofOf } from './sorts.ts';

test('an answer is taken without what it answers, as programs quote it, and without the signature', () => {
  const own = 'ยังไม่ซ่อมเลยครับ\n\nฝากด้วย';
  const histories = [
    'On Mon, 4 May 2026 at 10:00, Desk <desk@example.org> wrote:\n> รับเรื่องแล้ว',
    'เมื่อ จ. 4 พ.ค. 2026 เวลา 10:00 Desk <desk@example.org> เขียนว่า:\n\n> รับเรื่องแล้ว',
    '-----Original Message-----\nFrom: Desk\nรับเรื่องแล้ว',
    '________________________________\nFrom: Desk <desk@example.org>\nSent: Monday\nรับเรื่องแล้ว',
    'จาก: Desk <desk@example.org>\nส่งเมื่อ: วันจันทร์\nรับเรื่องแล้ว',
    '> รับเรื่องแล้ว\n>\n> ขอบคุณ\n',
    '-- \nสมชาย\n081',
    'ส่งจาก iPhone ของฉัน',
  ];
  for (const history of histories) expect(ownWords(`${own}\n\n${history}`, true)).toBe(own);
  // What is no answer may hold a forwarded mail: that is what it is about.
  expect(ownWords(`ดูนี่\n\n${histories[0]}`, false)).toContain('รับเรื่องแล้ว');
  // Words below a quotation are the person's own.
  expect(ownWords('> ที่ไหน\nหน้าวัด', true)).toContain('หน้าวัด');
});

test('words below and between what is quoted are kept, also those that begin as a quotation does; none of it quoted is their own', () => {
  const quote = 'On Mon, 4 May 2026 at 10:00,\nDesk <desk@example.org> wrote:\n\n> ร.0001/2569\n> ABCD-EFGH-JKMN';
  expect(ownWords(`${quote}\n\nมีคนเจ็บ\n\nส่งจาก iPhone`, true)).toBe('มีคนเจ็บ');
  expect(ownWords(`สวัสดีค่ะ\nในซอย 5 น้ำท่วม\n${quote}\nฝากด้วย`, true)).toBe('สวัสดีค่ะ\nในซอย 5 น้ำท่วม\nฝากด้วย');
  const between = ownWords(`เรียน\n${quote}\nหน้าวัด\n> เมื่อไร\nเมื่อวาน`, true);
  for (const words of ['เรียน', 'หน้าวัด', '> เมื่อไร', 'เมื่อวาน']) expect(between).toContain(words);
  const block = 'จาก: ศูนย์รับเรื่อง\nถึง: สมชาย\nเรื่อง: รับเรื่องแล้ว ร.0001/2569 ABCD-EFGH-JKMN';
  expect(ownWords(`ยังไม่มา\n\n${block}`, true)).toBe('ยังไม่มา');
  for (const quoted of [quote, block, `---------- Forwarded message ---------\n${block}`, quote.replaceAll('> ', '')])
    expect(unquoted(`ดูนี่\n${quoted}`)).toBe('ดูนี่');
  expect(unquoted(`${quote}\n\nมีคนเจ็บ`)).toBe('มีคนเจ็บ');
});

test('something said is never nothing, whatever it looks like', () => {
  const words = fc.string({
    unit: fc.constantFrom('> ', '\n', '-- ', 'ก', 'On ', 'wrote:', 'From: ', '_', ' '),
    maxLength: 80,
  });
  fc.assert(
    fc.property(words, fc.boolean(), (text, isReply) => {
      expect(ownWords(text, isReply) === '').toBe(text.trim() === '');
    }),
  );
});

test('a mailbox is named by an address with a name; another machine is never spoken with in the clear', () => {
  expect(readAddress('imaps://desk%40a.go.th:p%3Aw@mail.a.go.th/INBOX')).toEqual({
    host: 'mail.a.go.th',
    port: 993,
    secure: true,
    startTls: undefined,
    user: 'desk@a.go.th',
    pass: 'p:w',
    folder: 'INBOX',
  });
  expect(readAddress('imap://u:p@mail.a.go.th')).toMatchObject({ port: 143, startTls: true });
  expect(readAddress('imap://u:p@mail.a.go.th?tls=off')).toMatchObject({ startTls: false });
  for (const wrong of ['', 'https://u:p@a', 'imaps://a', 'imaps://%ff:p@a', 'x']) expect(readAddress(wrong)).toBeNull();
});

test('what our own server found of a sender is read, remarks aside', () => {
  expect(proofOf('mx; spf=fail (dkim=pass in words) smtp.mailfrom=a; dkim=none; dmarc=fail')).toEqual({
    spf: 'fail',
    dkim: 'none',
    dmarc: 'fail',
  });
  expect(proofOf('')).toEqual({ spf: null, dkim: null, dmarc: null });
  const remarks = `spf=fail (helo (a) dkim=pass) x; dmarc=fail (${'('.repeat(500_000)} dkim=pass`;
  expect(proofOf(remarks)).toEqual({ spf: 'fail', dkim: null, dmarc: 'fail' });
});
