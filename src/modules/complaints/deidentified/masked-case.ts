import type { CaseView, EventView } from '../contract.ts';
import type { Conversation, IncomingView } from '../conversation/contract.ts';
import type { Hidden } from '../rules.ts';
import type { Reading } from './reading.ts';

/** How a case is masked; `shown`: ids of the files that stay, `own`: events whose words are the reader's. Of `persons` none of either. */
export type Masking = {
  readonly hides: Hidden;
  readonly reading: Reading;
  readonly shown: ReadonlySet<string>;
  readonly own: ReadonlySet<number>;
};

/**
 * A case as it is read de-identified: words masked, pictures and papers counted and not shown, for nothing can be masked in them, the place to
 * about a hundred metres, and no way to where it was said. Where only its citizen is concealed, from those who mend it, they see the place and
 * its pictures. Each part is named here, so that what a case may come to hold is asked about.
 */
export function maskedCase(view: CaseView, masking: Masking): CaseView {
  const { conversation } = view;
  const { hides, reading, shown } = masking;
  const isConcealed = hides === 'who';
  const files = view.files.filter(({ id }) => shown.has(id));
  return {
    row: view.row,
    version: view.version,
    deidentified: { files: view.files.length - files.length, why: isConcealed ? 'concealed' : 'role' },
    text: reading(view.text),
    placeText: reading(view.placeText, 'where'),
    latitude: view.latitude === null || isConcealed ? view.latitude : nearby(view.latitude),
    longitude: view.longitude === null || isConcealed ? view.longitude : nearby(view.longitude),
    stakeholderKind: view.stakeholderKind,
    groupId: view.groupId,
    identity: view.identity,
    contact: null,
    formerContacts: [],
    mayReveal: view.mayReveal,
    mayPrintReceipt: view.mayPrintReceipt,
    recordedByName: view.recordedByName,
    files: files.map((file) => ({ ...file, name: reading(file.name) })),
    recordingsRemoved: view.recordingsRemoved,
    events: view.events.map((event) => maskedEvent(event, masking)),
    clocks: view.clocks,
    messages: view.messages.map((message) => ({ ...message, title: reading(message.title), lastAnswer: null })),
    conversation: conversation && maskedConversation(conversation, masking),
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
  'was',
  'onTheSpot',
  'textFrom',
  'incomingIds',
  'changed',
];

function maskedEvent(event: EventView, { hides, reading, shown, own }: Masking): EventView {
  const { seq, step, toStatus, at, actorKind, actorName } = event;
  const { agency, fileIds } = event.data;
  const carried = Object.entries(event.data).filter(([name]) => CARRIED.includes(name));
  const words = (text: string) => (own.has(seq) ? text : reading(text, actorKind === 'staff' ? 'where' : undefined));
  return {
    seq,
    step,
    toStatus,
    at,
    public: event.public,
    actorKind,
    actorName,
    note: words(event.note),
    data: {
      ...Object.fromEntries(carried),
      ...(typeof agency === 'string' && { agency: words(agency) }),
      ...(hides === 'who' && Array.isArray(fileIds) && { fileIds: fileIds.filter((id) => shown.has(id)) }),
    },
  };
}

function maskedConversation(conversation: Conversation, masking: Masking): Conversation {
  return {
    ...conversation,
    // What all cases of one thread have in common would tell that a case is of the same person as one that bears their name.
    threadId: null,
    name: null,
    lastInAt: null,
    windowClosesAt: toTheHour(conversation.windowClosesAt),
    humanWindowClosesAt: toTheHour(conversation.humanWindowClosesAt),
    incoming: conversation.incoming.map((message) => maskedMessage(message, masking)),
  };
}

/** Earlier rather than later: nobody answers too late by it. */
const toTheHour = (at: string | null): string | null => at && `${at.slice(0, 13)}:00:00.000Z`;

function maskedMessage(message: IncomingView, { hides, reading, shown }: Masking): IncomingView {
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
      latitude: hides === 'who' ? pin.latitude : nearby(pin.latitude),
      longitude: hides === 'who' ? pin.longitude : nearby(pin.longitude),
      text: pin.text === null ? null : reading(pin.text, 'where'),
    },
    media: message.media.flatMap((each) => (shown.has(each.fileId ?? '') ? [{ ...each, name: null }] : [])),
    reactions,
    public: message.public,
    link: null,
    unreadable,
    caseId,
    dismissed,
  };
}
