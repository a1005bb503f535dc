-- Calls that a telephone exchange tells of; where on the web something was copied from; answers of questionnaires that became a voice.
create table complaints.call (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  -- The exchange's own id of the call: told twice, it is one.
  call_id text not null,
  direction text not null check (direction in ('in', 'out')),
  -- '' when the caller withholds it.
  from_number text not null,
  to_number text not null default '',
  extension text not null default '',
  at timestamptz not null,
  received_at timestamptz not null,
  -- Where the exchange keeps the recording; never fetched from here.
  recording_url text,
  recording_file_id uuid,
  complaint_id uuid,
  linked_at timestamptz,
  linked_by text,
  primary key (municipality_id, id),
  unique (municipality_id, call_id),
  foreign key (municipality_id, complaint_id) references complaints.complaint (municipality_id, id),
  foreign key (municipality_id, recording_file_id) references platform.file (municipality_id, id)
);
create index call_newest on complaints.call (municipality_id, at desc);
create index call_complaint on complaints.call (municipality_id, complaint_id) where complaint_id is not null;

create table complaints.captured_link (
  municipality_id uuid not null default platform.scope(),
  complaint_id uuid not null,
  link text not null,
  at timestamptz not null,
  primary key (municipality_id, complaint_id),
  foreign key (municipality_id, complaint_id) references complaints.complaint (municipality_id, id)
);

create table complaints.questionnaire_answer (
  municipality_id uuid not null default platform.scope(),
  questionnaire text not null,
  answer_id text not null,
  score double precision,
  scale double precision not null,
  at timestamptz not null,
  received_at timestamptz not null,
  voice_id uuid,
  complaint_id uuid,
  primary key (municipality_id, questionnaire, answer_id)
);
alter table complaints.call enable row level security;
create policy municipality on complaints.call using (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid) with check (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid);
alter table complaints.captured_link enable row level security;
create policy municipality on complaints.captured_link using (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid) with check (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid);
alter table complaints.questionnaire_answer enable row level security;
create policy municipality on complaints.questionnaire_answer using (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid) with check (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid);
comment on table complaints.captured_link is 'kept';
comment on table complaints.questionnaire_answer is 'kept';
