import type { Generated } from 'kysely';

declare module '../../../platform/db/db.ts' {
  interface Tables {
    'complaints.open311_request': Scoped & {
      complaint_id: string;
      api_key_id: string;
      description: Generated<string>;
      address: Generated<string>;
      address_id: string | null;
      media_url: string | null;
      media_outcome: Generated<string | null>;
      account_id: string | null;
      device_id: string | null;
      attributes: Generated<unknown>;
      created_at: Date;
    };
  }
}
