import type { Selectable } from 'kysely';
import type { Tables, Tx } from '../../../platform/db/db.ts';
import { dayOf } from '../../../thai/index.ts';
import { type Actor, citizensByPhone, staffNames } from '../../people/index.ts';
import { voicesOfCitizens } from '../../voices/index.ts';
import { dueDays } from '../due-days.ts';
import { mayBeJoined } from '../person/rules.ts';
import { presentRows } from '../present-row.ts';
import { maySee } from '../rules.ts';
import type { Complaint } from '../tables.ts';
import type { Call, CallQuery, Ringing } from './contract.ts';

const MOST_CALLS = 50;
const MOST_CASES = 5;

/** The calls of the last minutes, newest first, each with what its number has been heard of before. */
export async function recentCalls(tx: Tx, actor: Actor, { minutes, direction }: CallQuery, now: Date): Promise<Call[]> {
  const since = newestSince(tx, minutes, now).where('emptied_at', 'is', null);
  const calls = direction ? since.where('direction', '=', direction) : since;
  return presentCalls(tx, actor, await calls.limit(MOST_CALLS).execute(), now);
}

/** How long a call rings at most: who called before that has put down. */
const RINGS_MINUTES = 10;
/** Of different numbers: more than any desk has lines, so that no call is hidden behind others. */
const MOST_RINGING = 200;
/** Where an exchange tells of calls a desk looks often, elsewhere seldom: most offices have none that does. */
const LOOK_SECONDS = { often: 5, seldom: 60 };
const TELLS_DAYS = 30;

/** What rings now and nobody takes, for the desks that may read a caller's number. */
export async function ringingCalls(tx: Tx, actor: Actor, now: Date): Promise<Ringing> {
  const rows = await newestSince(tx, RINGS_MINUTES, now)
    .where('direction', '=', 'in')
    .where('complaint_id', 'is', null)
    .where('emptied_at', 'is', null)
    .where('taken_by', 'is', null)
    .execute();
  const numbers = Map.groupBy(rows, ({ id, from_number }) => from_number || id);
  const newest = [...numbers.values()].slice(0, MOST_RINGING).flatMap(([call]) => call ?? []);
  const tells =
    rows.length > 0 ||
    (await newestSince(tx, TELLS_DAYS * 1440, now)
      .limit(1)
      .executeTakeFirst());
  return {
    calls: (await presentCalls(tx, actor, newest, now)).map((call) => ({
      ...call,
      times: numbers.get(call.from || call.id)?.length ?? 1,
    })),
    again: tells ? LOOK_SECONDS.often : LOOK_SECONDS.seldom,
  };
}

const newestSince = (tx: Tx, minutes: number, now: Date) =>
  tx
    .selectFrom('complaints.call')
    .selectAll()
    .where('at', '>', new Date(now.getTime() - minutes * 60_000))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc');

async function presentCalls(
  tx: Tx,
  actor: Actor,
  calls: readonly Selectable<Tables['complaints.call']>[],
  now: Date,
): Promise<Call[]> {
  if (calls.length === 0) return [];
  const other = (call: (typeof calls)[number]) => (call.direction === 'in' ? call.from_number : call.to_number);
  const takers = await staffNames(
    tx,
    calls.flatMap(({ taken_by }) => taken_by ?? []),
  );
  const known = await citizensByPhone(tx, calls.map(other));
  const voices = await voicesOfCitizens(
    tx,
    known.map(({ citizenId }) => citizenId),
  );
  const own = calls.flatMap(({ complaint_id }) => complaint_id ?? []);
  const cases = await casesOf(
    tx,
    actor,
    voices.map(({ voiceId }) => voiceId),
    own,
  );
  const listed = new Map(
    (await presentRows(tx, actor, cases, await dueDays(tx, dayOf(now)))).map((row) => [row.id, row]),
  );
  // A number tells nobody who asked to be concealed, nor who reported what its reader may not see.
  const open = new Map(cases.flatMap((row) => (mayBeJoined(row, false) ? [[row.voice_id, row]] : [])));
  return calls.map((call): Call => {
    const people = known.filter(({ phone }) => phone === other(call));
    const theirs = new Set(people.map(({ citizenId }) => citizenId));
    const told = voices.filter(({ citizenId, voiceId }) => theirs.has(citizenId) && open.has(voiceId));
    const said = new Set(told.map(({ voiceId }) => voiceId));
    const named = new Set(told.map(({ citizenId }) => citizenId));
    const complaint = cases.find(({ id }) => id === call.complaint_id);
    return {
      id: call.id,
      callId: call.call_id,
      direction: call.direction,
      from: call.from_number,
      to: call.to_number,
      extension: call.extension,
      at: call.at.toISOString(),
      recordingUrl: call.recording_url,
      hasRecording: call.recording_file_id !== null && call.recording_removed_at === null,
      takenBy: call.taken_by === null ? null : { id: call.taken_by, name: takers.get(call.taken_by) ?? '' },
      complaint: complaint ? { id: complaint.id, number: complaint.number } : null,
      name: people.find(({ citizenId, name }) => name !== '' && named.has(citizenId))?.name ?? '',
      history: cases
        .filter(({ voice_id }) => said.has(voice_id))
        .slice(0, MOST_CASES)
        .flatMap(({ id }) => listed.get(id) ?? []),
    };
  });
}

/** Newest first, and only what the actor may see: its existence is not told to others. */
async function casesOf(
  tx: Tx,
  actor: Actor,
  voiceIds: readonly string[],
  ids: readonly string[],
): Promise<Complaint[]> {
  if (voiceIds.length === 0 && ids.length === 0) return [];
  const rows = await tx
    .selectFrom('complaints.complaint')
    .selectAll()
    .where((row) =>
      row.or([
        ...(voiceIds.length > 0 ? [row('voice_id', 'in', voiceIds)] : []),
        ...(ids.length > 0 ? [row('id', 'in', ids)] : []),
      ]),
    )
    .orderBy('received_at', 'desc')
    .execute();
  return rows.filter((row) => maySee(row, actor));
}
