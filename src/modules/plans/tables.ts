import type { Generated } from 'kysely';

export type Standing = 'source' | 'blank' | 'proposal' | 'own';

declare module '../../platform/db/db.ts' {
  interface Tables {
    'plans.system': Scoped & {
      id: string;
      code: string;
      no: number;
      title_th: string;
      title_en: string;
      retired: Generated<boolean>;
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
      content: unknown;
      cells: unknown;
      names: unknown;
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
  }
}
