import type { Generated } from 'kysely';
import type { MailOutcome } from '../../platform/mail/outcome.ts';

export type SubjectKind = 'complaint' | 'account';
export type MessageStatus = 'queued' | 'sent' | 'failed' | 'unroutable';

declare module '../../platform/db/db.ts' {
  interface Tables {
    'channels.message': Scoped & {
      id: string;
      channel: 'email';
      recipient: string;
      subject_kind: SubjectKind;
      subject_id: string;
      template: string;
      title: string;
      body: string;
      dedupe_key: string;
      status: MessageStatus;
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
      outcome: MailOutcome['outcome'];
      provider_answer: string;
    };
  }
}
