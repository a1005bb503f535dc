import type { Generated } from 'kysely';

export type MemberRole = 'chair' | 'vice-chair' | 'member' | 'secretary' | 'assistant-secretary';
export type Standing = 'source' | 'blank' | 'proposal' | 'own';

declare module '../../platform/db/db.ts' {
  interface Tables {
    'plans.system': Scoped & {
      id: string;
      code: string;
      no: number;
      title_th: string;
      title_en: string;
    };
    'plans.year': Scoped & {
      fiscal_year: number;
      created_at: Date;
      created_by: string | null;
      copied_from: number | null;
      published_at: Date | null;
      frozen_at: Date | null;
      frozen_by: string | null;
    };
    'plans.document': Scoped & {
      id: string;
      kind: 'chart' | 'plan';
      system_id: string;
      fiscal_year: number;
      version: Generated<number>;
      standing: Standing;
      content: unknown;
      approved_at: Date | null;
      approved_by: string | null;
      updated_at: Date;
      updated_by: string | null;
    };
    'plans.document_version': Scoped & {
      document_id: string;
      version: number;
      content: unknown;
      standing: Standing;
      at: Date;
      by_id: string | null;
      why: Generated<string>;
    };
    'plans.signed_evidence': Scoped & {
      id: string;
      document_id: string;
      step_id: string;
      fiscal_year: number;
      month: number;
      done_on: string;
      note: string;
      file_id: string | null;
      signed_by: string;
      signed_name: string;
      signed_at: Date;
      takes_back: string | null;
    };
    'plans.frozen': Scoped & {
      fiscal_year: number;
      document_id: string;
      cells: unknown;
      names: unknown;
      /** By step and month (`evidence/records.ts`). */
      records: Generated<unknown>;
      at: Date;
    };
    'plans.report': Scoped & {
      id: string;
      fiscal_year: number;
      months: number;
      content: unknown;
      made_at: Date;
      made_by: string;
    };
    'plans.acknowledgement': Scoped & {
      report_id: string;
      by_id: string;
      by_name: string;
      at: Date;
      direction: Generated<string>;
    };
    'plans.committee': Scoped & {
      id: string;
      name: string;
      duties: Generated<string>;
      system_id: string | null;
      term_from: string;
      term_to: string | null;
      version: Generated<number>;
      created_at: Date;
      created_by: string;
    };
    'plans.committee_member': Scoped & {
      id: string;
      committee_id: string;
      sort: number;
      name: string;
      position: Generated<string>;
      role: MemberRole;
      user_id: string | null;
      email: Generated<string>;
      from_on: string;
      to_on: string | null;
    };
    'plans.meeting': Scoped & {
      id: string;
      committee_id: string;
      title: string;
      starts_at: Date;
      ends_at: Date;
      place: Generated<string>;
      agenda: Generated<unknown>;
      state: Generated<'planned' | 'held' | 'cancelled'>;
      attendance: Generated<unknown>;
      minutes: Generated<unknown>;
      minutes_state: Generated<'none' | 'draft' | 'approved'>;
      approved_at: Date | null;
      approved_by: string | null;
      /** As it was when the minutes were approved; null: as it is. */
      committee_name: Generated<string | null>;
      minutes_by: Generated<string[]>;
      uninvited: Generated<number>;
      step_ids: Generated<string[]>;
      version: Generated<number>;
      created_at: Date;
      created_by: string;
      /** When `starts_at` was last set. */
      dated_at: Date;
    };
    'plans.invitation': Scoped & {
      meeting_id: string;
      email: string;
      name: string;
      /** Null where it was sent before that was kept. */
      member_id: string | null;
      /** Of the meeting that it told of. */
      meeting_version: number;
      sent_at: Date;
      withdrawn_at: Date | null;
    };
    'plans.task': Scoped & {
      id: string;
      title: string;
      detail: Generated<string>;
      origin: 'resolution' | 'step' | 'paper' | 'own';
      origin_id: string | null;
      step_id: string | null;
      owner_id: string | null;
      department_id: string | null;
      due_on: string | null;
      state: Generated<'open' | 'done' | 'dropped'>;
      result: Generated<string>;
      file_id: string | null;
      ended_at: Date | null;
      ended_by: string | null;
      version: Generated<number>;
      created_at: Date;
      created_by: string;
    };
    'plans.task_event': Scoped & {
      task_id: string;
      version: number;
      what: string;
      at: Date;
      by_id: string | null;
      by_name: string;
      data: Generated<unknown>;
    };
    'plans.task_reminder': Scoped & {
      task_id: string;
      kind: 'due-soon' | 'due-today' | 'overdue';
      due_on: string;
      sent_at: Date;
    };
    'plans.resolution': Scoped & {
      id: string;
      meeting_id: string;
      no: string;
      text: string;
      task_id: string | null;
      step_ids: Generated<string[]>;
    };
    'plans.paper': Scoped & {
      id: string;
      kind: 'order' | 'memo';
      committee_id: string | null;
      meeting_id: string | null;
      title: string;
      content: unknown;
      state: Generated<'draft' | 'numbered' | 'signed'>;
      number: string | null;
      dated_on: string | null;
      file_id: string | null;
      version: Generated<number>;
      created_at: Date;
      created_by: string;
      updated_at: Date;
    };
    'plans.calendar_feed': Scoped & { user_id: string; token_hash: Buffer; made_at: Date };
  }
}
