import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readDocument } from './read-document.ts';
import type { ReadDocument } from './read-shape.ts';

const sample = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../../../test/samples/plans/${name}`, import.meta.url)));
const codes = ({ doubts }: ReadDocument): string[] => [...new Set(doubts.map(({ code }) => code))].toSorted();
const clean = (items: readonly { clean: string }[] | undefined): string[] => (items ?? []).map((item) => item.clean);
const months = (read: ReadDocument, system: number): [string, string][] =>
  (read.systems[system]?.actionPlan?.steps ?? []).map(({ clean: text, recommendedMonths }) => [
    text,
    recommendedMonths.map((month) => month.slice(5)).join(' '),
  ]);

describe('documents of other municipalities', () => {
  it('text of a PDF: Thai digits, years of two digits, three rows of heads, a second page, sara am in pieces', async () => {
    const read = await readDocument(sample('bang-toey.txt'), { name: 'bang-toey.txt' });
    expect(read.document).toMatchObject({
      owner: 'สำนักปลัดเทศบาล',
      fiscalYear: { be: 2568, start: '2024-10-01', end: '2025-09-30' },
    });
    expect(read.systems.map(({ title, missing }) => [title.clean, missing])).toEqual([
      ['การรับฟังความต้องการของประชาชน', []],
      ['การจัดการเรื่องร้องทุกข์', ['actionPlan']],
    ]);
    const [first, second] = read.systems;
    expect(clean(first?.sipoc?.process.items)).toEqual([
      'ประชุมคณะทำงาน',
      'กำหนดช่องทางรับฟัง',
      'รวบรวมและวิเคราะห์ความต้องการ',
      'รายงานผู้บริหาร',
    ]);
    expect(first?.sipoc?.inputs.items.map(({ channelCode }) => channelCode)).toEqual([
      undefined,
      'facebook',
      'petition',
    ]);
    expect(clean(second?.sipoc?.inputs.items)).toEqual(['เรื่องร้องทุกข์', 'บัตรสนเท่ห์']);
    expect(first?.actionPlan?.columnHeads).toEqual([
      'ที่',
      'โครงการ/กิจกรรม',
      'งบประมาณ (บาท)',
      'หน่วยงานรับผิดชอบ',
      'ขั้นตอนการดำเนินงาน',
    ]);
    expect(first?.actionPlan?.rows.map(({ no, output, budget }) => [no, output.clean, budget.amount])).toEqual([
      ['1', 'โครงการรับฟังความคิดเห็นประชาชน', 25_000],
      ['2', 'จัดทำแผ่นพับช่องทางรับฟัง', null],
    ]);
    expect(months(read, 0)).toEqual([
      ['แต่งตั้งคณะทำงาน', '10'],
      ['ลงพื้นที่ประชาคม', '11 12 01 02'],
      ['สรุปผลและรายงานผู้บริหาร', '03 06 09'],
      ['ติดตามผลการดำเนินงาน', '09'],
      ['ออกแบบแผ่นพับ', '01'],
      ['แจกจ่ายทุกครัวเรือน', '02 03 04'],
    ]);
    expect(codes(read)).toEqual(
      expect.arrayContaining(['arrow-span-unclear', 'plan-missing', 'text-not-placed', 'year-short']),
    );
  });

  it.each([
    ['UTF-8 with a mark', (bytes: Buffer) => bytes],
    [
      'TIS-620',
      (bytes: Buffer) => iconv.encode(bytes.toString('utf8').replace('\uFEFF', '').replaceAll('✓', '/'), 'windows-874'),
    ],
    ['UTF-16', (bytes: Buffer) => iconv.encode(bytes.toString('utf8'), 'utf-16le')],
  ])('CSV in %s: one row of heads, a month without a name, marks for months, a sum', async (_, encode) => {
    const read = await readDocument(encode(sample('nong-bua.csv')), { name: 'nong-bua.csv' });
    expect(read.systems.map(({ slug, missing, note }) => [slug, missing, note])).toEqual([
      ['satisfaction', [], undefined],
      ['relationship', ['sipoc', 'actionPlan'], 'heading only'],
    ]);
    const [first] = read.systems;
    expect(clean(first?.sipoc?.suppliers.items)).toEqual(['กองยุทธศาสตร์และงบประมาณ', 'ทุกกองในสังกัด', 'มหาวิทยาลัยผู้ประเมิน']);
    expect(clean(first?.sipoc?.process.items)).toEqual(['วางแผนการสำรวจ', 'เก็บข้อมูล', 'วิเคราะห์ และสรุปผล']);
    expect(first?.actionPlan?.budget).toMatchObject({ raw: '120000', amount: 120_000 });
    expect(months(read, 0)).toEqual([
      ['จ้างมหาวิทยาลัย', '10 11'],
      ['สำรวจภาคสนามทุกชุมชน', '01 02 03'],
      ['ปรับปรุง แก้ไข ตามผลการสำรวจ', '04 06 08'],
      ['รายงานสภาเทศบาล', '09'],
    ]);
    expect(first?.actionPlan?.steps.map(({ uncertain }) => uncertain)).toEqual([false, false, false, true]);
    const unclear = read.doubts.find(({ code }) => code === 'mark-unclear');
    expect(unclear).toMatchObject({ raw: 'ครั้งที่ 1', where: { line: 16, system: 1, part: 'plan', at: '4', col: 16 } });
    expect(read.doubts.find(({ code }) => code === 'month-head-missing')?.readings).toEqual(['ธ.ค.']);
  });

  it('charts first and plans behind in another order, heads in English, months in words, a chart on its side', async () => {
    const read = await readDocument(sample('tha-chang.txt'), { name: 'tha-chang.txt' });
    expect(read.systems.map(({ title, missing }) => [title.clean, missing])).toEqual([
      ['การจัดการข้อร้องเรียน', []],
      ['การสื่อสารกับผู้รับบริการ', []],
    ]);
    expect(clean(read.systems[0]?.sipoc?.inputs.items)).toEqual(['โทรศัพท์', 'LINE OA', 'Traffy Fondue']);
    expect(months(read, 0)).toEqual([
      ['ประชุมคณะกรรมการ', '10'],
      ['รับและแก้ไขเรื่องร้องเรียน', '10 11 12 01 02 03 04 05 06 07 08 09'],
      ['สรุปรายงานผู้บริหาร', '01 02 03 04 05 06'],
      ['จัดกิจกรรมถอดบทเรียน', '07 08 09'],
    ]);
    expect(read.systems[0]?.actionPlan?.rows.map(({ budget }) => [budget.raw, budget.amount])).toEqual([
      ['ไม่ใช้งบประมาณ', null],
      ['0', 0],
      ['1,500.-', 1500],
      ['ตามข้อบัญญัติ', null],
    ]);
    expect(read.systems[1]?.actionPlan?.steps.map(({ no, raw }) => [no, raw])[1]).toEqual([2, 'ผลิตสื่อ\nวิดีโอและแผ่นพับ']);
    expect(codes(read)).toEqual(
      expect.arrayContaining(['arrow-without-end', 'arrow-without-start', 'budget-unclear', 'year-from-title']),
    );
  });

  it('a pasted table with bars: quarters for months, millions of baht, a column of remarks, a western fiscal year', async () => {
    const read = await readDocument(sample('don-kaeo.md').toString('utf8'), { name: 'วาง' });
    expect(clean(read.systems[0]?.sipoc?.suppliers.items)).toEqual(['งานทะเบียน', 'กองคลัง']);
    expect(months(read, 0)).toEqual([
      ['จัดตั้งศูนย์', '10 11 12'],
      ['เปิดบริการ', '01 02 03 04 05 06 07 08 09'],
    ]);
    expect(read.systems[0]?.actionPlan?.rows[0]).toMatchObject({
      budget: { amount: 1_500_000 },
      remark: { clean: 'รองบ' },
    });
    expect(read.document.fiscalYear?.be).toBe(2569);
  });

  it('every doubt says what it is in Thai, and where', async () => {
    for (const name of ['bang-toey.txt', 'nong-bua.csv', 'tha-chang.txt', 'don-kaeo.md']) {
      const { doubts, systems } = await readDocument(sample(name), { name });
      expect(doubts.length).toBeGreaterThan(0);
      for (const { message, where } of doubts) {
        expect(message).toMatch(/[ก-๙]{4}/);
        expect(where.system === null || where.system <= systems.length).toBe(true);
      }
    }
  });
});

describe('arrows that are drawn', () => {
  const cell = (text: string, more = '') => `<w:tc>${more}<w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
  const heads = [
    'ที่',
    'ผลผลิต',
    'งบประมาณ',
    'หน่วยงาน',
    'ขั้นตอน',
    'ต.ค.',
    'พ.ย.',
    'ธ.ค.',
    'ม.ค.',
    'ก.พ.',
    'มี.ค.',
    'เม.ย.',
    'พ.ค.',
    'มิ.ย.',
    'ก.ค.',
    'ส.ค.',
    'ก.ย.',
  ];
  const arrow = (offset: number, width: number, from: string) =>
    `<w:p><w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="${from}"><wp:posOffset>${offset}</wp:posOffset></wp:positionH><wp:extent cx="${width}" cy="0"/><a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="straightConnector1"/></wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>`;
  const word = (drawing: string) =>
    zipSync({
      'word/document.xml': strToU8(
        `<w:document xmlns:w="w" xmlns:wp="wp" xmlns:a="a" xmlns:wps="wps"><w:body><w:p><w:r><w:t>การรับฟังเสียงประชาชน ปีงบประมาณ พ.ศ. 2569</w:t></w:r></w:p><w:tbl><w:tblGrid>${'<w:gridCol w:w="1000"/>'.repeat(17)}</w:tblGrid><w:tr>${heads.map((head) => cell(head)).join('')}</w:tr><w:tr>${['1', 'รายงาน', '-', 'กองช่าง', '1. สำรวจ'].map((text) => cell(text)).join('')}<w:tc><w:p/></w:tc><w:tc>${drawing}</w:tc>${'<w:tc><w:p/></w:tc>'.repeat(10)}</w:tr></w:tbl></w:body></w:document>`,
      ),
    });

  it('in Word: by where they begin in their cell, and how wide they are', async () => {
    // A column is 1,000 twentieths of a point = 635,000 EMU: from พ.ย. over three columns.
    const read = await readDocument(word(arrow(60_000, 1_800_000, 'column')), { name: 'a.docx' });
    expect(months(read, 0)).toEqual([['สำรวจ', '11 12 01']]);
    expect(codes(read)).toContain('arrow-drawn');
    expect(read.systems[0]?.actionPlan?.steps[0]?.uncertain).toBe(false);
  });

  it('in Word by the page: the columns are a guess, and said to be', async () => {
    const read = await readDocument(word(arrow(60_000, 600_000, 'page')), { name: 'a.docx' });
    expect(read.systems[0]?.actionPlan?.steps[0]?.uncertain).toBe(true);
  });
});
