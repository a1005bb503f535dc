import { z } from 'zod';
import { memoPaper, orderPaper } from '../documents/office-papers.ts';
import { type ChartPaper, chartPaper, chartPicture, type PlanPaper, planPaper } from '../documents/plan-papers.ts';
import { loadMunicipality } from '../modules/people/index.ts';
import { loadDocument, loadPaper, type PlansDocument } from '../modules/plans/index.ts';
import { inMunicipality } from '../platform/db/db.ts';
import type { Routes } from '../platform/http.ts';
import { Refusal } from '../platform/refusal.ts';
import { NOT_CARRIED_WORDS, PAPER_WORDS, readingWords } from './paper-words.ts';
import { DOCX, sendFile } from './send-file.ts';

const tags = ['plans'];
const ById = z.object({ id: z.uuid() });
const PDF = { type: 'application/pdf', inline: true } as const;

/** Charts, plans, orders and memos as the office prints them. */
export const planPaperRoutes: Routes = async (app, { db, now }) => {
  const loaded = (request: { municipalityId: string; params: { id: string } }) =>
    inMunicipality(db, request.municipalityId, async (tx) => ({
      municipalityTh: (await loadMunicipality(tx)).nameTh,
      document: await loadDocument(tx, request.params.id),
    }));
  app.get(
    '/plans/documents/:id/print.pdf',
    { config: { permission: 'plan.read' }, schema: { tags, summary: 'A chart or plan, printed (PDF)', params: ById } },
    async (request, reply) => {
      const { municipalityTh, document } = await loaded(request);
      const facts = { municipalityTh, printedAt: now(), note: noteOf(document) };
      const pdf = document.kind === 'chart' ? chartPaper(chartOf(document, facts)) : planPaper(planOf(document, facts));
      return sendFile(reply, await pdf, { ...PDF, name: `${document.kind}-${document.fiscalYear}.pdf` });
    },
  );
  app.get(
    '/plans/documents/:id/print.docx',
    { config: { permission: 'plan.read' }, schema: { tags, summary: 'A chart or plan (Word)', params: ById } },
    async (request, reply) => {
      const { municipalityTh, document } = await loaded(request);
      const facts = { municipalityTh, printedAt: now(), note: noteOf(document) };
      const { chartDocx, planDocx } = await import('../documents/docx/plan-docx.ts');
      const docx = document.kind === 'chart' ? chartDocx(chartOf(document, facts)) : planDocx(planOf(document, facts));
      return sendFile(reply, await docx, { type: DOCX, name: `${document.kind}-${document.fiscalYear}.docx` });
    },
  );
  app.get(
    '/plans/documents/:id/chart.svg',
    { config: { permission: 'plan.read' }, schema: { tags, summary: 'A chart as a picture (SVG)', params: ById } },
    async (request, reply) => {
      const { municipalityTh, document } = await loaded(request);
      if (document.kind !== 'chart') throw new Refusal('not-found', { what: 'chart' });
      const svg = await chartPicture(chartOf(document, { municipalityTh, printedAt: now(), note: noteOf(document) }));
      return sendFile(reply, svg, { type: 'image/svg+xml', name: `chart-${document.fiscalYear}.svg` });
    },
  );
  app.get(
    '/papers/:id/print.pdf',
    {
      config: { permission: 'meeting.read' },
      schema: { tags, summary: 'An order or memo, printed (PDF)', params: ById },
    },
    async (request, reply) => {
      const paper = await inMunicipality(db, request.municipalityId, (tx) => loadPaper(tx, request.params.id));
      const { number, datedOn, content } = paper;
      const pdf =
        content.kind === 'order'
          ? await orderPaper({ number, datedOn, ...content })
          : await memoPaper({ number, datedOn, ...content });
      return sendFile(reply, pdf, { ...PDF, name: `${paper.kind}.pdf` });
    },
  );
  app.get(
    '/papers/:id/print.docx',
    { config: { permission: 'meeting.read' }, schema: { tags, summary: 'An order or memo (Word)', params: ById } },
    async (request, reply) => {
      const paper = await inMunicipality(db, request.municipalityId, (tx) => loadPaper(tx, request.params.id));
      const { number, datedOn, content } = paper;
      const { memoDocx, orderDocx } = await import('../documents/docx/office-docx.ts');
      const docx =
        content.kind === 'order'
          ? await orderDocx({ number, datedOn, ...content })
          : await memoDocx({ number, datedOn, ...content });
      return sendFile(reply, docx, { type: DOCX, name: `${paper.kind}.docx` });
    },
  );
};

type Facts = Pick<ChartPaper, 'municipalityTh' | 'printedAt' | 'note'>;
type Of<K extends PlansDocument['kind']> = Extract<PlansDocument, { kind: K }>;

const noteOf = ({ approvedAt, standing }: PlansDocument): string | null =>
  approvedAt || standing === 'source' ? null : PAPER_WORDS.draft;

export function chartOf({ content }: Of<'chart'>, facts: Facts): ChartPaper {
  const { suppliers, inputs, process, outputs, customers } = content.columns;
  return {
    ...facts,
    title: content.title,
    owner: content.owner,
    columns: [suppliers, inputs, process, outputs, customers].map(({ blank, items }) => ({
      blank,
      items: items.map(({ no, text, origin }) => ({ no, text, proposal: origin === 'proposal' })),
    })),
  };
}

export function planOf({ content, fiscalYear }: Of<'plan'>, facts: Facts): PlanPaper {
  const steps = content.outputs.flatMap((output) => output.steps);
  return {
    ...facts,
    title: content.title,
    owner: content.owner,
    fiscalYear,
    outputs: content.outputs.map((output) => ({
      no: output.no,
      output: output.output,
      budget: output.budgetText === '' ? baht(output.budgetPlanned) : output.budgetText,
      unit: output.unit,
      steps: output.steps.map((step) => ({
        no: step.no,
        text: step.text,
        proposal: step.origin === 'proposal',
        arrows: step.arrows.map(({ from, to, origin, doubt }) => ({
          from,
          to,
          doubt: isOpen(doubt),
          proposal: origin === 'proposal',
        })),
      })),
    })),
    doubts: steps.flatMap((step) => [
      ...step.arrows.flatMap(({ doubt }) =>
        isOpen(doubt)
          ? [`${PAPER_WORDS.step(step.no)}: ${doubt.readings.map(({ why }) => readingWords(why)).join(PAPER_WORDS.or)}`]
          : [],
      ),
      ...(step.doubts ?? [])
        .filter(isOpen)
        .map(({ code, name }) => `${PAPER_WORDS.step(step.no)}: ${NOT_CARRIED_WORDS[code]} (${name})`),
    ]),
  };
}

const isOpen = <T extends { settled: unknown }>(doubt: T | null): doubt is T =>
  doubt !== null && doubt.settled === null;

/** Nothing stated is "-", which is not 0. */
const baht = (amount: number | null): string => (amount === null ? '-' : amount.toLocaleString('th-TH'));
