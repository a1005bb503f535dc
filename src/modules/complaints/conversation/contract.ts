import { z } from 'zod';
import { ChannelKind, PublicLimit } from '../../channels/contract.ts';
import { isSeen } from '../../people/contract.ts';

const Instant = z.iso.datetime();
const id = z.uuid();

/** A message of a conversation as it stands now. */
export const IncomingView = z.object({
  id,
  at: Instant,
  /** null where the viewer may not see who it is, or nobody knows. */
  senderName: z.string().nullable(),
  /** '' when it was taken back, or is a picture or a place alone. */
  text: z.string(),
  /** What it said before it was edited, oldest first. */
  was: z.array(z.object({ text: z.string(), until: Instant })),
  state: z.enum(['shown', 'edited', 'withdrawn']),
  /** opened: its case began with it · added: words for its case · gesture: a greeting or a nod · dialogue: told to the guide. */
  role: z.enum(['opened', 'added', 'dialogue', 'gesture']).nullable(),
  pin: z.object({ latitude: z.number(), longitude: z.number(), text: z.string().nullable() }).nullable(),
  /** `waiting`: still on its way here. `gone`: it will never be here. `late`: it was asked for in vain for two weeks. */
  media: z.array(
    z.object({
      kind: z.enum(['image', 'video', 'audio', 'file']),
      name: z.string().nullable(),
      fileId: id.nullable(),
      state: z.enum(['here', 'waiting', 'gone', 'late']),
    }),
  ),
  reactions: z.array(z.object({ reaction: z.string(), count: z.int() })),
  public: z.boolean(),
  /** Where it stands at the provider. */
  link: z.string().nullable(),
  /** It can be read in the channel's own app only. */
  unreadable: z.boolean(),
  caseId: id.nullable(),
  dismissed: z.boolean(),
});
export type IncomingView = z.infer<typeof IncomingView>;

const MessageStatus = z.enum(['queued', 'sent', 'uncertain', 'failed', 'unroutable']);
/** A message of ours, and its proof. */
export const MessageView = z.object({
  id,
  channel: z.string(),
  template: z.string(),
  title: z.string(),
  /** uncertain: it may have arrived, and nobody can tell. It is not said again by itself. */
  status: MessageStatus,
  attempts: z.int(),
  createdAt: Instant,
  sentAt: Instant.nullable(),
  deliveredAt: Instant.nullable(),
  readAt: Instant.nullable(),
  lastAnswer: z.string().nullable(),
  /** Typed by a member of staff for this person. */
  byHuman: z.boolean(),
  public: z.boolean(),
  /** How it went ('reply', 'push', 'tag', 'public', 'private-reply'; '' for mail), and what it cost in the channel's own unit. */
  method: z.string(),
  cost: z.number(),
  /** Why it did not go, when the channel says so. */
  problem: z.string().nullable(),
  /** The message that it went in stead of. */
  insteadOf: id.nullable(),
  /** The event that it tells of. */
  eventSeq: z.int().nullable(),
});

/**
 * Why nothing can be said in a thread now; not-theirs: staff put words of somebody else to the case; confidential: others read along there.
 */
export const Silence = z.enum(['window-closed', 'blocked', 'not-connected', 'not-theirs', 'confidential']);
/** The steps of which others may read that there is news; the rest is not worth a public word. */
export const ANNOUNCED = ['progress', 'reply', 'ask-citizen', 'transfer', 'refuse', 'close'] as const;
/** What is said of a step where others read along, and what is not. */
export const Publicly = z.object({
  /** That there is news of an `ANNOUNCED` step, word for word; null: everything goes to them alone. */
  notice: z.string().nullable(),
  /**
   * Where the whole answer is for them alone: their own thread, their mail, or the tracking page; nobody: they have no private way and
   * were never given the code, so that nobody reads an answer that is not public.
   */
  privately: z.enum(['thread', 'mail', 'page', 'nobody']),
  /** The whole answer may be said in public instead, with these words around it, if it fits; null: it may not. */
  whole: z.object({ limit: PublicLimit, before: z.string(), after: z.string() }).nullable(),
});
export type Publicly = z.infer<typeof Publicly>;
export const Conversation = z.object({
  channel: ChannelKind,
  /** Null for whoever reads the case masked: other cases of the same thread have the same, and one of them may be named. */
  threadId: id.nullable(),
  threadKind: z.enum(['person', 'group', 'room', 'post']),
  name: z.string().nullable(),
  /** Anybody can read along: nothing personal is said there. */
  public: z.boolean(),
  /** Of the thread, whatever case it was about; null for whoever reads the case masked. */
  lastInAt: Instant.nullable(),
  /** When the channel stops what we say by ourselves, and what a person types; null: never. To the hour for whoever reads the case masked. */
  windowClosesAt: Instant.nullable(),
  humanWindowClosesAt: Instant.nullable(),
  mayReply: z.boolean(),
  whyNot: Silence.nullable(),
  /** Of a case about which was spoken where others read along; null: nobody does, or there is no case. */
  publicly: Publicly.nullable(),
  /** The person wants nothing there that is said by itself. */
  quiet: z.boolean(),
  /** What becomes of pictures put to an answer; page: they stand on the tracking page alone. */
  pictures: z.enum(['shown', 'link', 'page']),
  incoming: z.array(IncomingView),
});
export type Conversation = z.infer<typeof Conversation>;

/** GET /conversations: the newest first; `loose`: those in which something belongs to no case yet. */
export const ConversationQuery = z.object({
  loose: z.stringbool().default(false),
  channel: ChannelKind.optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type ConversationQuery = z.infer<typeof ConversationQuery>;
export const ConversationRow = z.object({
  threadId: id,
  channel: ChannelKind,
  threadKind: z.enum(['person', 'group', 'room', 'post']),
  name: z.string().nullable(),
  lastInAt: Instant.nullable(),
  lastWords: z.string(),
  /** The case that is spoken about now, where the viewer may see it. */
  caseId: id.nullable(),
  caseNumber: z.string().nullable(),
  /** Messages that belong to no case and were not set aside. */
  loose: z.int(),
  /** A guided report is under way. */
  guided: z.boolean(),
  blocked: z.boolean(),
  listened: z.boolean(),
});
export type ConversationRow = z.infer<typeof ConversationRow>;
export const ConversationPage = z.object({ items: z.array(ConversationRow), next: z.string().nullable() });
export type ConversationPage = z.infer<typeof ConversationPage>;

/** GET /conversations/:id: the newest messages, oldest first. */
export const ConversationView = z.object({
  row: ConversationRow,
  conversation: Conversation,
  /** What we said, oldest first; of confidential cases not the words. */
  said: z.array(
    z.object({
      id,
      at: Instant,
      text: z.string(),
      status: MessageStatus,
      byHuman: z.boolean(),
    }),
  ),
});
export type ConversationView = z.infer<typeof ConversationView>;

const chosen = z.array(id).min(1).max(100);
/** POST /conversations/:id/case: a case of these messages. Those that belong to another case are split off from it. */
export const OpenFromMessages = z.object({ incomingIds: chosen });
/** POST /conversations/:id/attach */
export const AttachMessages = z.object({ incomingIds: chosen, complaintId: id });
/** POST /conversations/:id/dismiss: nothing to act on. */
export const DismissMessages = z.object({ incomingIds: chosen });
/** POST /conversations/:id/listen: in a group every word is for us, or only those that name us. */
export const Listen = z.object({ listened: z.boolean() });
/** POST /conversations/:id/messages: what a member of staff says where there is no case. */
export const Speak = z.object({
  key: id,
  text: z.string().trim().max(5000, 'text-too-long').refine(isSeen, 'text-missing'),
});
export const CaseOpened = z.object({ id, number: z.string() });
