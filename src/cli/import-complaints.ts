import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  ImportMapping,
  type ImportOptions,
  type ImportResult,
  importComplaints,
  type ProblemAt,
  problemWords,
  refuses,
} from '../modules/complaints/index.ts';
import { SYSTEM } from '../modules/people/index.ts';
import { progressLine, say, UsageError } from './print.ts';
import { type Desk, withDatabase } from './with-database.ts';

const OPTIONS = {
  'dry-run': { type: 'boolean', default: false },
  // Accepted for scripts: nothing is ever asked, since there may be no terminal.
  yes: { type: 'boolean', default: false },
  mapping: { type: 'string' },
  'mapping-file': { type: 'string' },
  'save-as': { type: 'string' },
  report: { type: 'string' },
  municipality: { type: 'string' },
} as const;
/** How many problems are printed; all of them go into the report. */
const SHOWN = 50;

export async function importCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [path, ...others] = positionals;
  if (!path || others.length > 0) throw new UsageError('ต้องระบุไฟล์หนึ่งไฟล์ · exactly one FILE is needed');
  if (values.mapping && values['mapping-file'])
    throw new UsageError('ใช้ --mapping หรือ --mapping-file อย่างใดอย่างหนึ่ง · not both');
  const isFile = await stat(path).then(
    (found) => !found.isDirectory(),
    () => false,
  );
  if (!isFile) throw new UsageError(`ไม่พบไฟล์ ${path} · no such file`);
  const mapping = values['mapping-file'] ? readMapping(await readFile(values['mapping-file'], 'utf8')) : values.mapping;
  const saveAs = values['save-as'];
  const options = {
    actor: SYSTEM,
    now: () => new Date(),
    ...(mapping === undefined ? {} : { mapping }),
    ...(saveAs ? { saveAs } : {}),
  };
  return withDatabase(values.municipality, async (desk) => {
    const report = values.report ? createWriteStream(values.report) : null;
    try {
      const problems = problemList(report);
      const checked = await check(desk, path, options, problems);
      if (values['dry-run']) {
        say('ตรวจอย่างเดียว ยังไม่ได้บันทึก · only looked; nothing was written');
        return 0;
      }
      return await bringIn(desk, path, options, checked, problems);
    } finally {
      if (report) {
        report.end();
        await once(report, 'finish');
      }
    }
  });
}

type Common = Omit<ImportOptions, 'dryRun' | 'onProblem'>;

/** Prints the first problems and writes all of them into the report. */
function problemList(report: WriteStream | null) {
  let told = 0;
  report?.write('\uFEFFบรรทัด,ผล,เหตุผล\r\n');
  return {
    tell: async (problem: ProblemAt): Promise<void> => {
      told += 1;
      const words = problemWords(problem);
      const outcome = refuses(problem) ? 'ไม่รับ' : 'เตือน';
      if (told <= SHOWN) say(`  บรรทัด ${problem.line} ${outcome}: ${words}`);
      if (report && !report.write(`${problem.line},${outcome},${csvCell(words)}\r\n`)) await once(report, 'drain');
    },
    more: () => Math.max(0, told - SHOWN),
  };
}
type Problems = ReturnType<typeof problemList>;

async function check(desk: Desk, path: string, options: Common, problems: Problems): Promise<ImportResult> {
  const line = progressLine();
  const result = await importComplaints(
    desk.db,
    desk.municipalityId,
    { path },
    { ...options, dryRun: true, onProblem: problems.tell },
    ({ rows, share }) => line.at(share, `ตรวจ ${thousands(rows)} แถว`),
  );
  line.end();
  if (problems.more() > 0) say(`  … และอีก ${thousands(problems.more())} รายการ ดูทั้งหมดด้วย --report FILE.csv · more`);
  const { mapping, headers } = result;
  say(`ไฟล์ · file: ${result.format}${result.encoding ? ` ${result.encoding}` : ''} · ${result.kind}`);
  for (const [field, columns] of Object.entries(mapping.columns)) {
    const known = [columns].flat().filter((column) => headers.includes(column) || result.kind === 'mapping');
    if (known.length > 0) say(`  ${field.padEnd(13)} ← ${known.join(' + ')}`);
  }
  summary('จะนำเข้า · to be added', result);
  return result;
}

async function bringIn(
  desk: Desk,
  path: string,
  options: Common,
  checked: ImportResult,
  problems: Problems,
): Promise<number> {
  const line = progressLine();
  // What the check has told is not told twice; what only the database can refuse is.
  const onProblem = async (problem: ProblemAt) => {
    if (problem.code === 'not-stored') await problems.tell(problem);
  };
  const result = await importComplaints(
    desk.db,
    desk.municipalityId,
    { path },
    { ...options, dryRun: false, onProblem },
    ({ rows }) =>
      line.at(
        Math.min(1, rows / Math.max(1, checked.rows)),
        `นำเข้า ${thousands(rows)} / ${thousands(checked.rows)} แถว`,
      ),
  );
  line.end();
  summary('นำเข้าแล้ว · added', result);
  return 0;
}

function summary(
  title: string,
  { rows, added, already, refused, withoutCategory, statuses, unmapped }: ImportResult,
): void {
  say(
    `${title}: ${thousands(added)} จาก ${thousands(rows)} แถว · มีอยู่แล้ว ${thousands(already)} · ไม่รับ ${thousands(refused)}`,
  );
  if (added === 0) return;
  say(`  สถานะ · states: ${[...statuses].map(([status, count]) => `${status} ${thousands(count)}`).join(', ')}`);
  say(`  ไม่มีหมวดเรื่อง · without a category: ${thousands(withoutCategory)}`);
  const words = [...unmapped].sort(([, a], [, b]) => b - a).slice(0, 10);
  if (words.length > 0)
    say(`  หมวดเรื่องที่ยังจับคู่ไม่ได้ · unmapped: ${words.map(([word, count]) => `${word} ${thousands(count)}`).join(', ')}`);
}

function readMapping(text: string): ImportMapping {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new UsageError('ไฟล์จับคู่คอลัมน์ไม่ใช่ JSON ที่ถูกต้อง · the mapping file is no JSON');
  }
  return ImportMapping.parse(value);
}

const thousands = (n: number): string => n.toLocaleString('en-US');
/** A cell that a spreadsheet would take for a formula is kept as text. */
const csvCell = (text: string): string => `"${text.replaceAll('"', '""').replace(/^[=+\-@\t]/, "'$&")}"`;
