import './directory/tables.ts';

export { shownSettings } from './accounts/load-account.ts';
/**
 * Channels: how each is connected; the inbox (what arrived, raw, once); and the outbox: a message to a person is a row first, then a
 * job, then proof of what the server said.
 */
export { noteTrouble, noteWorks } from './accounts/note-trouble.ts';
export { type Accounts, openAccounts } from './accounts/open-accounts.ts';
export { shortSecrets } from './accounts/rules.ts';
export type { Adapter, AdapterKind, Bases } from './adapter.ts';
export { ADAPTERS, adapterOf } from './adapters.ts';
export type { Arrival, Pin } from './arrival.ts';
export {
  editWords,
  emptyMessage,
  endStandIn,
  keepStandIn,
  noteMedia,
  noteReaction,
  standTogether,
} from './conversation/change-incoming.ts';
export {
  hearNothing,
  keepDialogue,
  listenToAll,
  noteProfile,
  speakAbout,
  tellNotice,
} from './conversation/change-thread.ts';
export { emptyEchoes } from './conversation/empty-echoes.ts';
export { emptyEvents } from './conversation/empty-events.ts';
export {
  broughtIn,
  caseOfAlbum,
  caseOfMessage,
  casesBroughtBy,
  casesOfThread,
  exchanges,
  incomingByIds,
  incomingOf,
  incomingOfFile,
  incomingOfThread,
  loosePins,
  type Speaker,
  speakersOf,
  wasTakenFrom,
  wordsOfCase,
} from './conversation/find-incoming.ts';
export { heardFrom, noteFollowing } from './conversation/hear.ts';
export {
  assignIncoming,
  type Incoming,
  keepMessage,
  keepSign,
  lockIncoming,
  lockIncomingById,
  noteEvent,
  readable,
} from './conversation/incoming.ts';
export {
  describeThread,
  dismissIncoming,
  listThreads,
  saidInThread,
  type ThreadRow,
} from './conversation/list-threads.ts';
export { lockMessage } from './conversation/lock-message.ts';
export { mediaWaiting } from './conversation/media-waiting.ts';
export { noteReceipt } from './conversation/note-receipt.ts';
export { sendersOf } from './conversation/senders-of.ts';
export {
  findThread,
  loadThread,
  lockThread,
  openThread,
  silentThreads,
  type Thread,
  threadsLastHeard,
} from './conversation/thread.ts';
export { deliverJob } from './deliver.ts';
export { deliverThreadJob, type OpenPicture } from './deliver-thread.ts';
export { channelCosts } from './directory/costs.ts';
export { channelMeasures } from './directory/measures.ts';
export { publicationOn, publishDirectory } from './directory/publish.ts';
export { saveWay } from './directory/ways.ts';
export { noteReturned } from './email/note-returned.ts';
export { caseOfReply } from './email/reference.ts';
export { failEvent } from './inbox/fail-event.ts';
export { inboxJobs } from './inbox/inbox-jobs.ts';
export { openInbox } from './inbox/open-inbox.ts';
export { openWaitingRoom } from './inbox/waiting-room.ts';
export { webhookRoutes } from './inbox/webhook-routes.ts';
export { UNDELIVERED } from './jobs.ts';
export { countWaiting, keepBackWaiting } from './keep-back.ts';
export { lastChoice } from './last-choice.ts';
export { type LineLogin, openLineLogin } from './line/login.ts';
export { type MenuToSet, setRichMenu } from './line/rich-menu.ts';
export { loadMessage, type MessageFacts, messagesOf, wasToldPrivately } from './messages-of.ts';
export type { Part } from './outgoing.ts';
export { ANSWER, type NewMessage, queueMessage, type ThreadMessage } from './queue-message.ts';
export { watchQuotaJob } from './quota/watch-quota.ts';
export type { Became, Receive, Received } from './receive.ts';
export { redirectMail } from './redirect-mail.ts';
export { renewMail } from './renew-mail.ts';
export { renewQuestion } from './renew-question.ts';
export { rewordMessages } from './reword.ts';
export { channelRoutes } from './routes.ts';
export { PAUSED_HOURS, windowEnds, windowOf } from './rules.ts';
export { sendAgain } from './send-again.ts';
export { setAsideTaken } from './set-aside.ts';
export { sweepOutbox } from './sweep-outbox.ts';
export { tellAdministrators } from './tell-administrators.ts';
export { hasAccount as hasTraffyAccount } from './traffy/api.ts';
export { readTicket, type Ticket, type TicketRead, type TicketStep } from './traffy/read-ticket.ts';
export { type TicketSaid, ticketSaid } from './traffy/said.ts';
export { updateTicket } from './traffy/update-ticket.ts';
