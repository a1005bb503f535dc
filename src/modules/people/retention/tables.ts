import type { Retained } from './contract.ts';

declare module '../../../platform/db/db.ts' {
  interface Tables {
    'people.retention_period': Scoped & {
      id: string;
      what: Retained;
      days: number;
      effective_from: string;
      legal_source: string;
      created_by: string | null;
      created_at: Date;
      withdrawn_at: Date | null;
      withdrawn_by: string | null;
    };
  }
}
