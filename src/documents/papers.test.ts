import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ReceiptData, receiptPdf } from './receipt.ts';
import { MOST_REGISTER_ROWS, type RegisterRow, registerPdf } from './register.ts';

const run = promisify(execFile);
let folder: string;
/** Whether this machine has poppler, which reads a PDF's text back; without it the papers are held to their form only. */
let reader: boolean;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fangsiang-papers-'));
  reader = await run('pdftotext', ['-v']).then(
    () => true,
    () => false,
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Its text without white space (typesetting moves it), or null; `pages` from the page tree. */
async function read(pdf: Buffer): Promise<{ text: string | null; pages: number | null }> {
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.subarray(-8).toString()).toContain('%%EOF');
  if (!reader) return { text: null, pages: null };
  const path = join(folder, 'paper.pdf');
  await writeFile(path, pdf);
  const { stdout } = await run('pdftotext', ['-layout', path, '-'], { maxBuffer: 50_000_000 });
  // Poppler ends each page with a form feed.
  return { text: stdout.replaceAll(/[\s\u200b]+/g, ''), pages: stdout.split('\f').length - 1 };
}

const receipt: ReceiptData = {
  municipality: { nameTh: 'เทศบาลตำบลตัวอย่าง', nameEn: 'Example Municipality', phone: '0 5312 3456' },
  number: 'ร.0001/2569',
  trackingCode: 'K7MQ4TZ9XA2C',
  trackUrl: 'https://desk.example.org/track?number=1',
  receivedAt: new Date('2026-05-04T03:00:00Z'),
  dueOn: '2026-05-19',
  category: 'ถนน',
  place: null,
  text: 'หลุม',
  channel: 'โทรศัพท์',
  recordedBy: 'นางใจดี',
  signature: false,
  printedAt: new Date('2026-05-04T03:05:00Z'),
};

it('prints what the citizen needs: number, code in fours, dates in the Buddhist era, what is not known', async () => {
  const { text, pages } = await read(await receiptPdf(receipt));
  if (text === null) return;
  expect(pages).toBe(1);
  for (const part of ['0001/2569', 'K7MQ4TZ9XA2C', '10:00', '19', '2569', '053123456', 'desk.example.org/track'])
    expect(text).toContain(part);
  expect(text).not.toContain('number=1');
  expect(text).not.toContain('2026');
});

it('prints the emoji that citizens write', async () => {
  const plain = await receiptPdf(receipt);
  const pdf = await receiptPdf({ ...receipt, text: 'ไฟดับ 🙏😭' });
  expect([plain, pdf].map((paper) => paper.includes('NotoEmoji'))).toEqual([false, true]);
});

it('prints markup letter for letter and stays on one page, whatever was written', async () => {
  const markup = '#set page(width: 1pt) $x$ @foo \\ #{panic()} *b* _i_ `c` <tag> // c /* */ "q"';
  const { text } = await read(await receiptPdf({ ...receipt, text: markup, signature: true }));
  if (text !== null) expect(text).toContain(markup.replaceAll(' ', ''));
  const long = (letter: string) => letter.repeat(20_000);
  for (const written of [
    long('W'),
    long('ก'),
    long('ที่นี่ '),
    long('\n'),
    long('😀'),
    '\ud800',
    '',
    `\u0000${long('#')}`,
  ]) {
    const hard = {
      ...receipt,
      text: written,
      place: written,
      category: written,
      recordedBy: written,
      channel: written,
      signature: true,
    };
    const paper = await read(await receiptPdf(hard));
    if (paper.pages !== null) expect([written.slice(0, 3), paper.pages]).toEqual([written.slice(0, 3), 1]);
  }
});

it('writes Thai digits where they are asked for', async () => {
  const { text } = await read(await receiptPdf({ ...receipt, thaiDigits: true }));
  if (text !== null) expect([text.includes('๐๐๐๑/๒๕๖๙'), text.includes('2569')]).toEqual([true, false]);
});

const row: RegisterRow = {
  number: 'ร.0001/2569',
  receivedOn: '2026-05-04',
  from: 'ไม่ประสงค์ออกนาม',
  subject: '#panic() ไฟทางดับ',
  department: null,
  dueOn: '2026-05-19',
  answeredOn: '2026-05-18',
  doneOn: null,
};
const register = (rows: readonly RegisterRow[], thaiDigits = false) =>
  registerPdf({
    municipality: receipt.municipality,
    range: 'ปีงบประมาณ 2569',
    rows,
    printedAt: receipt.printedAt,
    thaiDigits,
  });

it('prints every row of a register in order, with pages numbered', async () => {
  const rows = Array.from({ length: 120 }, (_, i) => ({ ...row, number: `ร.${String(i + 1).padStart(4, '0')}/2569` }));
  const { text, pages } = await read(await register(rows));
  if (text === null || pages === null) return;
  const numbers = [...text.matchAll(/(\d{4})\/2569/g)].map((match) => Number(match[1]));
  expect(numbers).toEqual(rows.map((_, i) => i + 1));
  expect(pages).toBeGreaterThan(3);
  expect(text).toContain(`${pages}/${pages}`);
  expect(text).toContain('#panic()');
});

it('prints an empty register, and refuses one that is too long for paper', async () => {
  expect((await register([], true)).length).toBeGreaterThan(1000);
  const many = Array.from({ length: MOST_REGISTER_ROWS + 1 }, () => row);
  await expect(register(many)).rejects.toMatchObject({ code: 'too-many-rows' });
});

it('prints many papers asked for at once', async () => {
  const papers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => receiptPdf({ ...receipt, number: `ร.${i}/2569` })),
  );
  expect(new Set(papers.map((paper) => paper.toString('latin1'))).size).toBe(20);
});
