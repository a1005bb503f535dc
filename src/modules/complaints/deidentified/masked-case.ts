import type { CaseView, EventView } from '../contract.ts';
import type { Conversation, IncomingView } from '../conversation/contract.ts';
import type { Reading } from './reading.ts';

/**
 * A case as it is read de-identified: words masked, pictures and papers counted and not shown, for nothing can be masked in them, the place to
 * about a hundred metres, and no way to where it was said. Each part is named here, so that what a case may come to hold is asked about.
 */
export function maskedCase(view: CaseView, reading: Reading): CaseView {
  const { conversation } = view;
  return {
    row: view.row,
    version: view.version,
    deidentified: { files: view.files.length },
    text: reading(view.text),
    placeText: reading(view.placeText),
    latitude: view.latitude === null ? null : nearby(view.latitude),
    longitude: view.longitude === null ? null : nearby(view.longitude),
    stakeholderKind: view.stakeholderKind,
    groupId: view.groupId,
    identity: view.identity,
    contact: null,
    mayReveal: view.mayReveal,
    mayPrintReceipt: view.mayPrintReceipt,
    recordedByName: view.recordedByName,
    files: [],
    recordingsRemoved: view.recordingsRemoved,
    events: view.events.map((event) => maskedEvent(event, reading)),
    clocks: view.clocks,
    messages: view.messages.map((message) => ({ ...message, title: reading(message.title), lastAnswer: null })),
    conversation: conversation && maskedConversation(conversation, reading),
    steps: view.steps,
    mayHold: view.mayHold,
    similar: view.similar,
    openAt: null,
  };
}

/** Three decimals of a degree: 111 m from north to south, 105 m from east to west at 19° north. */
const nearby = (degrees: number): number => Math.round(degrees * 1000) / 1000;

/** Of what events carry, ids and choices; `agency` is typed. Who was complained of, and references to elsewhere, are not among them. */
const CARRIED = [
  'departmentId',
  'ownerId',
  'reasonId',
  'verdict',
  'stars',
  'visibility',
  'categoryId',
  'communityId',
  'groupId',
  'kind',
  'severity',
  'onTheSpot',
  'textFrom',
  'incomingIds',
  'changed',
];

function maskedEvent(event: EventView, reading: Reading): EventView {
  const { seq, step, toStatus, at, actorKind, actorName } = event;
  const { agency } = event.data;
  const carried = Object.entries(event.data).filter(([name]) => CARRIED.includes(name));
  return {
    seq,
    step,
    toStatus,
    at,
    public: event.public,
    actorKind,
    actorName,
    note: reading(event.note),
    data: { ...Object.fromEntries(carried), ...(typeof agency === 'string' && { agency: reading(agency) }) },
  };
}

function maskedConversation(conversation: Conversation, reading: Reading): Conversation {
  return {
    ...conversation,
    name: null,
    incoming: conversation.incoming.map((message) => maskedMessage(message, reading)),
  };
}

function maskedMessage(message: IncomingView, reading: Reading): IncomingView {
  const { id, at, text, was, state, role, pin, reactions, unreadable, caseId, dismissed } = message;
  return {
    id,
    at,
    senderName: null,
    text: reading(text),
    was: was.map((before) => ({ text: reading(before.text), until: before.until })),
    state,
    role,
    pin: pin && {
      latitude: nearby(pin.latitude),
      longitude: nearby(pin.longitude),
      text: pin.text === null ? null : reading(pin.text),
    },
    media: [],
    reactions,
    public: message.public,
    link: null,
    unreadable,
    caseId,
    dismissed,
  };
}
