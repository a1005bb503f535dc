import { z } from 'zod';
import type { Tx } from '../../../platform/db/db.ts';
import { enqueue } from '../../../platform/jobs.ts';

export const deliverWebhook = { id: 'complaints.webhook-deliver', schema: z.object({ endpointId: z.uuid() }) };

/**
 * Has what is due at an endpoint sent: one job for all of it. (A named queue of one job a message would be fairer to read, but the worker asks for
 * the next job before the last is let go, finds the queue taken, and sleeps for two seconds.)
 */
export function enqueueDelivery(tx: Tx, endpointId: string): Promise<void> {
  return enqueue(tx, deliverWebhook, { endpointId }, { key: `webhook:${endpointId}`, maxAttempts: 3 });
}

/** The same at a later time, for one message, beside whatever is queued already. */
export function enqueueLater(tx: Tx, endpointId: string, messageId: string, runAt: Date): Promise<void> {
  return enqueue(tx, deliverWebhook, { endpointId }, { key: `webhook:${messageId}`, maxAttempts: 3, runAt });
}
