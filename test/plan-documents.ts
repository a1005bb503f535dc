import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { segments, toThaiDigits } from '../src/thai/index.ts';

/** Made-up plans, and documents of them as municipalities lay them out. Months are places in the fiscal year, 0 = ต.ค. */
export type MadeStep = { readonly text: string; readonly spans: readonly (readonly [number, number])[] };
export type MadeRow = {
  readonly output: string;
  readonly budget: string;
  readonly unit: string;
  readonly steps: readonly MadeStep[];
};
export type MadeSystem = {
  readonly title: string;
  readonly chart: Readonly<Record<Part, readonly string[]>> | null;
  readonly plan: readonly MadeRow[] | null;
};
export type MadeDocument = { readonly year: number; readonly systems: readonly MadeSystem[] };
export const PARTS = ['suppliers', 'inputs', 'process', 'outputs', 'customers'] as const;
export type Part = (typeof PARTS)[number];

/** How a document is laid out. */
export type Layout = {
  readonly thaiDigits: boolean;
  readonly arrow: number;
  readonly months: 'short' | 'plain' | 'long' | 'dated';
  readonly years: 'four' | 'two' | 'western' | 'fiscal';
  readonly heads: number;
  readonly bullets: 'dot' | 'bracket';
  readonly sipocHeads: number;
  readonly wrapAt: number | null;
  readonly splitAm: boolean;
  readonly repeatHead: boolean;
};

const UNITS = [
  'กองวิชาการและแผนงาน',
  'สำนักปลัดเทศบาล',
  'กองสาธารณสุขและสิ่งแวดล้อม',
  'กองช่าง',
  'กองสวัสดิการสังคม',
  'งานประชาสัมพันธ์',
];
const OUTPUTS = [
  'รายงานความต้องการของประชาชนประจำปี',
  'การพัฒนาช่องทางรับเรื่องร้องเรียน',
  'คู่มือการให้บริการประชาชน',
  'ฐานข้อมูลผู้รับบริการและผู้มีส่วนได้ส่วนเสีย',
  'โครงการเทศบาลเคลื่อนที่พบประชาชน',
];
const STEPS = [
  'แต่งตั้งคณะทำงานรับผิดชอบ',
  'จัดทำแบบสำรวจความต้องการของชุมชน',
  'รวบรวมข้อมูลจากทุกกองในสังกัดเทศบาล',
  'กำหนดช่องทางการรับฟังความคิดเห็น',
  'วิเคราะห์ข้อมูลและจัดลำดับความสำคัญ',
  'นำเสนอผลการดำเนินงานต่อผู้บริหาร',
  'ปรับปรุงกระบวนการให้บริการ',
  'ติดตามและประเมินผลการดำเนินงาน',
  'ประชาสัมพันธ์ผลการปรับปรุงให้ประชาชนทราบ',
  'อบรมพนักงานเรื่องการรับเรื่องร้องเรียน',
];
const ITEMS = [
  'เว็บไซต์เทศบาล',
  'แบบสอบถามความพึงพอใจ',
  'คำร้องทั่วไป',
  'ผู้นำชุมชน',
  'ประชาชนในเขตเทศบาล',
  'ข้อมูลสถิติการให้บริการ',
  'รายงานการประชุมประชาคม',
  'ผู้ประกอบการ',
];
const TITLES = [
  'การรับฟังความต้องการของผู้รับบริการ',
  'การประเมินความพึงพอใจของผู้รับบริการ',
  'การค้นหาปัจจัยที่ทำให้เกิดความไม่พึงพอใจ',
  'การสื่อสารและสร้างความสัมพันธ์กับชุมชน',
  'การจัดการเรื่องร้องเรียนร้องทุกข์',
  'การพัฒนาบุคลากรด้านการบริการ',
];

const spans = fc
  .uniqueArray(fc.nat(11), { minLength: 0, maxLength: 6 })
  .map((months) => months.toSorted((a, b) => a - b))
  .map((ends) => ends.flatMap((from, i): [number, number][] => (i % 2 === 0 ? [[from, ends[i + 1] ?? from]] : [])));
const row = fc.record({
  output: fc.constantFrom(...OUTPUTS),
  budget: fc.constantFrom('-', '50,000', '0', '1,250,000'),
  unit: fc.constantFrom(...UNITS),
  steps: fc.uniqueArray(fc.record({ text: fc.constantFrom(...STEPS), spans }), {
    minLength: 1,
    maxLength: 6,
    selector: ({ text }) => text,
  }),
});
const items = fc.uniqueArray(fc.constantFrom(...ITEMS), { minLength: 1, maxLength: 4 });
const chart = fc.record({
  suppliers: items,
  inputs: items,
  process: fc.uniqueArray(fc.constantFrom(...STEPS), { minLength: 1, maxLength: 5 }),
  outputs: items,
  customers: items,
});

export const madeDocument: fc.Arbitrary<MadeDocument> = fc
  .record({
    year: fc.integer({ min: 2555, max: 2580 }),
    titles: fc.uniqueArray(fc.constantFrom(...TITLES), { minLength: 1, maxLength: 4 }),
    parts: fc.array(
      fc.record({ chart: fc.option(chart), plan: fc.option(fc.array(row, { minLength: 1, maxLength: 2 })) }),
      { minLength: 4, maxLength: 4 },
    ),
  })
  .map(({ year, titles, parts }) => ({
    year,
    systems: titles.map((title, i) => ({ title, chart: parts[i]?.chart ?? null, plan: parts[i]?.plan ?? null })),
  }))
  // A document without a table is another test's.
  .filter(({ systems }) => systems.some((system) => system.chart !== null || system.plan !== null));

export const layout: fc.Arbitrary<Layout> = fc.record({
  thaiDigits: fc.boolean(),
  arrow: fc.nat(ARROWS().length - 1),
  months: fc.constantFrom('short', 'plain', 'long', 'dated'),
  years: fc.constantFrom('four', 'two', 'western', 'fiscal'),
  heads: fc.integer({ min: 2, max: 3 }),
  bullets: fc.constantFrom('dot', 'bracket'),
  sipocHeads: fc.nat(2),
  wrapAt: fc.option(fc.integer({ min: 12, max: 30 })),
  splitAm: fc.boolean(),
  repeatHead: fc.boolean(),
});

/** One month, both ends of several, and what stands between the ends. */
function ARROWS(): readonly { one: string; left: string; line: string; right: string }[] {
  return [
    { one: '↔', left: '←', line: '', right: '→' },
    { one: '←→', left: '←', line: '', right: '→' },
    { one: '⟷', left: '⟵', line: '', right: '⟶' },
    { one: '<-->', left: '<---', line: '----', right: '--->' },
    { one: '<->', left: '<', line: '-', right: '>' },
    { one: '◄──►', left: '◄──', line: '───', right: '──►' },
    { one: '⇔', left: '⇐', line: '==', right: '⇒' },
    { one: '<----->', left: '<-----', line: '', right: '----->' },
    { one: 'x', left: 'x', line: 'x', right: 'x' },
    { one: '✓', left: '✓', line: '✓', right: '✓' },
    { one: '/', left: '/', line: '/', right: '/' },
  ];
}

const SIPOC_HEADS = [
  ['S', 'I', 'P', 'O', 'C'],
  ['Suppliers', 'Inputs', 'Process', 'Outputs', 'Customers'],
  ['ผู้ส่งมอบ', 'ปัจจัยนำเข้า', 'กระบวนการ', 'ผลผลิต', 'ผู้รับบริการ'],
];
const SHORT = ['ต.ค.', 'พ.ย.', 'ธ.ค.', 'ม.ค.', 'ก.พ.', 'มี.ค.', 'เม.ย.', 'พ.ค.', 'มิ.ย.', 'ก.ค.', 'ส.ค.', 'ก.ย.'];
const LONG = [
  'ตุลาคม',
  'พฤศจิกายน',
  'ธันวาคม',
  'มกราคม',
  'กุมภาพันธ์',
  'มีนาคม',
  'เมษายน',
  'พฤษภาคม',
  'มิถุนายน',
  'กรกฎาคม',
  'สิงหาคม',
  'กันยายน',
];
const HEADS = ['ลำดับที่', 'ผลผลิต', 'งบประมาณ', 'พื้นที่/หน่วยดำเนินการ', 'ขั้นตอนการดำเนินงาน'];

/** Text of a PDF: lines of cells end in spaces, and sara am may have come apart. */
function broken(text: string, { wrapAt, splitAm }: Layout): string {
  const lines: string[] = [''];
  for (const word of segments(text)) {
    const line = lines.at(-1) ?? '';
    if (wrapAt !== null && line !== '' && line.length + word.length > wrapAt) lines.push(word);
    else lines[lines.length - 1] = line + word;
  }
  const wrapped = lines.join(' ');
  return splitAm ? wrapped.replaceAll(/([ก-ฮ][่-๋]?)ำ/g, '$1 า') : wrapped;
}

const digits = (text: string, { thaiDigits }: Layout): string => (thaiDigits ? toThaiDigits(text) : text);
const numbered = (texts: readonly string[], made: Layout): string[] =>
  texts.map((text, i) => digits(`${i + 1}${made.bullets === 'dot' ? '.' : ')'} `, made) + text);

/** Rows of cells: a line of text is one cell. `wide`: for formats that merge cells, how many a cell takes. */
export type Grid = readonly { readonly cells: readonly string[]; readonly wide: ReadonlyMap<number, number> }[];

/** The document as rows. `wrap`: cells as a PDF gives them; `merge`: an arrow of several months is one merged cell. */
export function gridOf(made: MadeDocument, how: Layout, { wrap, merge }: { wrap: boolean; merge: boolean }): Grid {
  const cell = (text: string) => (wrap ? broken(text, how) : text);
  const rows: { cells: string[]; wide: Map<number, number> }[] = [];
  const put = (cells: string[], wide = new Map<number, number>()) => rows.push({ cells, wide });
  if (how.years === 'fiscal') put([digits(`แผนงานประจำปีงบประมาณ พ.ศ. ${made.year}`, how)]);
  put(['']);
  for (const [i, system] of made.systems.entries()) {
    put([`ระบบที่ ${digits(String(i + 1), how)} ${system.title}`]);
    put(['']);
    if (system.chart) {
      put([...(SIPOC_HEADS[how.sipocHeads] ?? [])]);
      const chartOf = system.chart;
      put(PARTS.map((part) => numbered(chartOf[part].map(cell), how).join(wrap ? ' ' : '\n')));
      put(['']);
    }
    if (system.plan) {
      put(['แผนปฏิบัติการ']);
      put(['']);
      headRows(made, how, put);
      for (const [k, each] of system.plan.entries()) {
        if (k === 1 && how.repeatHead && wrap) {
          put(['']);
          put([digits('- 2 -', how)]);
          put(['']);
          headRows(made, how, put);
        }
        for (const [j, step] of each.steps.entries()) {
          const lead =
            j === 0
              ? [digits(String(k + 1), how), cell(each.output), digits(each.budget, how), cell(each.unit)]
              : ['', '', '', ''];
          const wide = new Map<number, number>();
          const number = digits(`${j + 1}${how.bullets === 'dot' ? '.' : ')'} `, how);
          put([...lead, number + cell(step.text), ...monthCells(step, how, merge, wide)], wide);
        }
      }
      put(['']);
    }
  }
  return rows;
}

function headRows(
  { year }: MadeDocument,
  how: Layout,
  put: (cells: string[], wide?: Map<number, number>) => void,
): void {
  const written = (be: number) =>
    digits(how.years === 'two' ? `พ.ศ. ${be % 100}` : how.years === 'western' ? String(be - 543) : `พ.ศ. ${be}`, how);
  const blank = Array.from({ length: 12 }, () => '');
  const years = how.years === 'fiscal' ? blank : blank.with(0, written(year - 1)).with(3, written(year));
  const wide =
    how.years === 'fiscal'
      ? new Map<number, number>()
      : new Map([
          [5, 3],
          [8, 9],
        ]);
  const none = ['', '', '', '', ''];
  if (how.heads === 3) {
    put([...HEADS, ...blank.with(0, 'ระยะเวลาดำเนินการ')], new Map([[5, 12]]));
    if (how.years !== 'fiscal') put([...none, ...years], wide);
  } else put([...HEADS, ...years], wide);
  const month = (i: number) => {
    if (how.months === 'plain') return (SHORT[i] ?? '').replaceAll('.', '');
    if (how.months === 'long') return LONG[i] ?? '';
    const be = i < 3 ? year - 1 : year;
    return how.months === 'dated' ? digits(`${SHORT[i]} ${be % 100}`, how) : (SHORT[i] ?? '');
  };
  put([...none, ...blank.map((_, i) => month(i))]);
}

function monthCells({ spans: all }: MadeStep, how: Layout, merge: boolean, wide: Map<number, number>): string[] {
  const arrow = ARROWS()[how.arrow] ?? { one: '↔', left: '←', line: '', right: '→' };
  const cells = Array.from({ length: 12 }, () => '');
  for (const [from, to] of all) {
    if (from === to) cells[from] = arrow.one;
    else if (merge && arrow.left !== arrow.right) {
      cells[from] = arrow.one;
      wide.set(5 + from, to - from + 1);
    } else for (let i = from; i <= to; i += 1) cells[i] = i === from ? arrow.left : i === to ? arrow.right : arrow.line;
  }
  return cells;
}

export const asText = (grid: Grid): string => grid.map(({ cells }) => cells.join('\t')).join('\n');
export const asCsv = (grid: Grid): string =>
  `\uFEFF${grid.map(({ cells }) => Array.from({ length: 17 }, (_, i) => `"${(cells[i] ?? '').replaceAll('"', '""')}"`).join(',')).join('\r\n')}`;

export async function asXlsx(grid: Grid): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('แผน');
  for (const [i, { cells, wide }] of grid.entries()) {
    for (const [col, text] of cells.entries()) if (text !== '') sheet.getCell(i + 1, col + 1).value = text;
    for (const [col, count] of wide) if (count > 1) sheet.mergeCells(i + 1, col + 1, i + 1, col + count);
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

export async function asDocx(grid: Grid): Promise<Uint8Array> {
  const children: (Paragraph | Table)[] = [];
  let rows: TableRow[] = [];
  const endTable = () => {
    if (rows.length > 0) children.push(new Table({ rows }));
    rows = [];
  };
  for (const { cells, wide } of grid) {
    if (cells.length === 1) {
      endTable();
      children.push(new Paragraph(cells[0] ?? ''));
      continue;
    }
    const shown: TableCell[] = [];
    for (let col = 0; col < cells.length; col += wide.get(col) ?? 1) {
      const paragraphs = (cells[col] ?? '').split('\n').map((text) => new Paragraph(text));
      shown.push(new TableCell({ children: paragraphs, columnSpan: wide.get(col) ?? 1 }));
    }
    rows.push(new TableRow({ children: shown }));
  }
  endTable();
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })));
}
