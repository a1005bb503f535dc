import { sql } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { readTrackingCode, sameSecret } from '../../platform/token.ts';
import { dayOf } from '../../thai/index.ts';
import { entryNames, entryNamesByDay, reasonsOn, type ToldReason } from '../people/index.ts';
import { type Attached, attachedTo, loadVoice } from '../voices/index.ts';
import { explainLines } from './clock/explain.ts';
import type { Status, StepName } from './contract.ts';
import { eventWords, idsOf } from './conversation/event-words.ts';
import { type OthersWords, othersWords } from './conversation/others-words.ts';
import { ExplanationLines } from './explanation-schema.ts';
import { readNumber } from './number.ts';
import { WORKFLOW } from './rules.ts';
import { firstDueOn } from './store.ts';
import type { Complaint } from './tables.ts';

type Names = { nameTh: string; nameEn: string };
export type PublicEvent = {
  seq: number;
  at: Date;
  step: StepName;
  toStatus: Status;
  note: string;
  byCitizen: boolean;
  fileIds: readonly string[];
  /** Of a refusal: the listed reason, as it was called on that day. */
  reason: ToldReason | null;
  data: Readonly<Record<string, unknown>>;
};
export type TrackedCase = {
  id: string;
  voiceId: string;
  number: string;
  trackingCode: string;
  status: Status;
  kind: string;
  channel: Complaint['channel'];
  identity: 'named' | 'anonymous' | 'concealed';
  categoryName: Names | null;
  departmentName: Names | null;
  receivedAt: Date;
  citizenDueOn: string | null;
  explanation: { th: readonly string[]; en: readonly string[] };
  text: string;
  placeText: string;
  latitude: number | null;
  longitude: number | null;
  verdict: string | null;
  stars: number | null;
  mayAnswer: boolean;
  mayJudge: boolean;
  events: readonly PublicEvent[];
  files: readonly Attached[];
};

/**
 * A citizen's own view of a case. An unknown number and a wrong code are the same answer: neither says whether the case exists.
 * @throws Refusal('wrong-tracking-code')
 */
export async function trackCase(
  tx: Tx,
  given: { number: string; code: string },
  now: Date,
  names: 'now' | 'received' = 'now',
): Promise<TrackedCase> {
  const id = await caseOpenedBy(tx, given);
  if (id === null) throw new Refusal('wrong-tracking-code');
  return present(tx, id, now, names);
}

/** The case that a number and a code open; null: none, or the code was replaced. */
export async function caseOpenedBy(tx: Tx, given: { number: string; code: string }): Promise<string | null> {
  const number = readNumber(given.number);
  const cases = tx.selectFrom('complaints.complaint').select(['id', 'tracking_code']);
  const row = number ? await cases.where('number', '=', number).executeTakeFirst() : undefined;
  const matches = sameSecret(row?.tracking_code ?? 'no such case', readTrackingCode(given.code));
  return row && matches ? row.id : null;
}

/**
 * The same by the case's id, for a door that has proven it already (a receipt's signed link), with the names of a day: of today, of a case that
 * has ended those of its last day as in the register; or of when it was received, with the day promised then, for a paper that is printed
 * again. @throws Refusal('not-found')
 */
export async function present(tx: Tx, id: string, now: Date, names: 'now' | 'received' = 'now'): Promise<TrackedCase> {
  const row = await tx.selectFrom('complaints.complaint').selectAll().where('id', '=', id).executeTakeFirst();
  const voice = row && (await loadVoice(tx, row.voice_id));
  if (!row || !voice) throw new Refusal('not-found');
  const called = await entryNames(
    tx,
    [row.category_id, row.department_id].filter((each) => each !== null),
    dayOf(names === 'received' ? row.received_at : (row.closed_at ?? now)),
  );
  const others = await othersWords(tx, row);
  const files = (await attachedTo(tx, [row.voice_id])).filter(
    (file) => !file.internal && !others.fileIds.has(file.fileId),
  );
  const shown = new Set(files.map((file) => file.fileId));
  const lines = await citizenExplanation(tx, id);
  return {
    id: row.id,
    voiceId: row.voice_id,
    number: row.number,
    trackingCode: row.tracking_code,
    status: row.status,
    kind: row.kind,
    channel: row.channel,
    identity: row.identity,
    categoryName: called.get(row.category_id ?? '') ?? null,
    departmentName: called.get(row.department_id ?? '') ?? null,
    receivedAt: row.received_at,
    citizenDueOn: names === 'received' ? await promisedAtFirst(tx, row) : row.citizen_due_on,
    explanation: { th: explainLines(lines, 'th'), en: explainLines(lines, 'en') },
    text: voice.text,
    placeText: voice.place_text ?? '',
    latitude: voice.latitude,
    longitude: voice.longitude,
    verdict: row.verdict,
    stars: row.stars,
    mayAnswer: WORKFLOW['citizen-message'].from.includes(row.status),
    mayJudge: WORKFLOW['citizen-verdict'].from.includes(row.status),
    events: await publicEvents(tx, row, shown, others),
    files,
  };
}

/** The day that was promised when it was received; none where it was answered on the spot. */
async function promisedAtFirst(tx: Tx, { id, citizen_due_on }: Complaint): Promise<string | null> {
  const answer = await tx
    .selectFrom('complaints.complaint_event')
    .select('seq')
    .where('complaint_id', '=', id)
    .where('step', '=', 'reply')
    .where(sql<boolean>`data @> '{"onTheSpot": true}'`)
    .executeTakeFirst();
  return answer ? null : ((await firstDueOn(tx, id)) ?? citizen_due_on);
}

/** The assignments by which a department that has a case hands it on inside, by their `seq`: news to nobody else. */
export function handedOn(events: readonly { seq: number; step: StepName; data: unknown }[]): ReadonlySet<number> {
  const given = events
    .filter(({ step }) => step === 'assign')
    .map(({ seq, data }) => ({ seq, to: readData(data)['departmentId'] }));
  return new Set(given.flatMap(({ seq, to }, nth) => (nth > 0 && to === given[nth - 1]?.to ? [seq] : [])));
}

async function publicEvents(
  tx: Tx,
  { id, received_at }: Complaint,
  shown: ReadonlySet<string>,
  others: OthersWords,
): Promise<PublicEvent[]> {
  const all = await tx
    .selectFrom('complaints.complaint_event')
    .selectAll()
    .where('complaint_id', '=', id)
    .where('public', '=', true)
    .orderBy('seq')
    .execute();
  const events = all.filter(({ data }) => {
    const ids = idsOf(data);
    return ids.length === 0 || ids.some((said) => !others.messageIds.has(said));
  });
  const words = await eventWords(tx, id, events);
  const reasons = await refusalsOf(tx, events);
  const inside = handedOn(events);
  const apart = events.filter(({ seq }) => words.get(seq)?.apart !== false && !inside.has(seq));
  return apart.map((event) => {
    const data = readData(event.data);
    const spoken = words.get(event.seq);
    const named = Array.isArray(data['fileIds']) ? data['fileIds'].filter((each) => typeof each === 'string') : [];
    return {
      seq: event.seq,
      // A letter is written down later than it was received: that is when they told us.
      at: event.step === 'file' ? received_at : event.at,
      step: event.step,
      toStatus: event.to_status,
      // Who inside the office was given the case, and what was said on handing it over, is the office's.
      note: event.step === 'assign' || event.step === 'start' ? '' : (spoken?.note ?? event.note),
      byCitizen: event.actor_kind === 'citizen',
      fileIds: (spoken?.fileIds ?? named).filter((each) => shown.has(each)),
      reason: reasons.get(event.seq) ?? null,
      data: {
        agency: data['agency'],
        verdict: data['verdict'],
        stars: data['stars'],
        departmentId: data['departmentId'],
      },
    };
  });
}

/** The reasons of refusals by the event's `seq`: a case is refused seldom, and more than once hardly ever. */
async function refusalsOf(
  tx: Tx,
  events: readonly { seq: number; at: Date; data: unknown }[],
): Promise<ReadonlyMap<number, ToldReason>> {
  const found = new Map<number, ToldReason>();
  for (const { seq, at, data } of events) {
    const { reasonId } = readData(data);
    const reason =
      typeof reasonId === 'string' ? (await reasonsOn(tx, [reasonId], dayOf(at))).get(reasonId) : undefined;
    if (reason) found.set(seq, reason);
  }
  return found;
}

export function readData(data: unknown): Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? { ...data } : {};
}

async function citizenExplanation(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('complaints.deadline')
    .select('explanation')
    .where('complaint_id', '=', id)
    .where('clock', '=', 'citizen')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? ExplanationLines.parse(row.explanation) : [];
}

/** What was done lately, without anybody's words or name: "you said, we did". */
export async function recentlyDone(tx: Tx, limit: number) {
  const rows = await tx
    .selectFrom('complaints.complaint')
    .select(['category_id', 'community_id', 'received_at', 'closed_at'])
    .where('status', '=', 'closed')
    .where('visibility', '=', 'normal')
    .where('source', 'is', null)
    // A question that was answered, praise and a suggestion that were read are no work that was done.
    .where('kind', 'not in', ['question', 'compliment', 'suggestion'])
    .where('closed_at', 'is not', null)
    .orderBy('closed_at', 'desc')
    .limit(limit)
    .execute();
  const ids = rows.flatMap((row) => [row.category_id, row.community_id]).filter((each) => each !== null);
  const named = await entryNamesByDay(tx, ids);
  return rows.flatMap(({ category_id, community_id, received_at, closed_at }) => {
    if (closed_at === null) return [];
    const closedOn = dayOf(closed_at);
    const days = Math.max(0, Math.round((closed_at.getTime() - received_at.getTime()) / 86_400_000));
    return [{ categoryName: named(category_id, closedOn), areaName: named(community_id, closedOn), closedOn, days }];
  });
}
