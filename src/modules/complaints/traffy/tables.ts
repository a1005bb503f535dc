import type { Generated } from 'kysely';

declare module '../../../platform/db/db.ts' {
  interface Tables {
    'complaints.traffy_update': Scoped & {
      complaint_id: string;
      seq: number;
      ticket: string;
      state: string;
      text: string;
      outcome: Generated<'waiting' | 'sent' | 'refused'>;
      answer: Generated<string>;
      attempts: Generated<number>;
      unsure: Generated<boolean>;
      tried_at: Date | null;
      settled_at: Date | null;
    };
  }
}
