import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const SAMPLE = path('../../test/samples/plans/bang-toey.txt');

/** The command in a process of its own, with a database that nobody can reach: it needs none. */
function run(args: string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    const child = execFile(
      process.execPath,
      [path('./main.ts'), 'read-document', ...args],
      { env, maxBuffer: 2 ** 26 },
      (_error, out, err) => {
        resolve({ code: child.exitCode ?? -1, out, err });
      },
    );
    child.stdin?.end(input);
  });
}
const Printed = z.object({
  schema: z.literal('seed-plan/1'),
  systems: z.array(z.object({ missing: z.array(z.string()) })),
  doubts: z.array(z.unknown()),
});

it('prints JSON and nothing else, or a summary in Thai with every doubt', async () => {
  const json = await run([SAMPLE, '--json']);
  const printed = Printed.parse(JSON.parse(json.out));
  expect([json.code, json.err, printed.systems.length]).toEqual([0, '', 2]);
  const summary = await run([SAMPLE]);
  expect(summary.out).toContain('ลงพื้นที่ประชาคม: พ.ย. 2567 ธ.ค. 2567 ม.ค. 2568 ก.พ. 2568');
  expect(summary.out).toContain(`ข้อสงสัยที่ต้องให้คนตัดสิน ${printed.doubts.length} ข้อ`);
  const pasted = await run(['-', '--json'], 'S\tI\tP\tO\tC\nก\tข\tค\tง\tจ\n');
  expect(Printed.parse(JSON.parse(pasted.out)).systems).toHaveLength(1);
}, 120_000);

it('exit code 1 with a reason in Thai for what cannot be read, 2 for a wrong call', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'read-'));
  try {
    const pdf = join(folder, 'plan.pdf');
    await writeFile(pdf, '%PDF-1.4');
    const refused = await run([pdf, '--json']);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toContain('คัดลอกข้อความ');
    for (const args of [[], ['/no/such/file'], [folder], [SAMPLE, SAMPLE], [SAMPLE, '--wrong']])
      expect([args, (await run(args)).code]).toEqual([args, 2]);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 120_000);
