import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Cell, unformula } from './cell.ts';
import { writeCsv } from './csv.ts';
import { writeXlsx } from './xlsx.ts';

async function csv(rows: readonly (readonly Cell[])[]): Promise<string> {
  let text = '';
  for await (const piece of writeCsv(rows)) text += piece;
  return text;
}
async function sheet(rows: Iterable<readonly Cell[]>, heads = ['ก', 'ข', 'ค', 'ง', 'จ', 'ฉ']) {
  const out = new PassThrough();
  const [bytes] = await Promise.all([
    buffer(out),
    writeXlsx(
      out,
      heads.map((head) => ({ head })),
      rows,
    ),
  ]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Uint8Array.from(bytes).buffer);
  return book.worksheets[0];
}

it('writes CSV that Excel opens in Thai: a byte order mark, quotes where needed, dates in the Buddhist era', async () => {
  const text = await csv([
    ['เลขรับ', 'เรื่อง'],
    ['ร.0001/2569', 'ไฟ "ดับ", ถนน\nมืด'],
    [new Date('2026-05-04T03:00:00Z'), null],
    [12.5, true],
  ]);
  expect(text).toBe('\ufeffเลขรับ,เรื่อง\r\nร.0001/2569,"ไฟ ""ดับ"", ถนน\nมืด"\r\n4 พ.ค. 2569 10:00 น.,\r\n12.5,true\r\n');
});

it('makes text of what a spreadsheet would run', () => {
  for (const attack of ['=1+1', '+cmd|calc', '-2+3', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\u200b=1', '＝1', '-1-1'])
    expect(unformula(attack)).toBe(`'${attack}`);
  for (const harmless of ['', 'ไฟดับ', '-5', '-5.25', '5', 'a=b', 'ร.1/2569'])
    expect(unformula(harmless)).toBe(harmless);
});

it('gives any text back through a CSV reader, formula marks apart', async () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), async (rows) => {
      const back: unknown = parse(await csv(rows), { bom: true, record_delimiter: '\r\n', skip_empty_lines: false });
      expect(back).toEqual(rows.map((row) => row.map((text) => unformula(text.replaceAll('\0', '')))));
    }),
  );
});

it('writes a workbook with text as text, numbers as numbers, and nothing that keeps it from opening', async () => {
  const page = await sheet([
    ['=1+1', 12.5, true, null, new Date('2026-05-04T03:00:00Z'), 'ไฟ\u0000\u0008ดับ 😀 <&>\ud800'],
  ]);
  expect(page?.getRow(1).getCell(1).value).toBe('ก');
  const row = page?.getRow(2);
  expect([1, 2, 3, 4, 5, 6].map((at) => row?.getCell(at).value)).toEqual([
    '=1+1',
    12.5,
    true,
    null,
    '4 พ.ค. 2569 10:00 น.',
    'ไฟดับ 😀 <&>\ufffd',
  ]);
  expect(row?.getCell(1).formula).toBeUndefined();
  expect(page?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
});

it('writes thousands of rows without holding the process', async () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  function* rows() {
    for (let i = 0; i < 5000; i += 1) yield [i, `เรื่องที่ ${i}`];
  }
  const page = await sheet(rows(), ['ที่', 'เรื่อง']);
  clearInterval(timer);
  expect(page?.rowCount).toBe(5001);
  expect(turns).toBeGreaterThan(20);
});
