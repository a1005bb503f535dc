import { readFile } from 'node:fs/promises';
import { v7 } from 'uuid';
import { type Db, inMunicipality, type Tx } from '../../platform/db/db.ts';
import { SYSTEM } from '../people/index.ts';
import type { ChartContent, PlanContent } from './contract.ts';
import { chartOf, columnsOf, planOf } from './from-document.ts';
import { readDocument } from './import/read-document.ts';
import type { ReadSystem } from './import/read-shape.ts';
import { insertDocument } from './insert-document.ts';
import { PROPOSALS, SYSTEMS } from './seed/systems.ts';
import type { Standing } from './tables.ts';

const DOCUMENT = new URL('./seed/document-2562.txt', import.meta.url);

/**
 * The five systems with the charts and plans of the document that the product implements, of fiscal year 2562, when a municipality has
 * no plans at all. What the document leaves blank stays blank; proposals of ours stand beside it, marked as such.
 */
export async function seedPlansIfNone(db: Db, municipalityId: string, now: Date): Promise<void> {
  const any = await inMunicipality(db, municipalityId, (tx) =>
    tx.selectFrom('plans.system').select('id').limit(1).executeTakeFirst(),
  );
  if (any) return;
  const read = await readDocument(await readFile(DOCUMENT), { name: 'document-2562.txt' });
  const fiscalYear = read.document.fiscalYear?.be;
  if (fiscalYear === undefined) throw new Error('the document of the five systems names its fiscal year');
  await inMunicipality(db, municipalityId, (tx) =>
    seed(tx, read.systems, { fiscalYear, owner: read.document.owner ?? '', now }),
  );
}

async function seed(
  tx: Tx,
  systems: readonly ReadSystem[],
  { fiscalYear, owner, now }: { fiscalYear: number; owner: string; now: Date },
): Promise<void> {
  // Two processes that start at once: the first has it.
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('plans.year')
    .values({
      fiscal_year: fiscalYear,
      created_at: now,
      created_by: null,
      copied_from: null,
      published_at: null,
      frozen_at: null,
      frozen_by: null,
    })
    .onConflict((row) => row.columns(['municipality_id', 'fiscal_year']).doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) return;
  const by = { fiscalYear, actor: SYSTEM, now, why: 'เอกสารต้นฉบับ ปีงบประมาณ พ.ศ. 2562' };
  for (const { code, no, titleTh, titleEn } of SYSTEMS) {
    const id = v7();
    await tx.insertInto('plans.system').values({ id, code, no, title_th: titleTh, title_en: titleEn }).execute();
    const read = systems.find((each) => each.slug === code);
    if (!read) throw new Error(`the document has no system ${code}`);
    const chart = withProposal(chartOf(read, owner), PROPOSALS[code]?.chart);
    const plan = planOf(read, owner);
    const standing = (there: boolean): Standing => (there ? 'source' : 'blank');
    await insertDocument(
      tx,
      { kind: 'chart', systemId: id, standing: standing(read.sipoc !== null), content: chart },
      by,
    );
    await insertDocument(
      tx,
      {
        kind: 'plan',
        systemId: id,
        standing: standing(plan !== null),
        content: plan ?? proposedPlan(read.title.clean, owner, PROPOSALS[code]?.plan),
      },
      by,
    );
  }
}

type ProposedChart = Readonly<Record<keyof ChartContent['columns'], readonly string[]>>;

/** Items of ours beside the document's blank: each a proposal until a person accepts it. */
function withProposal(chart: ChartContent, proposal: ProposedChart | undefined): ChartContent {
  if (!proposal) return chart;
  const column = (name: keyof ProposedChart) => ({
    ...chart.columns[name],
    items: proposal[name].map((text, i) => ({
      id: v7(),
      no: proposal[name].length > 1 ? String(i + 1) : null,
      text,
      raw: null,
      origin: 'proposal' as const,
      link: null,
    })),
  });
  return { ...chart, columns: columnsOf(column) };
}

type ProposedPlan = { readonly output: string; readonly steps: readonly { text: string; from: number; to: number }[] };

function proposedPlan(title: string, owner: string, proposal: ProposedPlan | undefined): PlanContent {
  if (!proposal) return { title, owner, outputs: [] };
  return {
    title,
    owner,
    outputs: [
      {
        id: v7(),
        no: '1',
        output: proposal.output,
        raw: null,
        budgetText: '-',
        budgetPlanned: null,
        unit: owner,
        steps: proposal.steps.map(({ text, from, to }, i) => ({
          id: v7(),
          no: String(i + 1),
          text,
          raw: null,
          origin: 'proposal' as const,
          arrows: [{ id: v7(), from, to, origin: 'proposal' as const, doubt: null }],
          evidence: null,
          responsible: '',
          departmentId: null,
          ownerId: null,
          target: '',
          indicator: '',
          budgetPlanned: null,
          budgetSpent: null,
          risk: '',
        })),
      },
    ],
  };
}
