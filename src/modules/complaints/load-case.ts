import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/db/db.ts';
import { Refusal } from '../../platform/refusal.ts';
import { dayOf } from '../../thai/index.ts';
import { type MessageFacts, messagesOf } from '../channels/index.ts';
import { type Actor, formerContacts, loadCitizen, staffAddresses, staffNames } from '../people/index.ts';
import { attachedTo, loadVoice, type Voice } from '../voices/index.ts';
import { removedRecordings } from './calls/removed-recordings.ts';
import { linkOf } from './captured-link.ts';
import { mayPrintReceipt } from './case-for-receipt.ts';
import { explainLines } from './clock/explain.ts';
import type { CaseView, Revealed } from './contract.ts';
import { eventWords } from './conversation/event-words.ts';
import { conversationOf } from './conversation/view-conversation.ts';
import { maskedCase } from './deidentified/masked-case.ts';
import { maskedReading } from './deidentified/reading.ts';
import { filesShown } from './deidentified/shown-files.ts';
import { dueDays } from './due-days.ts';
import { ExplanationLines } from './explanation-schema.ts';
import { presentRows } from './present-row.ts';
import { contactKeeper, hiddenFrom, mayReveal, maySee, seesContact, stepsFor } from './rules.ts';
import { similarCases } from './similar-cases.ts';
import { loadComplaint } from './store.ts';
import type { Complaint } from './tables.ts';
import { readData } from './track-case.ts';

/** Everything about a case that the actor may see. @throws Refusal('not-found') also when they may not: its existence is not told */
export async function loadCase(tx: Tx, actor: Actor, id: string, now: Date): Promise<CaseView> {
  const { row, voice } = await seen(tx, actor, id);
  const events = await tx
    .selectFrom('complaints.complaint_event')
    .selectAll()
    .where('complaint_id', '=', id)
    .orderBy('seq')
    .execute();
  const names = await staffNames(
    tx,
    [...events.map((event) => event.actor_id), voice.recorded_by].filter((each) => each !== null),
  );
  const files = await attachedTo(tx, [row.voice_id]);
  const shown = seesContact(actor);
  const hides = hiddenFrom(row, actor);
  const steps = stepsFor(row, actor);
  const words = await eventWords(tx, id, events);
  const [presented] = await presentRows(tx, actor, [row], await dueDays(tx, dayOf(now)));
  if (!presented) throw new TypeError('a case that is seen is presented');
  const view: CaseView = {
    row: presented,
    version: row.version,
    deidentified: null,
    text: voice.text,
    placeText: voice.place_text ?? '',
    latitude: voice.latitude,
    longitude: voice.longitude,
    stakeholderKind: voice.stakeholder_kind,
    groupId: row.group_id,
    identity: row.identity,
    contact: shown ? await contactOf(tx, voice) : null,
    formerContacts: shown ? await formerOf(tx, voice) : [],
    // Who asked to be concealed and left no contact may have said who they are: then the words are what is asked for.
    mayReveal: !shown && (voice.citizen_id !== null || hides !== null) && mayReveal(row, actor),
    mayPrintReceipt: mayPrintReceipt(row, voice, actor, now),
    recordedByName: names.get(voice.recorded_by ?? '') ?? null,
    files: files.map((file) => ({
      id: file.fileId,
      name: file.name,
      mediaType: file.mediaType,
      bytes: file.bytes,
      width: file.width,
      height: file.height,
      internal: file.internal,
      addedBy: file.addedBy,
    })),
    recordingsRemoved: await removedRecordings(tx, id),
    events: events.map((event) => ({
      seq: event.seq,
      step: event.step,
      toStatus: event.to_status,
      at: event.at.toISOString(),
      public: event.public,
      actorKind: event.actor_kind,
      actorName: names.get(event.actor_id ?? '') ?? null,
      note: words.get(event.seq)?.note ?? event.note,
      data: { ...readData(event.data), ...(words.has(event.seq) && { fileIds: words.get(event.seq)?.fileIds }) },
    })),
    conversation: await conversationOf(tx, id, shown, now),
    clocks: await clocksOf(tx, row),
    messages: (await messagesOf(tx, 'complaint', id)).map((message) => presentMessage(message, shown)),
    steps,
    mayHold: steps.includes('assign') ? await holders(tx, row) : [],
    similar: await similarCases(tx, actor, row, now),
    openAt: await linkOf(tx, id),
  };
  if (hides === null) return view;
  const left = await filesShown(tx, voice, hides);
  const written = hides === 'who' && actor.id !== null ? events.filter((event) => event.actor_id === actor.id) : [];
  return maskedCase(view, {
    hides,
    reading: (await maskedReading(tx, [row]))(row, hides),
    shown: new Set(left.map(({ fileId }) => fileId)),
    own: new Set(written.map(({ seq }) => seq)),
  });
}

/** Shows the citizen's contact, and what they said where that was masked, to one who must give a reason; the reason is kept in the audit chain. */
export async function revealContact(tx: Tx, actor: Actor, id: string, reason: string, now: Date): Promise<Revealed> {
  const { row, voice } = await seen(tx, actor, id);
  if (!seesContact(actor) && !mayReveal(row, actor)) throw new Refusal('not-allowed', { permission: 'contact.reveal' });
  await audit(tx, [
    {
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      action: 'contact.reveal',
      subjectKind: 'complaint',
      subjectId: id,
      detail: { reason },
    },
  ]);
  const said = { text: voice.text, placeText: voice.place_text ?? '' };
  const former = contactKeeper(actor, row) ? await formerOf(tx, voice) : [];
  return { ...(await contactOf(tx, voice)), former, ...(hiddenFrom(row, actor) === null ? {} : { said }) };
}

async function seen(tx: Tx, actor: Actor, id: string): Promise<{ row: Complaint; voice: Voice }> {
  const row = await loadComplaint(tx, id);
  const voice = row && maySee(row, actor) ? await loadVoice(tx, row.voice_id) : undefined;
  if (!row || !voice) throw new Refusal('not-found', { what: 'complaint' });
  return { row, voice };
}

async function holders(tx: Tx, row: Complaint): Promise<string[]> {
  const staff = await staffAddresses(tx, 'everybody');
  return staff
    .filter(({ actor }) => actor.departmentId !== null && maySee({ ...row, department_id: actor.departmentId }, actor))
    .map(({ userId }) => userId);
}

/** What was sent, without the address; what the server said often names it, so that is for those who see contacts. */
function presentMessage(message: MessageFacts, shown: boolean): CaseView['messages'][number] {
  const { id, channel, template, title, status, attempts, byHuman, insteadOf, eventSeq, deliveries } = message;
  const last = deliveries.at(-1);
  return {
    id,
    channel,
    template,
    title,
    status,
    attempts,
    createdAt: message.createdAt.toISOString(),
    sentAt: message.sentAt?.toISOString() ?? null,
    deliveredAt: message.deliveredAt?.toISOString() ?? null,
    readAt: message.readAt?.toISOString() ?? null,
    lastAnswer: shown ? message.lastAnswer : null,
    byHuman,
    public: message.public,
    method: last?.method ?? '',
    cost: last?.cost ?? 0,
    problem: message.paused ? 'paused' : (last?.problem ?? null),
    insteadOf,
    eventSeq,
  };
}

async function contactOf(tx: Tx, voice: Voice) {
  const citizen = voice.citizen_id ? await loadCitizen(tx, voice.citizen_id) : undefined;
  return citizen
    ? { name: citizen.name, phone: citizen.phone, ...(citizen.email ? { email: citizen.email } : {}) }
    : null;
}

async function formerOf(tx: Tx, voice: Voice): Promise<CaseView['formerContacts']> {
  const former = await formerContacts(tx, voice.citizen_id === null ? [] : [voice.citizen_id]);
  const names = await staffNames(
    tx,
    former.flatMap(({ actorId }) => actorId ?? []),
  );
  return former.map(({ name, phone, email, at, actorId }) => ({
    name,
    phone,
    email,
    at: at.toISOString(),
    byName: names.get(actorId ?? '') ?? null,
  }));
}

async function clocksOf(tx: Tx, row: Complaint): Promise<CaseView['clocks']> {
  const deadlines = await tx
    .selectFrom('complaints.deadline')
    .selectAll()
    .where('complaint_id', '=', row.id)
    .orderBy('clock')
    .orderBy('seq', 'desc')
    .execute();
  const latest = (['citizen', 'department'] as const).flatMap(
    (clock) => deadlines.find((each) => each.clock === clock) ?? [],
  );
  return latest.map((deadline) => {
    const lines = ExplanationLines.parse(deadline.explanation);
    const rule = lines.find((line) => line.code === 'by-rule');
    return {
      clock: deadline.clock,
      dueAt: deadline.due_at?.toISOString() ?? null,
      dueOn: deadline.due_on,
      warnOn: deadline.warn_on,
      paused: deadline.due_at === null,
      explanation: { th: explainLines(lines, 'th'), en: explainLines(lines, 'en') },
      legalSource: rule?.code === 'by-rule' ? rule.legalSource : '',
    };
  });
}
