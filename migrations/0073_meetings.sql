-- Committees, their meetings, the papers that appoint and invite them, and what was resolved; tasks of the whole product.
create table plans.committee (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  name text not null,
  duties text not null default '',
  system_id uuid,
  term_from date not null,
  term_to date check (term_to >= term_from),
  version int not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, system_id) references plans.system (municipality_id, id)
);
create table plans.committee_member (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  committee_id uuid not null,
  sort int not null,
  name text not null,
  position text not null default '',
  role text not null check (role in ('chair', 'vice-chair', 'member', 'secretary', 'assistant-secretary')),
  user_id uuid,
  email text not null default '',
  from_on date not null,
  to_on date check (to_on >= from_on),
  primary key (municipality_id, id),
  foreign key (municipality_id, committee_id) references plans.committee (municipality_id, id)
);
create index member_committee on plans.committee_member (municipality_id, committee_id, sort);

create table plans.meeting (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  committee_id uuid not null,
  title text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  place text not null default '',
  -- [{no, text}]
  agenda jsonb not null default '[]',
  state text not null default 'planned' check (state in ('planned', 'held', 'cancelled')),
  -- [{memberId, state, note}]
  attendance jsonb not null default '[]',
  -- [{no, text}], by the agenda
  minutes jsonb not null default '[]',
  minutes_state text not null default 'none' check (minutes_state in ('none', 'draft', 'approved')),
  approved_at timestamptz,
  approved_by text,
  step_ids uuid[] not null default '{}',
  version int not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, committee_id) references plans.committee (municipality_id, id)
);
create index meeting_when on plans.meeting (municipality_id, starts_at);
create index meeting_committee on plans.meeting (municipality_id, committee_id, starts_at);

create table plans.task (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  title text not null,
  detail text not null default '',
  origin text not null check (origin in ('resolution', 'step', 'paper', 'own')),
  -- The meeting, plan or paper it comes from.
  origin_id uuid,
  step_id uuid,
  owner_id uuid,
  department_id uuid,
  due_on date,
  state text not null default 'open' check (state in ('open', 'done', 'dropped')),
  result text not null default '',
  file_id uuid,
  ended_at timestamptz,
  ended_by text,
  version int not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, file_id) references platform.file (municipality_id, id)
);
create index task_open_owner on plans.task (municipality_id, owner_id, due_on) where state = 'open';
create index task_open_department on plans.task (municipality_id, department_id, due_on) where state = 'open';
create index task_origin on plans.task (municipality_id, origin_id);
-- Each change of a task, never edited.
create table plans.task_event (
  municipality_id uuid not null default platform.scope(),
  task_id uuid not null,
  version int not null,
  what text not null,
  at timestamptz not null,
  by_id text,
  by_name text not null,
  data jsonb not null default '{}',
  primary key (municipality_id, task_id, version),
  foreign key (municipality_id, task_id) references plans.task (municipality_id, id)
);
create table plans.task_reminder (
  municipality_id uuid not null default platform.scope(),
  task_id uuid not null,
  kind text not null check (kind in ('due-soon', 'due-today', 'overdue')),
  due_on date not null,
  sent_at timestamptz not null,
  primary key (municipality_id, task_id, kind, due_on),
  foreign key (municipality_id, task_id) references plans.task (municipality_id, id)
);

create table plans.resolution (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  meeting_id uuid not null,
  no text not null,
  text text not null,
  task_id uuid,
  step_ids uuid[] not null default '{}',
  primary key (municipality_id, id),
  foreign key (municipality_id, meeting_id) references plans.meeting (municipality_id, id),
  foreign key (municipality_id, task_id) references plans.task (municipality_id, id)
);
create index resolution_meeting on plans.resolution (municipality_id, meeting_id, no);

-- Papers of the office: orders that appoint, memos that invite. A number is given once and not again.
create table plans.paper (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  kind text not null check (kind in ('order', 'memo')),
  committee_id uuid,
  meeting_id uuid,
  title text not null,
  content jsonb not null,
  state text not null default 'draft' check (state in ('draft', 'numbered', 'signed')),
  number text,
  dated_on date,
  file_id uuid,
  version int not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, kind, number),
  check ((state = 'draft') = (number is null)),
  foreign key (municipality_id, committee_id) references plans.committee (municipality_id, id),
  foreign key (municipality_id, meeting_id) references plans.meeting (municipality_id, id),
  foreign key (municipality_id, file_id) references platform.file (municipality_id, id)
);

-- A calendar that a telephone subscribes to: whoever has the address reads it, so only its hash is kept.
create table plans.calendar_feed (
  municipality_id uuid not null default platform.scope(),
  user_id uuid not null,
  token_hash bytea not null,
  made_at timestamptz not null,
  primary key (municipality_id, user_id),
  unique (municipality_id, token_hash)
);

do $$
declare t text;
begin
  foreach t in array array['committee', 'committee_member', 'meeting', 'task', 'task_event', 'task_reminder', 'resolution', 'paper', 'calendar_feed'] loop
    execute format('alter table plans.%I enable row level security', t);
    execute format('create policy municipality on plans.%I using (municipality_id = nullif(current_setting(''app.municipality_id'', true), '''')::uuid) with check (municipality_id = nullif(current_setting(''app.municipality_id'', true), '''')::uuid)', t);
  end loop;
end $$;
comment on table plans.task_event is 'appended';
comment on table plans.committee is 'kept';
comment on table plans.meeting is 'kept';
comment on table plans.task is 'kept';
comment on table plans.paper is 'kept';
