import type { Generated } from 'kysely';
import type { AdapterKind } from '../adapter.ts';
import type { QuotaState } from './rules.ts';

declare module '../../../platform/db/db.ts' {
  interface Tables {
    'channels.quota_month': Scoped & {
      channel: AdapterKind;
      /** 'YYYY-MM-01' */
      month: string;
      used: string;
      most: string | null;
      looked_at: Date;
      state: Generated<QuotaState>;
      told: Generated<QuotaState[]>;
    };
  }
}
