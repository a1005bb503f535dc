import type { Generated, Selectable } from 'kysely';

declare module '../../platform/db/db.ts' {
  interface Tables {
    'voices.voice': Scoped & {
      id: string;
      kind: string;
      channel: string;
      text: string;
      place_text: string | null;
      latitude: number | null;
      longitude: number | null;
      stakeholder_kind: 'recipient' | 'stakeholder' | null;
      group_id: string | null;
      community_id: string | null;
      identity: 'named' | 'anonymous' | 'concealed';
      citizen_id: string | null;
      received_at: Date;
      recorded_at: Date;
      recorded_by: string | null;
      source: string | null;
      source_ref: string | null;
    };
    'voices.attachment': Scoped & {
      id: string;
      voice_id: string;
      file_id: string;
      added_by: 'citizen' | 'staff' | 'import';
      internal: Generated<boolean>;
      added_at: Date;
      withdrawn_at: Date | null;
    };
    'voices.redaction': Scoped & {
      voice_id: string;
      /** Null: the words stand as they were said. */
      text: string | null;
      at: Date;
      place_text_gone_at: Date | null;
      point_gone_at: Date | null;
    };
    'voices.later_place': Scoped & {
      voice_id: string;
      place_text: string | null;
      latitude: number;
      longitude: number;
      at: Date;
    };
    'voices.later_citizen': Scoped & { voice_id: string; citizen_id: string; at: Date };
    'voices.held_file': Scoped & { form_key: string; file_id: string; held_at: Date };
  }
}

export type Voice = Selectable<import('../../platform/db/db.ts').Tables['voices.voice']>;
