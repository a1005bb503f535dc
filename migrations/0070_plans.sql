-- Systems, their SIPOC charts and action plans by fiscal year. A chart or plan is one document with its versions; what happened is
-- never in it but read from the records.
create schema plans;

create table plans.system (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  code text not null,
  no int not null,
  title_th text not null,
  title_en text not null,
  retired boolean not null default false,
  primary key (municipality_id, id),
  unique (municipality_id, code)
);

-- The fiscal years that have plans. A frozen year shows what it showed when it was frozen.
create table plans.year (
  municipality_id uuid not null default platform.scope(),
  fiscal_year int not null,
  created_at timestamptz not null,
  created_by text,
  copied_from int,
  published_at timestamptz,
  frozen_at timestamptz,
  frozen_by text,
  primary key (municipality_id, fiscal_year)
);

create table plans.document (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  kind text not null check (kind in ('chart', 'plan')),
  system_id uuid not null,
  fiscal_year int not null,
  version int not null default 1,
  -- source: the municipality's paper has it · blank: it has none ("ต้นฉบับไม่มี") · proposal: ours, until accepted · own: the office's.
  standing text not null check (standing in ('source', 'blank', 'proposal', 'own')),
  content jsonb not null,
  approved_at timestamptz,
  approved_by text,
  updated_at timestamptz not null,
  updated_by text,
  primary key (municipality_id, id),
  unique (municipality_id, kind, system_id, fiscal_year),
  foreign key (municipality_id, system_id) references plans.system (municipality_id, id),
  foreign key (municipality_id, fiscal_year) references plans.year (municipality_id, fiscal_year)
);
create index document_year on plans.document (municipality_id, fiscal_year, kind);

create table plans.document_version (
  municipality_id uuid not null default platform.scope(),
  document_id uuid not null,
  version int not null,
  content jsonb not null,
  standing text not null,
  at timestamptz not null,
  by_id text,
  why text not null default '',
  primary key (municipality_id, document_id, version),
  foreign key (municipality_id, document_id) references plans.document (municipality_id, id)
);

-- Evidence that a person signs for, month by month. A signature is taken back by a row of its own, never by removing it.
create table plans.signed_evidence (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  document_id uuid not null,
  step_id uuid not null,
  fiscal_year int not null,
  month int not null check (month between 1 and 12),
  done_on date not null,
  note text not null,
  file_id uuid,
  signed_by text not null,
  signed_name text not null,
  signed_at timestamptz not null,
  takes_back uuid,
  primary key (municipality_id, id),
  foreign key (municipality_id, document_id) references plans.document (municipality_id, id),
  foreign key (municipality_id, file_id) references platform.file (municipality_id, id)
);
create index signed_evidence_step on plans.signed_evidence (municipality_id, fiscal_year, step_id);

-- What a frozen year showed: every plan with its cells and the records behind them.
create table plans.frozen (
  municipality_id uuid not null default platform.scope(),
  fiscal_year int not null,
  document_id uuid not null,
  content jsonb not null,
  cells jsonb not null,
  names jsonb not null,
  at timestamptz not null,
  primary key (municipality_id, fiscal_year, document_id),
  foreign key (municipality_id, document_id) references plans.document (municipality_id, id)
);

-- Reports that were made, as they were made: later data does not change them; an executive acknowledges one.
create table plans.report (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  fiscal_year int not null,
  months int not null check (months in (3, 6, 9, 12)),
  content jsonb not null,
  made_at timestamptz not null,
  made_by text not null,
  primary key (municipality_id, id)
);
create index report_year on plans.report (municipality_id, fiscal_year, months, made_at desc);
create table plans.acknowledgement (
  municipality_id uuid not null default platform.scope(),
  report_id uuid not null,
  by_id text not null,
  by_name text not null,
  at timestamptz not null,
  direction text not null default '',
  primary key (municipality_id, report_id, by_id),
  foreign key (municipality_id, report_id) references plans.report (municipality_id, id)
);

do $$
declare t text;
begin
  foreach t in array array['system', 'year', 'document', 'document_version', 'signed_evidence', 'frozen', 'report', 'acknowledgement'] loop
    execute format('alter table plans.%I enable row level security', t);
    execute format('create policy municipality on plans.%I using (municipality_id = nullif(current_setting(''app.municipality_id'', true), '''')::uuid) with check (municipality_id = nullif(current_setting(''app.municipality_id'', true), '''')::uuid)', t);
  end loop;
end $$;
comment on table plans.document_version is 'appended';
comment on table plans.signed_evidence is 'appended';
comment on table plans.frozen is 'appended';
comment on table plans.report is 'appended';
comment on table plans.acknowledgement is 'appended';
comment on table plans.year is 'kept';
comment on table plans.document is 'kept';
comment on table plans.system is 'kept';
