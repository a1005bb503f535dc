import { PassThrough } from 'node:stream';
import { z } from 'zod';
import { progressPaper } from '../documents/plan-papers.ts';
import { writeXlsx } from '../documents/tables/xlsx.ts';
import { loadMunicipality } from '../modules/people/index.ts';
import { loadReport } from '../modules/plans/index.ts';
import { inMunicipality } from '../platform/db/db.ts';
import type { Routes } from '../platform/http.ts';
import { progressOf, progressRows } from './progress-paper.ts';
import { DOCX, sendFile, XLSX } from './send-file.ts';

const MONTHS = ['ต.ค.', 'พ.ย.', 'ธ.ค.', 'ม.ค.', 'ก.พ.', 'มี.ค.', 'เม.ย.', 'พ.ค.', 'มิ.ย.', 'ก.ค.', 'ส.ค.', 'ก.ย.'];
const tags = ['reports'];
const ById = z.object({ id: z.uuid() });

/** Progress reports in the office's forms. */
export const reportPaperRoutes: Routes = async (app, { db, now }) => {
  const config = { permission: 'plan.read' };
  const paperOf = (request: { municipalityId: string; params: { id: string } }) =>
    inMunicipality(db, request.municipalityId, async (tx) => {
      const report = await loadReport(tx, request.params.id);
      const name = `progress-${report.fiscalYear}-${report.months}`;
      return { name, paper: progressOf(report, (await loadMunicipality(tx)).nameTh, now()) };
    });
  app.get(
    '/plans/reports/:id/print.pdf',
    { config, schema: { tags, summary: 'A progress report (PDF)', params: ById } },
    async (request, reply) => {
      const { name, paper } = await paperOf(request);
      return sendFile(reply, await progressPaper(paper), {
        type: 'application/pdf',
        name: `${name}.pdf`,
        inline: true,
      });
    },
  );
  app.get(
    '/plans/reports/:id/print.docx',
    { config, schema: { tags, summary: 'A progress report (Word)', params: ById } },
    async (request, reply) => {
      const { name, paper } = await paperOf(request);
      const { progressDocx } = await import('../documents/docx/progress-docx.ts');
      return sendFile(reply, await progressDocx(paper), { type: DOCX, name: `${name}.docx` });
    },
  );
  app.get(
    '/plans/reports/:id/print.xlsx',
    { config, schema: { tags, summary: 'A progress report (spreadsheet)', params: ById } },
    async (request, reply) => {
      const { name, paper } = await paperOf(request);
      const out = new PassThrough();
      const columns = [
        { head: 'ระบบ', width: 40 },
        { head: 'ขั้นตอน', width: 50 },
        ...MONTHS.map((head) => ({ head, width: 7 })),
        { head: 'ผลรวม', width: 24 },
      ];
      const written = writeXlsx(out, columns, progressRows(paper), { sheet: 'ความก้าวหน้า' });
      const chunks: Buffer[] = [];
      for await (const chunk of out) chunks.push(Buffer.from(chunk));
      await written;
      return sendFile(reply, Buffer.concat(chunks), { type: XLSX, name: `${name}.xlsx` });
    },
  );
};
