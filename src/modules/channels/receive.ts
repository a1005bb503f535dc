import type { Tx } from '../../platform/db/db.ts';
import type { AdapterKind } from './adapter.ts';
import type { Arrival } from './arrival.ts';

export type Received = {
  readonly eventId: string;
  readonly channel: AdapterKind;
  readonly arrival: Arrival;
  readonly now: Date;
};

/** What became of an arrival, kept with its event and shown to staff. */
export type Became = {
  readonly became:
    | 'opened-case'
    | 'added-to-case'
    | 'dialogue'
    | 'gesture'
    | 'edited'
    | 'withdrawn'
    | 'reaction'
    | 'thread-changed'
    | 'delivery-noted'
    | 'ticket-queued'
    | 'again'
    | 'nothing';
  readonly subjectId?: string;
  readonly incomingId?: string;
};

/**
 * Takes one arrival into the register, in the transaction that settles its event. Given the same arrival again, or in another order, it
 * changes nothing that is not new. The inbox calls it; the module that keeps cases provides it.
 */
export type Receive = (tx: Tx, received: Received) => Promise<Became>;
