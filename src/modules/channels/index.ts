/** The outbox: a message to a person is a row first, then a job, then proof of what the server said. */
export type { Bases } from './adapter.ts';
export type { Pin } from './arrival.ts';
export { deliverJob } from './deliver.ts';
export { type MessageFacts, messagesOf, messagesOfAll } from './messages-of.ts';
export type { Part } from './outgoing.ts';
export { type NewMessage, queueMessage } from './queue-message.ts';
