import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { office } from '../../test/desk.ts';
import { Board } from '../modules/plans/contract.ts';
import { readDocument } from '../modules/plans/index.ts';

const run = promisify(execFile);
const Report = z.object({ id: z.uuid() });

async function printing() {
  const o = await office();
  const planner = await o.staff('planner');
  const get = (url: string) => o.w.app.inject({ method: 'GET', url: `/api/v1${url}`, headers: planner.headers });
  const post = (url: string, payload: object) =>
    o.w.app.inject({ method: 'POST', url: `/api/v1${url}`, headers: planner.headers, payload });
  const board = Board.parse((await get('/plans/years/2562')).json());
  return { ...o, get, post, board };
}

/** A PDF's text without white space, where this machine can read one; null elsewhere. */
async function textOf(pdf: Buffer): Promise<string | null> {
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  const folder = await mkdtemp(join(tmpdir(), 'fangsiang-print-'));
  try {
    await writeFile(join(folder, 'p.pdf'), pdf);
    const { stdout } = await run('pdftotext', [join(folder, 'p.pdf'), '-']);
    return stdout.replaceAll(/[\s\u200b]+/g, '');
  } catch {
    return null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('every chart and plan prints; what the document leaves blank is said', async () => {
  await using p = await printing();
  for (const { system, chart, plan } of p.board.systems) {
    for (const id of [chart?.id, plan?.document.id]) {
      const answer = await p.get(`/plans/documents/${id}/print.pdf`);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
      const text = await textOf(answer.rawPayload);
      if (text !== null && system.no === 4 && id === chart?.id) expect(text).toContain('ต้นฉบับไม่มี');
      if (text !== null && system.no === 3 && id === plan?.document.id) expect(text).toContain('2562');
    }
  }
  const svg = await p.get(`/plans/documents/${p.board.systems[0]?.chart?.id}/chart.svg`);
  expect(svg.body.slice(0, 200)).toContain('<svg');
});

test('a plan written as Word is read back by the importer with the same steps and months', async () => {
  await using p = await printing();
  for (const { plan } of p.board.systems) {
    if (plan?.document.standing !== 'source') continue;
    const answer = await p.get(`/plans/documents/${plan.document.id}/print.docx`);
    const read = await readDocument(answer.rawPayload, { name: 'plan.docx' });
    const steps = plan.document.content.outputs.flatMap((output) => output.steps);
    const months = (arrows: readonly { from: number; to: number }[]) =>
      new Set(arrows.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i))).size;
    expect(read.systems[0]?.actionPlan?.steps.map((step) => [step.clean, step.literalMonths.length])).toEqual(
      steps.map((step) => [step.text, months(step.arrows)]),
    );
  }
});

test('a progress report prints as PDF, Word and spreadsheet; orders as PDF and Word', async () => {
  await using p = await printing();
  const make = async (months: number) =>
    Report.parse((await p.post('/plans/reports', { fiscalYear: 2562, months })).json()).id;
  const id = await make(12);
  const pdf = await textOf((await p.get(`/plans/reports/${id}/print.pdf`)).rawPayload);
  if (pdf !== null)
    for (const said of ['12เดือน', 'ดำเนินการแล้วตามกำหนด', 'ดูในตารางของแต่ละระบบ']) expect(pdf).toContain(said);
  const docx = await p.get(`/plans/reports/${id}/print.docx`);
  expect(docx.rawPayload.subarray(0, 2).toString()).toBe('PK');
  const sheetOf = async (reportId: string) => {
    const book = new ExcelJS.Workbook();
    const bytes = (await p.get(`/plans/reports/${reportId}/print.xlsx`)).rawPayload;
    await book.xlsx.load(Uint8Array.from(bytes).buffer);
    return book.worksheets[0];
  };
  const sheet = await sheetOf(id);
  expect(sheet?.getRow(1).getCell(3).value).toBe('ต.ค.');
  expect(sheet?.rowCount).toBeGreaterThan(17);
  // What is planned from January on is not due in a report of October to December.
  const later = p.board.systems
    .flatMap(({ plan }) => plan?.document.content.outputs.flatMap(({ steps }) => steps) ?? [])
    .find(({ arrows }) => arrows.length > 0 && arrows.every(({ from }) => from > 3));
  const verdict = async (reportId: string) => {
    const rows = (await sheetOf(reportId))?.getRows(2, 40) ?? [];
    return rows.find((row) => row.getCell(2).text.endsWith(later?.text ?? '?'))?.getCell(15).text;
  };
  expect(await verdict(id)).toBe('ยังไม่มีหลักฐาน');
  expect(await verdict(await make(3))).toBe('ตามแผน ยังไม่ถึงกำหนด');

  const committee = await p.post('/committees', {
    version: null,
    committee: {
      name: 'คณะกรรมการ <b>ทดสอบ</b> #[x]',
      termFrom: '2025-10-01',
      members: [{ name: 'นายหนึ่ง', role: 'chair' }],
    },
  });
  const paper = Report.parse(
    (await p.post('/papers', { kind: 'order', committeeId: Report.parse(committee.json()).id })).json(),
  );
  const order = await textOf((await p.get(`/papers/${paper.id}/print.pdf`)).rawPayload);
  if (order !== null) expect(order).toContain('<b>ทดสอบ</b>#[x]');
  expect((await p.get(`/papers/${paper.id}/print.docx`)).rawPayload.subarray(0, 2).toString()).toBe('PK');
});
