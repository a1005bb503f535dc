import { z } from 'zod';
import type { Tx } from '../../../platform/db/db.ts';
import { enqueue } from '../../../platform/jobs.ts';

export const deliverWebhook = { id: 'complaints.webhook-deliver', schema: z.object({ messageId: z.uuid() }) };

/** One at a time for each endpoint: a receiver that does not answer holds up its own messages alone. */
export function enqueueDelivery(tx: Tx, message: { id: string; endpointId: string }, runAt?: Date): Promise<void> {
  return enqueue(
    tx,
    deliverWebhook,
    { messageId: message.id },
    { key: `webhook:${message.id}`, queue: `webhook:${message.endpointId}`, maxAttempts: 3, ...(runAt && { runAt }) },
  );
}
