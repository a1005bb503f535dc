import { v7 } from 'uuid';
import type { Tx } from '../../../platform/db/db.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { dayOf } from '../../../thai/index.ts';
import { type Actor, loadDirectory } from '../../people/index.ts';
import { voiceStatements } from '../../voices/index.ts';
import { fileComplaints } from '../file-complaints.ts';
import { receivedOf } from '../from-requests.ts';
import { limitKeyFilings } from '../key-limits.ts';
import type { AnswerTaken, QuestionnaireAnswer } from './contract.ts';
import { QUESTIONNAIRE, weigh } from './rules.ts';

/**
 * Takes an answer to a questionnaire: a low mark with words is a case, words or a low mark alone are a voice without one. Once for each
 * answer, also when it is told twice at the same moment. Nobody's name is in it.
 * @throws Refusal('invalid-input') for a group that is none, or a time that cannot be · ('too-many-requests') past the key's limit of filings
 */
export async function voiceOfAnswer(
  tx: Tx,
  actor: Actor,
  answer: QuestionnaireAnswer,
  now: Date,
): Promise<AnswerTaken> {
  const group = answer.groupCode ? await groupOf(tx, answer.groupCode, now) : null;
  const at = new Date(Math.min(receivedOf(answer.at, '/at', now).getTime(), now.getTime()));
  const { questionnaire, answerId } = answer;
  const mine = await tx
    .insertInto('complaints.questionnaire_answer')
    .values({
      questionnaire,
      answer_id: answerId,
      score: answer.score ?? null,
      scale: answer.scale,
      at,
      received_at: now,
      voice_id: null,
      complaint_id: null,
    })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'questionnaire', 'answer_id']).doNothing())
    .returning('answer_id')
    .executeTakeFirst();
  if (!mine) return before(tx, answer);
  const { became, isLow } = weigh(answer);
  if (became === 'nothing') return { became, number: null, again: false };
  await limitKeyFilings(tx, actor, now);
  const said = {
    id: v7(),
    text: wordsOf(answer),
    group,
    at,
    kind: isLow ? 'complaint' : 'suggestion',
  } as const;
  const number = became === 'case' ? await fileCase(tx, actor, said, now) : await keepVoice(tx, said, answer, now);
  await tx
    .updateTable('complaints.questionnaire_answer')
    .set({ voice_id: said.id, complaint_id: became === 'case' ? said.id : null })
    .where('questionnaire', '=', questionnaire)
    .where('answer_id', '=', answerId)
    .execute();
  return { became, number, again: false };
}

type Group = { readonly id: string; readonly kind: 'recipient' | 'stakeholder' };
type Said = {
  readonly id: string;
  readonly text: string;
  readonly group: Group | null;
  readonly at: Date;
  readonly kind: 'complaint' | 'suggestion';
};

async function groupOf(tx: Tx, code: string, now: Date): Promise<Group> {
  const { groups } = await loadDirectory(tx, dayOf(now));
  const found = groups.find((each) => each.code === code);
  if (!found) throw new Refusal('invalid-input', { fields: [{ field: '/groupCode', problem: 'unknown' }] });
  return { id: found.id, kind: found.data.kind };
}

async function before(tx: Tx, { questionnaire, answerId }: QuestionnaireAnswer): Promise<AnswerTaken> {
  const row = await tx
    .selectFrom('complaints.questionnaire_answer as a')
    .leftJoin('complaints.complaint as c', (on) =>
      on.onRef('c.municipality_id', '=', 'a.municipality_id').onRef('c.id', '=', 'a.complaint_id'),
    )
    .select(['a.voice_id', 'c.number'])
    .where('a.questionnaire', '=', questionnaire)
    .where('a.answer_id', '=', answerId)
    .executeTakeFirstOrThrow();
  const became = row.number !== null ? 'case' : row.voice_id !== null ? 'voice' : 'nothing';
  return { became, number: row.number, again: true };
}

/** What was written, with the mark that was given. */
function wordsOf({ openAnswer, score, scale, questionnaire }: QuestionnaireAnswer): string {
  const mark = score === undefined ? [] : [`ให้คะแนน ${score} จาก ${scale}`];
  return [...(openAnswer === '' ? [] : [openAnswer]), [`แบบสอบถาม ${questionnaire}`, ...mark].join(' · ')].join('\n\n');
}

async function fileCase(tx: Tx, actor: Actor, said: Said, now: Date): Promise<string> {
  const [filed] = await fileComplaints(
    tx,
    [
      {
        id: said.id,
        actor,
        idempotency: null,
        kind: said.kind,
        channel: 'questionnaire',
        text: said.text,
        placeText: null,
        latitude: null,
        longitude: null,
        categoryId: null,
        communityId: null,
        groupId: said.group?.id ?? null,
        stakeholderKind: said.group?.kind ?? null,
        identity: 'anonymous',
        contact: { name: '', phone: '', email: '' },
        language: 'th',
        noticeVersion: null,
        severity: 'normal',
        receivedAt: said.at,
        fileIds: [],
        source: null,
        sourceRef: null,
      },
    ],
    now,
  );
  if (!filed) throw new TypeError('a draft that is filed gives a case');
  return filed.number;
}

async function keepVoice(tx: Tx, said: Said, { questionnaire, answerId }: QuestionnaireAnswer, now: Date) {
  const statements = voiceStatements(tx, [
    {
      id: said.id,
      kind: said.kind,
      channel: 'questionnaire',
      text: said.text,
      place_text: null,
      latitude: null,
      longitude: null,
      stakeholder_kind: said.group?.kind ?? null,
      group_id: said.group?.id ?? null,
      community_id: null,
      identity: 'anonymous',
      citizen_id: null,
      received_at: said.at,
      recorded_at: now,
      recorded_by: null,
      source: QUESTIONNAIRE,
      source_ref: JSON.stringify([questionnaire, answerId]),
      fileIds: [],
    },
  ]);
  for (const statement of statements) await tx.executeQuery(statement);
  return null;
}
