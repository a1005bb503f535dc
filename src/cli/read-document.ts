import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { unreadableWords } from '../modules/plans/import/contract.ts';
import type { ReadDocument } from '../modules/plans/index.ts';
import { Refusal } from '../platform/refusal.ts';
import { explain } from './explain.ts';
import { say, UsageError, warn } from './print.ts';

const OPTIONS = { json: { type: 'boolean', default: false } } as const;
/** A little more than the importer takes, so that it says itself that a file is too large. */
const MOST_READ = 10_000_001;
const PARTS = [
  ['suppliers', 'ผู้ส่งมอบ'],
  ['inputs', 'ปัจจัยนำเข้า'],
  ['process', 'กระบวนการ'],
  ['outputs', 'ผลผลิต'],
  ['customers', 'ผู้รับบริการ'],
] as const;

/** Reads a document of SIPOC charts and action plans and prints what it understood; neither server nor database is needed. */
export async function readDocumentCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [path, ...others] = positionals;
  if (!path || others.length > 0)
    throw new UsageError('ต้องระบุไฟล์หนึ่งไฟล์ (หรือ - เพื่ออ่านข้อความที่วาง) · exactly one FILE is needed');
  const bytes = path === '-' ? await buffer(process.stdin) : await bytesOf(path);
  // The module is large: whoever called wrongly is told at once.
  const { readDocument } = await import('../modules/plans/index.ts');
  try {
    const read = await readDocument(bytes, { name: path === '-' ? 'ข้อความที่วาง' : basename(path) });
    say(values.json ? JSON.stringify(read, null, 1) : summary(read).join('\n'));
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const words = unreadableWords(error.detail, 'th');
    warn(`อ่านไม่ได้ · cannot be read: ${words === null ? explain(error) : words}`);
    warn(`${error.code} ${JSON.stringify(error.detail)}`);
    return 1;
  }
}

/** The file's first 10 MB and one byte: a file of any size costs no more. @throws UsageError when there is no such file */
async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    await using file = await open(path);
    const { size } = await file.stat();
    const bytes = new Uint8Array(Math.min(size, MOST_READ));
    let at = 0;
    for (let read = -1; at < bytes.length && read !== 0; at += read) read = (await file.read(bytes, at)).bytesRead;
    return bytes.subarray(0, at);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new UsageError(
      code === 'ENOENT' ? `ไม่พบไฟล์ ${path} · no such file` : `เปิดไฟล์ ${path} ไม่ได้ (${code}) · cannot open it`,
    );
  }
}

/** What was read, for a person: each system, its chart and plan, and every doubt. */
function summary({ source, document, systems, doubts }: ReadDocument): string[] {
  const year = document.fiscalYear ? `ปีงบประมาณ พ.ศ. ${document.fiscalYear.be}` : 'ไม่พบปีงบประมาณ';
  return [
    `${source.path}: พบ ${systems.length} ระบบ · ${year} · ${document.owner ?? 'ไม่พบชื่อหน่วยงาน'}`,
    ...systems.flatMap((system) => [
      '',
      `ระบบที่ ${system.no} ${system.title.clean}`,
      ...chartLines(system.sipoc),
      ...planLines(system.actionPlan),
    ]),
    '',
    doubts.length === 0 ? 'ไม่มีข้อสงสัย' : `ข้อสงสัยที่ต้องให้คนตัดสิน ${doubts.length} ข้อ`,
    ...doubts.map(({ message, where, raw, readings }, i) => {
      const place = [
        where.line ? `บรรทัด ${where.line}` : '',
        where.system ? `ระบบที่ ${where.system}` : '',
        where.at ?? '',
      ]
        .filter(Boolean)
        .join(' · ');
      const said = raw === '' ? '' : ` “${raw.replaceAll(/\s+/g, ' ').slice(0, 80)}”`;
      const may = readings.length === 0 ? '' : `\n     อ่านได้ว่า: ${readings.join(' / ')}`;
      return `${String(i + 1).padStart(3)}. [${place}] ${message}${said}${may}`;
    }),
  ];
}

function chartLines(sipoc: ReadDocument['systems'][number]['sipoc']): string[] {
  if (!sipoc) return ['  SIPOC: ต้นฉบับไม่มี'];
  return PARTS.map(
    ([part, name]) => `  ${name}: ${sipoc[part].items.map(({ clean }) => clean).join(' | ') || 'ต้นฉบับไม่มี'}`,
  );
}

function planLines(plan: ReadDocument['systems'][number]['actionPlan']): string[] {
  if (!plan) return ['  แผนปฏิบัติการ: ต้นฉบับไม่มี'];
  const label = new Map(plan.months.map((month) => [month.iso, month.label]));
  return plan.rows.flatMap((row) => [
    `  แผน ${row.no ?? ''} ${row.output.clean} · งบประมาณ ${row.budget.clean || 'เว้นว่าง'} · ${row.unit.clean}`,
    ...row.steps.map((step) => {
      const months = step.recommendedMonths.map((month) => label.get(month) ?? month).join(' ');
      return `    ${step.no ?? '-'}. ${step.clean}: ${months || 'ไม่กำหนดเดือน'}${step.uncertain ? ' (?)' : ''}`;
    }),
  ]);
}
