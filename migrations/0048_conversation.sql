-- What is said back and forth: who is being sent to now, what a message came to, what was taken back, what nobody needs to act on.

-- While one worker sends to a thread, no other does: order within a thread is kept.
alter table channels.thread add column sending_until timestamptz;
-- When the person last added or blocked us, so that the two arriving in the wrong order change nothing.
alter table channels.thread add column follow_at timestamptz;
-- A group in which every word is for us, not only those that name us.
alter table channels.thread add column listened boolean not null default false;
alter table channels.thread add column profile_at timestamptz;

-- What a message said before it was edited: [{text, until}]; emptied when it is taken back.
alter table channels.incoming add column was jsonb not null default '[]';
-- Marked by staff as nothing to act on.
alter table channels.incoming add column dismissed_at timestamptz;
alter table channels.incoming add column dismissed_by text;
create index incoming_loose on channels.incoming (municipality_id, thread_id) where subject_id is null and dismissed_at is null;
create index incoming_sender on channels.incoming (municipality_id, thread_id, sender_id, at desc);

-- Messages that went to the provider in one request under the first one's id: tried again, they go together again.
alter table channels.message add column bundle_id uuid;
-- The free right to answer that was taken for this message; emptied once it is settled.
alter table channels.message add column reply_token text;
alter table channels.message add column reply_token_until timestamptz;
alter table channels.message add column delivered_at timestamptz;
alter table channels.message add column read_at timestamptz;
-- Which event of its case it tells of.
alter table channels.message add column event_seq int;
create index message_waiting on channels.message (municipality_id, thread_id, created_at, id) where status = 'queued' and thread_id is not null;

-- Words that whoever said them took back: what is shown in their place. The register keeps the case.
create table voices.redaction (
  municipality_id uuid not null default platform.scope(),
  voice_id uuid not null,
  text text not null,
  at timestamptz not null,
  primary key (municipality_id, voice_id),
  foreign key (municipality_id, voice_id) references voices.voice (municipality_id, id)
);
alter table voices.redaction enable row level security;
create policy municipality on voices.redaction using (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid) with check (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid);
comment on table voices.redaction is 'kept';
-- A picture that was taken back is shown to nobody.
alter table voices.attachment add column withdrawn_at timestamptz;
-- A place that was sent after the words it belongs to.
create table voices.later_place (
  municipality_id uuid not null default platform.scope(),
  voice_id uuid not null,
  place_text text,
  latitude double precision not null check (latitude between -90 and 90),
  longitude double precision not null check (longitude between -180 and 180),
  at timestamptz not null,
  primary key (municipality_id, voice_id),
  foreign key (municipality_id, voice_id) references voices.voice (municipality_id, id)
);
alter table voices.later_place enable row level security;
create policy municipality on voices.later_place using (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid) with check (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid);
comment on table voices.later_place is 'kept';
