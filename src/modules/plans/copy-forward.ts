import type { Tx } from '../../platform/db/db.ts';
import { type Day, dayOf, fiscalYearRange } from '../../thai/index.ts';
import { type Actor, activeStaffIds, loadDirectory } from '../people/index.ts';
import { loadSystems, loadYear, namesIn } from './board.ts';
import { type PlanContent, type PlanStep, STEP_DOUBTS, type StepDoubt, type YearOpened } from './contract.ts';
import { documentsOf } from './documents.ts';
import { insertDocument } from './insert-document.ts';
import { stepsOf } from './rules.ts';

type Doubt = YearOpened['doubts'][number];
/** What is there on the day from which the new year is looked at. */
type Known = {
  readonly departments: ReadonlySet<string>;
  readonly staff: ReadonlySet<string>;
  /** Names of the committees whose term is over, by id. */
  readonly ended: ReadonlyMap<string, string>;
  /** Names of departments and people. */
  readonly names: Readonly<Record<string, string>>;
};

/**
 * Copies a year's charts and plans into another. People who left and departments that are no more are taken off their steps; a committee
 * whose term is over stays in the rule that names it, for any other would be judged by meetings that are not its own. Each is a doubt of
 * its step until a person settles it, and is returned. @throws Refusal('not-found') for the year copied from
 */
export async function copyForward(tx: Tx, actor: Actor, from: number, to: number, now: Date): Promise<Doubt[]> {
  await loadYear(tx, from);
  const documents = await documentsOf(tx, from);
  const day = dayIn(to, dayOf(now));
  const known: Known = {
    departments: new Set((await loadDirectory(tx, day)).departments.map(({ id }) => id)),
    staff: await activeStaffIds(tx),
    ended: await endedCommittees(tx, day),
    names: await namesIn(tx, documents, from, now),
  };
  const systems = new Map((await loadSystems(tx)).map((system) => [system.id, system.no]));
  const why = `คัดลอกจากปีงบประมาณ ${from}`;
  const doubts: Doubt[] = [];
  for (const document of documents) {
    const systemNo = systems.get(document.systemId);
    if (systemNo === undefined) continue;
    const content = document.kind === 'plan' ? carry(document.content, known) : document.content;
    if ('outputs' in content) doubts.push(...doubtsOf(content, systemNo));
    await insertDocument(tx, { ...document, content }, { fiscalYear: to, actor, now, why });
  }
  return doubts;
}

/** Today, or the day of the year that is nearest to it. */
function dayIn(fiscalYear: number, today: Day): Day {
  const { from, to } = fiscalYearRange(fiscalYear);
  return today < from ? from : today > to ? to : today;
}

async function endedCommittees(tx: Tx, day: Day): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('plans.committee').select(['id', 'name']).where('term_to', '<', day).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A plan as it begins its next year. */
function carry(content: PlanContent, { departments, staff, ended, names }: Known): PlanContent {
  const next = (step: PlanStep): PlanStep => {
    const left = step.ownerId !== null && !staff.has(step.ownerId) ? step.ownerId : null;
    const retired = step.departmentId !== null && !departments.has(step.departmentId) ? step.departmentId : null;
    const committee = step.evidence?.kind === 'rule' ? step.evidence.settings['committeeId'] : null;
    const over = typeof committee === 'string' ? ended.get(committee) : undefined;
    const found: Partial<Record<StepDoubt['code'], string>> = {
      ...(over !== undefined && { 'committee-ended': over }),
      ...(left !== null && { 'owner-left': names[left] ?? '' }),
      ...(retired !== null && { 'department-retired': names[retired] ?? '' }),
    };
    const still = (step.doubts ?? []).filter((doubt) => doubt.settled === null && found[doubt.code] === undefined);
    const { doubts: _before, ...facts } = step;
    const doubts = [...still, ...STEP_DOUBTS.flatMap((code) => doubtOf(code, found[code]))];
    return {
      ...facts,
      ownerId: left === null ? step.ownerId : null,
      departmentId: retired === null ? step.departmentId : null,
      budgetSpent: null,
      arrows: step.arrows.map((arrow) => ({ ...arrow, doubt: arrow.doubt?.settled ? null : arrow.doubt })),
      ...(doubts.length > 0 && { doubts }),
    };
  };
  return { ...content, outputs: content.outputs.map((output) => ({ ...output, steps: output.steps.map(next) })) };
}

const doubtOf = (code: StepDoubt['code'], name: string | undefined): StepDoubt[] =>
  name === undefined ? [] : [{ code, name, settled: null }];

function doubtsOf(content: PlanContent, systemNo: number): Doubt[] {
  return stepsOf(content).flatMap((step) => {
    const about = { systemNo, stepNo: step.no, text: step.text };
    const arrow = step.arrows.some(({ doubt }) => doubt && !doubt.settled);
    return [
      ...(step.doubts ?? []).map(({ code }) => ({ code, ...about })),
      ...(arrow ? [{ code: 'open-doubt' as const, ...about }] : []),
    ];
  });
}
