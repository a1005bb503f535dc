import type { Generated, Selectable } from 'kysely';
import type { ActorKind } from '../../platform/audit.ts';
import type { CHANNELS, KINDS, STATUSES, Status, StepName, VERDICTS } from './contract.ts';

type Identity = 'named' | 'anonymous' | 'concealed';

declare module '../../platform/db/db.ts' {
  interface Tables {
    'complaints.complaint': Scoped & {
      id: string;
      voice_id: string;
      number: string;
      number_class: string;
      fiscal_year: number;
      sequence: number;
      tracking_code: string;
      version: Generated<number>;
      status: (typeof STATUSES)[number];
      open: boolean;
      kind: (typeof KINDS)[number];
      channel: (typeof CHANNELS)[number];
      visibility: 'normal' | 'restricted' | 'corruption';
      severity: Generated<'normal' | 'urgent'>;
      summary: string;
      place: Generated<string>;
      category_id: string | null;
      community_id: string | null;
      group_id: string | null;
      department_id: string | null;
      owner_id: string | null;
      respondent_id: string | null;
      identity: Identity;
      received_at: Date;
      citizen_due_on: string | null;
      citizen_warn_on: string | null;
      department_due_at: Date | null;
      department_started_at: Date | null;
      answered_at: Date | null;
      first_answered_at: Date | null;
      late_before: Generated<boolean>;
      closed_at: Date | null;
      reopened: Generated<number>;
      verdict: (typeof VERDICTS)[number] | null;
      stars: number | null;
      citizen_spoke_at: Date | null;
      updated_at: Date;
      source: string | null;
      source_ref: string | null;
    };
    'complaints.complaint_event': Scoped & {
      complaint_id: string;
      seq: number;
      step: StepName;
      from_status: Status | null;
      to_status: Status;
      actor_kind: ActorKind;
      actor_id: string | null;
      at: Date;
      public: boolean;
      note: Generated<string>;
      data: Generated<unknown>;
    };
    'complaints.deadline': Scoped & {
      complaint_id: string;
      clock: 'citizen' | 'department';
      seq: number;
      rule_id: string;
      started_at: Date;
      due_at: Date | null;
      due_on: string | null;
      warn_on: string | null;
      explanation: unknown;
      computed_at: Date;
    };
    'complaints.pause': Scoped & {
      complaint_id: string;
      from_at: Date;
      to_at: Date | null;
      reason: 'citizen' | 'agency';
    };
    'complaints.clock_rule': Scoped & {
      id: string;
      code: string;
      clock: 'citizen' | 'department';
      category_id: string | null;
      count_method: 'calendar-s64' | 'working-time';
      party: 'authority' | 'person';
      days: number | null;
      working_minutes: number | null;
      effective_from: string;
      effective_to: string | null;
      legal_source: string;
      created_by: string | null;
      created_at: Date;
    };
    'complaints.holiday': Scoped & {
      day: string;
      name: string;
      name_en: Generated<string>;
      kind: string;
      imported_by: string | null;
      imported_at: Date;
    };
    'complaints.working_hours': Scoped & {
      effective_from: string;
      blocks: unknown;
      changed_by: string | null;
      changed_at: Date;
    };
    'complaints.search_text': Scoped & {
      complaint_id: string;
      received_at: Date;
      body: string;
      exact: string;
      contact: Generated<string>;
    };
    'complaints.idempotency': Scoped & {
      caller: string;
      key: string;
      request_hash: Buffer;
      complaint_id: string;
      created_at: Date;
    };
    'complaints.daily_fact': Scoped & {
      day: string;
      department_id: string;
      visibility: 'normal' | 'restricted' | 'corruption';
      received: Generated<number>;
      closed: Generated<number>;
      closed_on_time: Generated<number>;
    };
    'complaints.saved_view': Scoped & {
      id: string;
      owner_id: string;
      name: string;
      shared: Generated<boolean>;
      filter: unknown;
      layout: unknown;
      created_at: Date;
    };
    'complaints.inbox_layout': Scoped & { staff_id: string; layout: unknown; changed_at: Date };
    'complaints.reminder': Scoped & {
      complaint_id: string;
      kind: 'due-soon' | 'due-today' | 'overdue';
      due_on: string;
      sent_at: Date;
    };
    'complaints.import_mapping': Scoped & { name: string; mapping: unknown; saved_at: Date };
    'complaints.import_run': Scoped & {
      id: string;
      file_name: string;
      sha256: Buffer;
      format: string;
      rows: number;
      added: number;
      already: number;
      refused: number;
      started_at: Date;
      ended_at: Date;
    };
  }
}

export type Complaint = Selectable<import('../../platform/db/db.ts').Tables['complaints.complaint']>;
