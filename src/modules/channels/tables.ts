import type { Generated } from 'kysely';

declare module '../../platform/db/db.ts' {
  interface Tables {
    'channels.message': Scoped & {
      id: string;
      channel: 'email';
      recipient: string;
      subject_kind: 'complaint' | 'account';
      subject_id: string;
      template: string;
      title: string;
      body: string;
      dedupe_key: string;
      status: 'queued' | 'sent' | 'failed' | 'unroutable';
      attempts: Generated<number>;
      created_at: Date;
      sent_at: Date | null;
      send_after: Date;
      claimed_until: Date | null;
    };
    'channels.delivery': Scoped & {
      message_id: string;
      attempt: number;
      at: Date;
      outcome: 'accepted' | 'refused' | 'unreachable';
      provider_answer: string;
    };
  }
}
