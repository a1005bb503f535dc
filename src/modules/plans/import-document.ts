import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Actor } from '../people/index.ts';
import { loadSystems } from './board.ts';
import type { AcceptImport, ChartContent, DraftImport, PlanContent, SaveDocument, System } from './contract.ts';
import { documentsOf, mustBeOpen } from './documents.ts';
import type { Catalogue } from './evidence/catalogue.ts';
import { blankChart, blankPlan, chartOf, planOf } from './from-document.ts';
import type { ReadDocument, ReadSystem } from './import/read-shape.ts';
import { insertDocument } from './insert-document.ts';
import { note } from './note.ts';
import { settledBy } from './rules.ts';
import { mustMakeSense, type PointsAt, saveDocument } from './save-document.ts';
import { openYear } from './years.ts';

/** What a document says, as a draft that a person corrects: nothing is kept yet. */
export async function draftImport(tx: Tx, read: ReadDocument): Promise<DraftImport> {
  const systems = await loadSystems(tx);
  const owner = read.document.owner ?? '';
  return {
    fiscalYear: read.document.fiscalYear?.be ?? null,
    owner,
    systems: read.systems.map((system) => ({
      systemId: sameSystem(systems, system)?.id ?? null,
      title: system.title.clean,
      chart: system.sipoc ? chartOf(system, owner) : null,
      plan: planOf(system, owner),
    })),
    doubts: read.doubts.map(({ code, message, where, raw, readings }) => ({
      code,
      message,
      system: where.system,
      part: where.part,
      line: where.line,
      at: where.at,
      raw,
      readings,
    })),
    seen: await versionsNow(tx),
  };
}

async function versionsNow(tx: Tx): Promise<DraftImport['seen']> {
  const rows = await tx.selectFrom('plans.document').select(['id', 'version']).execute();
  return Object.fromEntries(rows.map(({ id, version }) => [id, version]));
}

/** The system of ours that a title names: by its code, or by the words that the titles share. */
function sameSystem(systems: readonly System[], read: ReadSystem): System | undefined {
  return systems.find((system) => system.code === read.slug) ?? titled(systems, read.title.clean);
}

function titled(systems: readonly System[], title: string): System | undefined {
  const bare = (text: string) => text.replaceAll(/\s|ของผู้รับบริการและผู้มีส่วนได้ส่วนเสีย/gu, '');
  return systems.find((system) => bare(system.titleTh) === bare(title));
}

/**
 * Keeps an accepted draft in a year, which is opened when it is not there. What the year has for a system becomes the next version of it;
 * a title without a system of ours becomes a system.
 * @throws Refusal('year-frozen') · ('changed-meanwhile') for what is there otherwise than it was when the document was read ·
 *   ('invalid-input') for two of one system, and as saving does
 */
export async function acceptImport(
  tx: Tx,
  actor: Actor,
  given: { catalogue: Catalogue; pointsAt: PointsAt },
  body: AcceptImport,
  now: Date,
): Promise<{ documents: string[] }> {
  // Two that bring the same year or system take turns, and the second finds the first's.
  await sql`select pg_advisory_xact_lock(hashtextextended('plans.import ' || platform.scope()::text, 0))`.execute(tx);
  const year = await tx
    .selectFrom('plans.year')
    .select('fiscal_year')
    .where('fiscal_year', '=', body.fiscalYear)
    .executeTakeFirst();
  if (!year)
    await openYear(tx, actor, given.catalogue, { fiscalYear: body.fiscalYear, from: null, freeze: false }, now);
  await mustBeOpen(tx, body.fiscalYear);
  const by = { fiscalYear: body.fiscalYear, actor, now, why: body.why };
  const why = body.why || (body.confirmPast ? '' : 'นำเข้าจากเอกสาร');
  const documents: string[] = [];
  const taken = new Set<string>();
  for (const [at, draft] of body.systems.entries()) {
    const systemId = draft.systemId ?? (await systemCalled(tx, draft.title));
    if (taken.has(systemId))
      throw new Refusal('invalid-input', { fields: [{ field: `/systems/${at}`, problem: 'twice' }] });
    taken.add(systemId);
    const there = (await documentsOf(tx, body.fiscalYear)).filter((each) => each.systemId === systemId);
    const parts: readonly Part[] = [
      {
        blank: blankChart(draft.title, ''),
        kind: 'chart',
        given: draft.chart && { kind: 'chart', content: draft.chart },
      },
      { blank: blankPlan(draft.title), kind: 'plan', given: draft.plan && { kind: 'plan', content: draft.plan } },
    ];
    for (const { kind, given: document, blank } of parts) {
      const before = there.find((each) => each.kind === kind);
      if (before && document) {
        const version = body.seen[before.id];
        if (version === undefined) throw new Refusal('changed-meanwhile', { version: before.version });
        const save = { version, why, confirmPast: body.confirmPast, document };
        documents.push((await saveDocument(tx, actor, before.id, save, given.pointsAt, now)).id);
      } else if (!before) {
        const content = document ? contentOf(document, { at: now.toISOString(), by: actor.name }) : blank;
        const standing = document ? 'source' : 'blank';
        documents.push(await insertDocument(tx, { kind, systemId, standing, content }, by));
      }
    }
  }
  await note(tx, actor, 'plan.import', { kind: 'plan-year', id: String(body.fiscalYear) }, now, {
    documents: documents.length,
  });
  return { documents };
}

/** A system's chart or plan as it was left; null where the document has none, and then it is kept as `blank`. */
type Part = {
  readonly kind: 'chart' | 'plan';
  readonly given: SaveDocument['document'] | null;
  readonly blank: ChartContent | PlanContent;
};

/** What is kept of a part: as it was read and corrected, its doubts settled by whoever accepts it. */
function contentOf(document: SaveDocument['document'], by: { at: string; by: string }) {
  if (document.kind === 'chart') return document.content;
  mustMakeSense(document.content);
  return settledBy(null, document.content, by);
}

/** The system of ours that has this title, else a new one. */
async function systemCalled(tx: Tx, title: string): Promise<string> {
  if (title === '') throw new Refusal('invalid-input', { fields: [{ field: '/systems', problem: 'title-missing' }] });
  const systems = await loadSystems(tx);
  const ours = titled(systems, title);
  if (ours) return ours.id;
  const id = v7();
  await tx
    .insertInto('plans.system')
    .values({
      id,
      code: `own-${id.slice(-12)}`,
      no: Math.max(0, ...systems.map((system) => system.no)) + 1,
      title_th: title,
      title_en: title,
    })
    .execute();
  return id;
}
