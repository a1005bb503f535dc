import type { Generated } from 'kysely';

declare module '../../../platform/db/db.ts' {
  interface Tables {
    'channels.way': Scoped & {
      id: string;
      channel: string;
      name_th: string;
      name_en: Generated<string>;
      address: string;
      url: Generated<string>;
      hours: Generated<string>;
      method: Generated<string>;
      officer_id: string | null;
      department_id: string | null;
      group_ids: Generated<string[]>;
      opened_on: string;
      closed_on: string | null;
      sort: Generated<number>;
      version: Generated<number>;
      changed_at: Date;
      changed_by: string;
    };
    'channels.way_version': Scoped & { way_id: string; version: number; content: unknown; at: Date; by_name: string };
    'channels.publication': Scoped & { id: string; content: unknown; published_at: Date; published_by: string };
  }
}
