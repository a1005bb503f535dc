-- System 5: the register. The current row is a convenience; complaint_event is the history and is never edited.
create table complaints.complaint (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  voice_id uuid not null,
  number text not null,
  number_class text not null,
  fiscal_year int not null,
  sequence bigint not null,
  tracking_code text not null,
  version int not null default 1,
  status text not null,
  open boolean not null,
  kind text not null,
  channel text not null,
  visibility text not null check (visibility in ('normal', 'restricted', 'corruption')),
  severity text not null default 'normal' check (severity in ('normal', 'urgent')),
  summary text not null,
  place text not null default '',
  category_id uuid,
  community_id uuid,
  group_id uuid,
  department_id uuid,
  owner_id uuid,
  respondent_id uuid,
  identity text not null,
  received_at timestamptz not null,
  citizen_due_on date,
  citizen_warn_on date,
  department_due_at timestamptz,
  department_started_at timestamptz,
  answered_at timestamptz,
  closed_at timestamptz,
  reopened int not null default 0,
  verdict text check (verdict in ('done', 'partly', 'not-done', 'not-municipality', 'cannot-judge')),
  stars int check (stars between 1 and 5),
  updated_at timestamptz not null,
  source text,
  source_ref text,
  primary key (municipality_id, id),
  unique (municipality_id, number_class, fiscal_year, sequence),
  unique (municipality_id, number),
  unique (municipality_id, voice_id),
  foreign key (municipality_id, voice_id) references voices.voice (municipality_id, id),
  foreign key (municipality_id, category_id) references people.directory_entry (municipality_id, id),
  foreign key (municipality_id, department_id) references people.directory_entry (municipality_id, id)
);
create index complaint_newest on complaints.complaint (municipality_id, received_at desc, id desc);
create index complaint_by_department on complaints.complaint (municipality_id, department_id, received_at desc, id desc);
create index complaint_by_status on complaints.complaint (municipality_id, status, received_at desc, id desc);
create index complaint_by_category on complaints.complaint (municipality_id, category_id, received_at desc, id desc);
create index complaint_open_due on complaints.complaint (municipality_id, citizen_due_on, id) where open;
create index complaint_open_owner on complaints.complaint (municipality_id, owner_id, citizen_due_on) where open;
create index complaint_open_department on complaints.complaint (municipality_id, department_id, citizen_due_on) where open;

create table complaints.complaint_event (
  municipality_id uuid not null default platform.scope(),
  complaint_id uuid not null,
  seq int not null,
  step text not null,
  from_status text,
  to_status text not null,
  actor_kind text not null check (actor_kind in ('staff', 'citizen', 'api', 'system')),
  actor_id text,
  at timestamptz not null,
  public boolean not null,
  note text not null default '',
  data jsonb not null default '{}',
  primary key (municipality_id, complaint_id, seq),
  foreign key (municipality_id, complaint_id) references complaints.complaint (municipality_id, id)
);

-- Each computed deadline with its own working; a new one supersedes, it does not overwrite.
create table complaints.deadline (
  municipality_id uuid not null default platform.scope(),
  complaint_id uuid not null,
  clock text not null check (clock in ('citizen', 'department')),
  seq int not null,
  rule_id uuid not null,
  started_at timestamptz not null,
  due_at timestamptz,
  due_on date,
  warn_on date,
  explanation jsonb not null,
  computed_at timestamptz not null,
  primary key (municipality_id, complaint_id, clock, seq),
  foreign key (municipality_id, complaint_id) references complaints.complaint (municipality_id, id)
);
create table complaints.pause (
  municipality_id uuid not null default platform.scope(),
  complaint_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz,
  reason text not null check (reason in ('citizen', 'agency')),
  primary key (municipality_id, complaint_id, from_at),
  foreign key (municipality_id, complaint_id) references complaints.complaint (municipality_id, id)
);

create table complaints.clock_rule (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  code text not null,
  clock text not null check (clock in ('citizen', 'department')),
  category_id uuid,
  count_method text not null check (count_method in ('calendar-s64', 'working-time')),
  party text not null check (party in ('authority', 'person')),
  days int check (days between 1 and 3650),
  working_minutes int check (working_minutes between 1 and 1000000),
  effective_from date not null,
  effective_to date check (effective_to >= effective_from),
  legal_source text not null,
  created_by text,
  created_at timestamptz not null,
  primary key (municipality_id, id),
  unique nulls not distinct (municipality_id, clock, category_id, effective_from)
);
create table complaints.holiday (
  municipality_id uuid not null default platform.scope(),
  day date not null,
  name text not null,
  kind text not null,
  imported_by text,
  imported_at timestamptz not null,
  primary key (municipality_id, day)
);
create table complaints.working_hours (
  municipality_id uuid not null default platform.scope(),
  effective_from date not null,
  blocks jsonb not null,
  changed_by text,
  changed_at timestamptz not null,
  primary key (municipality_id, effective_from)
);

-- What a search looks through: folded text without tone marks; contact data apart, so that permission can tell them apart.
create table complaints.search_text (
  municipality_id uuid not null default platform.scope(),
  complaint_id uuid not null,
  received_at timestamptz not null,
  body text not null,
  exact text not null,
  contact text not null default '',
  primary key (municipality_id, complaint_id),
  foreign key (municipality_id, complaint_id) references complaints.complaint (municipality_id, id)
);
create index search_text_body on complaints.search_text using gin (body gin_trgm_ops);
create index search_text_contact on complaints.search_text using gin (contact gin_trgm_ops) where contact <> '';
create index search_text_newest on complaints.search_text (municipality_id, received_at desc, complaint_id desc);

create table complaints.idempotency (
  municipality_id uuid not null default platform.scope(),
  caller text not null,
  key text not null,
  request_hash bytea not null,
  complaint_id uuid not null,
  created_at timestamptz not null,
  primary key (municipality_id, caller, key)
);

-- Figures that dashboards read, brought up to date with each step, so their cost follows what changed.
create table complaints.daily_fact (
  municipality_id uuid not null default platform.scope(),
  day date not null,
  department_id uuid not null,
  visibility text not null check (visibility in ('normal', 'restricted', 'corruption')),
  received int not null default 0,
  closed int not null default 0,
  closed_on_time int not null default 0,
  primary key (municipality_id, day, department_id, visibility)
);

create table complaints.saved_view (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  owner_id uuid not null,
  name text not null,
  shared boolean not null default false,
  filter jsonb not null,
  created_at timestamptz not null,
  primary key (municipality_id, id)
);
create table complaints.reminder (
  municipality_id uuid not null default platform.scope(),
  complaint_id uuid not null,
  kind text not null check (kind in ('due-soon', 'due-today', 'overdue')),
  due_on date not null,
  sent_at timestamptz not null,
  primary key (municipality_id, complaint_id, kind, due_on),
  foreign key (municipality_id, complaint_id) references complaints.complaint (municipality_id, id)
);
create table complaints.import_mapping (
  municipality_id uuid not null default platform.scope(),
  name text not null,
  mapping jsonb not null,
  saved_at timestamptz not null,
  primary key (municipality_id, name)
);
create table complaints.import_run (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  file_name text not null,
  sha256 bytea not null,
  format text not null,
  rows int not null,
  added int not null,
  already int not null,
  refused int not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  primary key (municipality_id, id)
);

-- Trigram and LIKE operators are not leakproof, so under row-level security their index would never be used. This function
-- states the scope itself. Whoever a case is about never finds it. `after_at`/`after_id` page backwards in time; `newest` bounds the scan for one- and two-letter words.
create function complaints.search_ids(
  body_pattern text, exact_pattern text, contact_pattern text,
  everywhere text[], own_department uuid, own text[], after_at timestamptz, after_id uuid, newest int, most int, actor_id uuid
) returns table (complaint_id uuid, received_at timestamptz) language plpgsql stable security definer
set search_path = complaints, platform, public, pg_temp as $$
begin
  return query execute format($q$
    select s.complaint_id, s.received_at from %s s
      join complaints.complaint c on c.municipality_id = s.municipality_id and c.id = s.complaint_id
     where s.municipality_id = $1
       and (s.body like $2 and ($3 is null or s.exact like $3) %s)
       and (c.visibility = any ($5) or (c.department_id = $6 and c.visibility = any ($7)))
       and ($12 is null or c.respondent_id is null or c.respondent_id <> $12)
       %s
     order by s.received_at desc, s.complaint_id desc limit $11 $q$,
    case when newest is null then 'complaints.search_text'
         else '(select * from complaints.search_text t where t.municipality_id = $1 order by t.received_at desc, t.complaint_id desc limit $10)' end,
    case when contact_pattern is null then '' else 'or (s.contact <> '''' and s.contact like $4)' end,
    case when after_at is null then '' else 'and (s.received_at, s.complaint_id) < ($8, $9)' end)
  using platform.scope(), body_pattern, exact_pattern, contact_pattern, everywhere, own_department, own, after_at, after_id, newest, most, actor_id;
end $$;
