import type { Generated, Selectable } from 'kysely';
import type { Tables } from '../../../platform/db/db.ts';
import type { WebhookKind } from './contract.ts';

declare module '../../../platform/db/db.ts' {
  interface Tables {
    'complaints.webhook_endpoint': Scoped & {
      id: string;
      url: string;
      description: Generated<string>;
      kinds: readonly string[];
      secret: Buffer;
      previous_secret: Buffer | null;
      previous_until: Date | null;
      active: Generated<boolean>;
      active_since: Date;
      disabled_why: 'by-hand' | 'failing' | 'gone' | null;
      disabled_at: Date | null;
      failing_since: Date | null;
      resting_until: Date | null;
      created_by: string | null;
      created_at: Date;
    };
    'complaints.webhook_cursor': Scoped & { told_to: Date };
    'complaints.webhook_message': Scoped & {
      id: string;
      endpoint_id: string;
      kind: WebhookKind;
      complaint_id: string | null;
      seq: number | null;
      payload: string;
      status: 'queued' | 'delivered' | 'failed';
      attempts: Generated<number>;
      created_at: Date;
      next_attempt_at: Date | null;
      claimed_until: Date | null;
      settled_at: Date | null;
    };
    'complaints.webhook_attempt': Scoped & {
      message_id: string;
      attempt: number;
      at: Date;
      status: number | null;
      outcome: string;
      answer: Generated<string>;
      milliseconds: number;
    };
  }
}

export type Endpoint = Selectable<Tables['complaints.webhook_endpoint']>;
