import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { office } from '../../../../test/desk.ts';
import { type World, world } from '../../../../test/harness.ts';
import { firstBrokenAudit } from '../../../platform/audit.ts';
import { loadDirectory, SYSTEM } from '../../people/index.ts';
import { type ImportOptions, importComplaints } from './import-complaints.ts';
import { Mapping } from './mapping.ts';
import type { ProblemAt } from './problem.ts';

const sample = (name: string) => fileURLToPath(new URL(`../../../../test/samples/${name}`, import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function bring(w: World, path: string, more: Partial<ImportOptions> = {}) {
  const problems: ProblemAt[] = [];
  const onProblem = (problem: ProblemAt) => void problems.push(problem);
  const options = { actor: SYSTEM, now: w.now, dryRun: false, onProblem, ...more };
  const result = await importComplaints(w.db, w.municipalityId, { path }, options);
  return { result, problems, at: problems.map(({ line, code }) => `${line} ${code}`) };
}

const cases = (w: World) =>
  w.scoped((tx) =>
    tx
      .selectFrom('complaints.complaint as c')
      .innerJoin('voices.voice as v', 'v.id', 'c.voice_id')
      .select([
        'c.id',
        'c.source',
        'c.source_ref',
        'c.number',
        'c.status',
        'c.channel',
        'c.identity',
        'c.kind',
        'c.received_at',
        'c.closed_at',
        'c.citizen_due_on',
      ])
      .select([
        'c.category_id',
        'c.department_id',
        'c.stars',
        'c.reopened',
        'c.place',
        'c.open',
        'v.text',
        'v.latitude',
        'v.longitude',
      ])
      .orderBy('c.received_at')
      .execute(),
  );

describe('a register of an office', () => {
  it.each([
    ['register-utf8-bom.csv', 'utf-8'],
    ['register-tis620.csv', 'windows-874'],
    ['register-utf16.txt', 'utf-16le'],
    ['register-semicolon.csv', 'utf-8'],
  ])('%s is read as %s, its good rows go in and its bad ones are told by line', async (file, encoding) => {
    await using w = await world();
    const { result, at } = await bring(w, sample(file));
    expect(result).toMatchObject({ encoding, rows: 8, added: 4, already: 0, refused: 4 });
    expect(at).toEqual([
      '4 coordinates-swapped',
      '7 date-unreadable',
      '8 text-missing',
      '9 time-unreadable',
      '10 status-unknown',
      '10 coordinates-outside',
      '11 too-many-cells',
    ]);
    const filed = await cases(w);
    expect(filed.map((row) => [row.received_at.toISOString(), row.status, row.text, row.latitude])).toEqual([
      ['2024-12-09T07:05:00.000Z', 'closed', 'ไฟทางดับสามต้นหน้าวัด', 14.5012],
      ['2024-12-10T01:30:00.000Z', 'in-progress', 'ถนนเป็นหลุมลึก\nรถจักรยานยนต์ล้มบ่อย', 14.502],
      ['2024-12-10T17:00:00.000Z', 'new', 'ขอถังขยะเพิ่ม', null],
      ['2024-12-13T02:00:00.000Z', 'new', 'หมาจรจัดไล่กัดเด็ก', null],
    ]);
    const { categories } = await w.scoped((tx) => loadDirectory(tx, '2026-05-04'));
    const code = (id: string | null) => categories.find((each) => each.id === id)?.code;
    expect(filed.map((row) => code(row.category_id))).toEqual(['light', 'road', 'trash', 'stray']);
    expect(filed.every((row) => /^น\.\d{4}\/2568$/.test(row.number))).toBe(true);
    expect(filed[0]?.citizen_due_on).toBe('2024-12-24');
  });

  it('is read from a workbook, with dates as dates', async () => {
    await using w = await world();
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('ทะเบียน');
    sheet.addRow(['ทะเบียนรับเรื่อง']);
    sheet.addRow(['วันที่รับเรื่อง', 'รายละเอียด', 'ประเภท', 'ผลการดำเนินการ', 'วันที่แล้วเสร็จ']);
    sheet.addRow([
      new Date(Date.UTC(2024, 11, 9, 14, 5)),
      { richText: [{ text: 'น้ำประปา' }, { text: 'ไม่ไหล' }] },
      'ประปา',
      'แล้วเสร็จ',
      '11 ธ.ค. 67',
    ]);
    sheet.addRow(['ไม่ใช่วันที่', 'อ่านไม่ได้', '', '', '']);
    // A word of the office's own beside the day it was done.
    sheet.addRow(['8 ธ.ค. 67', 'ฝาท่อหาย', '', 'ช่างเปลี่ยนฝาเรียบร้อย', '10 ธ.ค. 67']);
    sheet.addRow(['10 ธ.ค. 67', 'ฝาท่อแตก', '', 'ช่างรับทราบ', '']);
    sheet.addRow(['12 ธ.ค. 67', 'ท่อตัน', '', 'แล้วเสร็จ', '14 ธ.ค. 57']);
    for (const row of [3, 4]) sheet.getRow(row).getCell(1).numFmt = 'dd/mm/yyyy hh:mm';
    const path = join(folder, 'book.xlsx');
    await book.xlsx.writeFile(path);
    const { result, at } = await bring(w, path);
    expect(result).toMatchObject({ format: 'xlsx', rows: 5, added: 4, refused: 1 });
    expect(at).toEqual(['4 date-unreadable', '5 status-unknown', '6 status-unknown', '7 closed-impossible']);
    const [done, row, open] = await cases(w);
    expect([done?.status, done?.closed_at?.toISOString()]).toEqual(['closed', '2024-12-09T17:00:00.000Z']);
    expect([open?.status, open?.closed_at]).toEqual(['new', null]);
    expect(row).toMatchObject({ text: 'น้ำประปาไม่ไหล', status: 'closed', open: false });
    expect([row?.received_at.toISOString(), row?.closed_at?.toISOString()]).toEqual([
      '2024-12-09T07:05:00.000Z',
      '2024-12-10T17:00:00.000Z',
    ]);
  });

  it('is read under a mapping of its own, saved and used again by name', async () => {
    await using w = await world();
    const path = join(folder, 'own.csv');
    const rows = ['A1,03/04/67 9:00 น.,ท่อแตก,จบ,ใช่,สมชาย,0812345678', ',04/04/67,ไม่มีเลข,ค้าง,,ไม่ประสงค์ออกนาม,'];
    await writeFile(path, `No,When,What,State,Secret,Who,Tel\n${rows.join('\n')}\n`);
    const said = { ref: 'No', received: 'When', text: 'What', status: 'State' };
    const columns = { ...said, identity: 'Secret', name: 'Who', phone: 'Tel' };
    const first = await bring(w, path, {
      mapping: {
        source: 'old-system',
        columns,
        statuses: { จบ: 'closed', ค้าง: 'in-progress' },
        dateOrder: 'DMY',
        shortYear: 'BE',
        offset: '+07:00',
        coordinates: 'thailand',
        channel: 'letter',
        unknownStatus: 'new',
        categories: {},
      },
      saveAs: 'old',
    });
    expect(first.result).toMatchObject({ added: 2, refused: 0 });
    const again = await bring(w, path, { mapping: 'old' });
    expect(again.result).toMatchObject({ added: 0, already: 2 });
    expect((await cases(w)).map((row) => [row.source, row.status, row.channel, row.identity])).toEqual([
      ['old-system', 'closed', 'letter', 'concealed'],
      ['old-system', 'in-progress', 'letter', 'anonymous'],
    ]);
    await expect(bring(w, path, { mapping: 'unknown' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('tells each date whose month stands first; under a mapping that says the order it is no date', async () => {
    await using w = await world();
    const path = join(folder, 'turned.csv');
    const rows = ['12/01/2568,ท่อแตก,', '01/13/2568,ไฟดับ,02/14/2568', '13/13/2568,ถนนพัง,', '๑๓/๐๑/๒๕๖๘,ขยะล้น,'];
    await writeFile(path, ['วันที่แจ้ง,เรื่อง,วันที่แล้วเสร็จ', ...rows].join('\n'));
    const { result, at } = await bring(w, path);
    expect(result).toMatchObject({ added: 3, refused: 1 });
    expect(at).toEqual(['3 date-month-first', '3 date-month-first', '4 date-unreadable']);
    const days = (await cases(w)).map(({ text, received_at }) => [text, received_at.toISOString()]);
    expect(days).toContainEqual(['ไฟดับ', '2025-01-12T17:00:00.000Z']);
    expect(days).toContainEqual(['ท่อแตก', '2025-01-11T17:00:00.000Z']);
    const columns = { received: 'วันที่แจ้ง', text: 'เรื่อง', closed: 'วันที่แล้วเสร็จ' };
    const strict = await bring(w, path, { mapping: Mapping.parse({ columns, dateOrder: 'DMY' }), dryRun: true });
    expect(strict.at).toEqual(['3 date-unreadable', '3 closed-unreadable', '4 date-unreadable']);
  });
});

describe('Traffy Fondue', () => {
  it('keeps states, stars, reopenings, departments and the words it has no place for', async () => {
    await using w = await world();
    const { result, at } = await bring(w, sample('traffy.csv'));
    expect(result).toMatchObject({ kind: 'traffy', rows: 5, added: 5, refused: 0 });
    expect(at).toEqual(['3 coordinates-swapped', '5 status-unknown', '5 stars-unreadable']);
    expect([...result.unmapped]).toEqual([
      ['ความปลอดภัย', 1],
      ['เรื่องใหม่ที่ไม่รู้จัก', 1],
    ]);
    const filed = await cases(w);
    expect(filed.map((row) => [row.source_ref, row.status, row.stars, row.reopened, row.place])).toEqual([
      ['2024-AAAA11', 'closed', 5, 1, '12 ถนนสมมติ'],
      ['2024-BBBB22', 'new', null, 0, 'ซอยสมมติ 3'],
      ['2024-CCCC33', 'transferred', null, 0, 'บ้านสมมติ เมืองสมมติ สมมติ'],
      ['2024-DDDD44', 'in-progress', null, 0, ''],
      ['2024-EEEE55', 'refused', null, 0, ''],
    ]);
    expect(filed[0]?.received_at.toISOString()).toBe('2024-03-01T01:15:00.123Z');
    expect(filed[0]?.closed_at?.toISOString()).toBe('2024-03-05T03:30:00.500Z');
    const directory = await w.scoped((tx) => loadDirectory(tx, '2026-05-04'));
    expect(directory.departments.find(({ id }) => id === filed[0]?.department_id)?.code).toBe('public-works');
    expect(directory.categories.find(({ id }) => id === filed[0]?.category_id)?.code).toBe('light');
    const events = await w.scoped((tx) =>
      tx.selectFrom('complaints.complaint_event').selectAll().where('seq', '=', 2).orderBy('at').execute(),
    );
    const closed = events.find(({ to_status }) => to_status === 'closed');
    expect(closed?.data).toMatchObject({
      state: 'เสร็จสิ้น',
      categories: ['ความปลอดภัย', 'ไฟส่องสว่าง'],
      department: 'กองช่าง',
      ref: '2024-AAAA11',
    });
    const facts = await w.scoped((tx) =>
      tx
        .selectFrom('complaints.daily_fact')
        .select(['day', 'received', 'closed', 'closed_on_time'])
        .where('department_id', '=', filed[0]?.department_id ?? '')
        .orderBy('day')
        .execute(),
    );
    expect(facts).toEqual([
      { day: '2024-03-01', received: 1, closed: 0, closed_on_time: 0 },
      { day: '2024-03-02', received: 1, closed: 0, closed_on_time: 0 },
      { day: '2024-03-03', received: 1, closed: 1, closed_on_time: 1 },
      { day: '2024-03-05', received: 0, closed: 1, closed_on_time: 1 },
    ]);
    expect(await w.scoped(firstBrokenAudit)).toBeNull();
  });

  it('is read as JSON lines and as an answer of its API, and sends no citizen anything', async () => {
    await using w = await world();
    const lines = await bring(w, sample('traffy.jsonl'));
    expect(lines.result).toMatchObject({ format: 'jsonl', rows: 4, added: 3, refused: 1 });
    expect(lines.at).toEqual(['2 not-json']);
    const answer = await bring(w, sample('traffy.json'));
    expect(answer.result).toMatchObject({ format: 'json', rows: 3, added: 0, already: 3 });
    expect((await cases(w)).map((row) => row.kind).sort()).toEqual(['complaint', 'complaint', 'question']);
    await w.runJobs();
    expect(await w.scoped((tx) => tx.selectFrom('channels.message').select('id').execute())).toEqual([]);
  });
});

it('311: foreign points are kept with one warning', async () => {
  await using w = await world();
  const { result, at } = await bring(w, sample('requests-311.csv'));
  expect(result).toMatchObject({ kind: '311', added: 2 });
  expect(at).toEqual(['2 coordinates-foreign']);
  expect((await cases(w)).map((row) => [row.status, row.channel, row.latitude])).toEqual([
    ['in-progress', 'phone', 42.3594],
    ['closed', 'website', 42.36],
  ]);
});

it('a dry run writes nothing, the same file twice adds nothing, and each run is recorded', async () => {
  await using w = await world();
  const dry = await bring(w, sample('register-tis620.csv'), { dryRun: true });
  expect(dry.result).toMatchObject({ added: 4, refused: 4 });
  expect(await cases(w)).toEqual([]);
  await bring(w, sample('register-tis620.csv'));
  // The same register in other letters is the same register.
  const again = await bring(w, sample('register-utf8-bom.csv'));
  expect(again.result).toMatchObject({ added: 0, already: 4 });
  const runs = await w.scoped((tx) =>
    tx
      .selectFrom('complaints.import_run')
      .select(['rows', 'added', 'already', 'refused'])
      .orderBy('started_at')
      .orderBy('id')
      .execute(),
  );
  expect(runs).toEqual([
    { rows: 8, added: 4, already: 0, refused: 4 },
    { rows: 8, added: 0, already: 4, refused: 4 },
  ]);
});

it('a dry run counts what the import then does, also for a row that the file has twice, far apart', async () => {
  await using w = await world();
  const path = join(folder, 'twice.csv');
  const row = (i: number) => `${i},1/10/2568 ${8 + (i % 8)}:00,ข้อความที่ ${i}`;
  const rows = [...Array.from({ length: 450 }, (_, i) => row(i)), row(0), row(1)];
  await writeFile(path, ['เลขที่,วันที่,รายละเอียด', ...rows].join('\n'));
  const { added, already, statuses } = (await bring(w, path, { dryRun: true })).result;
  expect({ added, already }).toEqual({ added: 450, already: 2 });
  expect((await bring(w, path)).result).toMatchObject({ added, already, statuses });
});

it('an import that is broken off is finished by running it again, without gaps or doubles', async () => {
  await using w = await world();
  const path = join(folder, 'many.csv');
  const rows = Array.from({ length: 1000 }, (_, i) => `${i},1/10/2568 ${8 + (i % 8)}:00,ข้อความที่ ${i}`);
  await writeFile(path, ['เลขที่,วันที่,รายละเอียด', ...rows].join('\n'));
  const stop = (progress: { rows: number }) => {
    if (progress.rows >= 600) throw new Error('killed');
  };
  const options = { actor: SYSTEM, now: w.now, dryRun: false };
  await expect(importComplaints(w.db, w.municipalityId, { path }, options, stop)).rejects.toThrow('killed');
  const before = (await cases(w)).length;
  expect(before).toBeGreaterThanOrEqual(400);
  expect(before).toBeLessThan(1000);
  const { result } = await bring(w, path);
  expect(result).toMatchObject({ added: 1000 - before, already: before });
  const numbers = (await cases(w)).map((row) => Number(/\d+/.exec(row.number)?.[0])).sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1));
});

it('whoever works on cases of the same days while a file is brought in is not turned away, nor is the file', async () => {
  await using o = await office();
  const departments = [o.engineers, o.health].map(
    (id) => o.directory.departments.find((each) => each.id === id)?.nameTh,
  );
  const row = (i: number) => `${1 + ((i * 7) % 28)} เม.ย. 2569,ไฟดับ ${i},${departments[i % 2]},กำลังดำเนินการ`;
  const bringIn = async (from: number, to: number) => {
    const path = join(folder, `rows-${from}.csv`);
    const lines = Array.from({ length: to - from }, (_, i) => row(from + i));
    await writeFile(path, ['วันที่รับ,เรื่อง,กอง,สถานะ', ...lines].join('\n'));
    return (await bring(o.w, path)).result.added;
  };
  expect(await bringIn(0, 60)).toBe(60);
  const ids = (await cases(o.w)).map(({ id }) => id);
  const work = { going: true };
  const hand = async (nth: number): Promise<number[]> => {
    const statuses: number[] = [];
    for (let i = nth; work.going; i += 3) {
      const departmentId = i % 2 ? o.engineers : o.health;
      statuses.push((await o.step(o.desk, ids[i % ids.length] ?? '', { step: 'assign', departmentId })).status);
    }
    return statuses;
  };
  const hands = [0, 1, 2].map(hand);
  expect(await bringIn(100, 900).finally(() => (work.going = false))).toBe(800);
  expect(new Set((await Promise.all(hands)).flat())).toEqual(new Set([200]));
});

it('a long file is not held in memory', async () => {
  await using w = await world();
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  const heap = () => {
    if (typeof collect === 'function') collect();
    return process.memoryUsage().heapUsed;
  };
  const path = join(folder, 'long.csv');
  const rows = Array.from({ length: 20_000 }, (_, i) => `${i},1/10/2568,${'ยาว'.repeat(60)} ${i}`);
  await writeFile(path, ['ลำดับ,วันที่,รายละเอียด', ...rows].join('\n'));
  rows.length = 0;
  const seen = new Map<number, number>();
  const watch = ({ rows: read }: { rows: number }) => {
    if ([2_000, 10_000, 20_000].includes(read) && !seen.has(read)) seen.set(read, heap());
  };
  const { added } = await importComplaints(
    w.db,
    w.municipalityId,
    { path },
    { actor: SYSTEM, now: w.now, dryRun: true },
    watch,
  );
  expect(added).toBe(20_000);
  expect((seen.get(20_000) ?? Number.NaN) - (seen.get(2_000) ?? 0)).toBeLessThan(4_000_000);
});

it.each([
  ['empty', ''],
  ['not-a-table', 'MZ\u0000\u0000 program'],
])('a file that is no table is refused: %s', async (reason, content) => {
  await using w = await world();
  const path = join(folder, `${reason}.csv`);
  await writeFile(path, content);
  await expect(bring(w, path)).rejects.toMatchObject({ code: 'file-unreadable', detail: { reason } });
});

it('a row whose quote is not closed, or that is far too long, costs that row and is told by its line', async () => {
  await using w = await world();
  const path = join(folder, 'quote.csv');
  const rows = Array.from({ length: 30 }, (_, i) => `${i + 1}/10/2568,ไฟดับดวงที่ ${i + 1},ซอย ${i + 1}`);
  rows[9] = '10/10/2568,"เปิดแล้วไม่ปิด,ซอย 10';
  rows[14] = '15/10/2568,"ไฟดับ, มืด\nมาก",ซอย 15';
  // Written as it should be, whatever its lines look like.
  rows[16] = '17/10/2568,"บอกว่า ""ดับ"", ขอซ่อม\n1, 2, 3",ซอย 17';
  rows[19] = `20/10/2568,"${'ยาว'.repeat(400_000)}",ซอย 20`;
  rows[27] = '28/10/2568,"ไม่ปิดอีก,ซอย 28';
  await writeFile(path, `วันที่,รายละเอียด,สถานที่\n\n${rows.join('\r\n')}\n`);
  const { result, at } = await bring(w, path);
  // Two rows have two lines, and an empty line stands before them all.
  expect(at).toEqual(['12 quote-not-closed', '24 row-too-long', '32 quote-not-closed']);
  expect(result).toMatchObject({ rows: 30, added: 27, refused: 3 });
  const texts = await w.scoped((tx) => tx.selectFrom('voices.voice').select('text').execute());
  expect(texts.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['ไฟดับ, มืด\nมาก', 'บอกว่า "ดับ", ขอซ่อม\n1, 2, 3', 'ไฟดับดวงที่ 30']),
  );
  expect(texts.every(({ text }) => text.length < 40)).toBe(true);
});

it.skipIf(!process.env['FANGSIANG_SAMPLE_TRAFFY'])('the real file goes in whole', async () => {
  await using w = await world();
  const { result } = await bring(w, process.env['FANGSIANG_SAMPLE_TRAFFY'] ?? '');
  expect(result).toMatchObject({ rows: 3793, added: 3793, refused: 0 });
});
