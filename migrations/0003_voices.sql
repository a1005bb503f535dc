-- System 1: what was said, once, whatever the channel. "ไม่ระบุ" is a null that the interface words, never an empty string.
create table channels.message (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  channel text not null,
  recipient text not null,
  subject_kind text not null,
  subject_id uuid not null,
  template text not null,
  title text not null,
  body text not null,
  dedupe_key text not null,
  status text not null check (status in ('queued', 'sent', 'failed', 'unroutable')),
  attempts int not null default 0,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, dedupe_key)
);
create index message_subject on channels.message (municipality_id, subject_kind, subject_id, created_at);
-- Delivery proof: one row an attempt, never edited.
create table channels.delivery (
  municipality_id uuid not null default platform.scope(),
  message_id uuid not null,
  attempt int not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('accepted', 'refused', 'unreachable')),
  provider_answer text not null,
  primary key (municipality_id, message_id, attempt),
  foreign key (municipality_id, message_id) references channels.message (municipality_id, id)
);

create table voices.voice (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  kind text not null check (kind in ('need', 'expectation', 'complaint', 'grievance', 'incident', 'suggestion', 'compliment', 'question', 'whistleblow', 'petition')),
  channel text not null,
  text text not null,
  place_text text,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  stakeholder_kind text check (stakeholder_kind in ('recipient', 'stakeholder')),
  group_id uuid,
  community_id uuid,
  identity text not null check (identity in ('named', 'anonymous', 'concealed')),
  citizen_id uuid,
  received_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by text,
  source text,
  source_ref text,
  primary key (municipality_id, id),
  foreign key (municipality_id, citizen_id) references people.citizen (municipality_id, id),
  foreign key (municipality_id, group_id) references people.directory_entry (municipality_id, id),
  foreign key (municipality_id, community_id) references people.directory_entry (municipality_id, id)
);
-- The same outside record twice adds nothing.
create unique index voice_source on voices.voice (municipality_id, source, source_ref) where source_ref is not null;

create table voices.attachment (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  voice_id uuid not null,
  file_id uuid not null,
  added_by text not null check (added_by in ('citizen', 'staff', 'import')),
  internal boolean not null default false,
  added_at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, voice_id) references voices.voice (municipality_id, id),
  foreign key (municipality_id, file_id) references platform.file (municipality_id, id)
);
create index attachment_voice on voices.attachment (municipality_id, voice_id);
-- A photo that came with a form the person has to correct is kept for them until they send it again.
create table voices.held_file (
  municipality_id uuid not null default platform.scope(),
  form_key uuid not null,
  file_id uuid not null,
  held_at timestamptz not null,
  primary key (municipality_id, form_key, file_id),
  foreign key (municipality_id, file_id) references platform.file (municipality_id, id)
);
