-- How long what is no part of a case is kept, by day: what was decided before stays beside it. Where nothing is decided the program's own
-- periods hold.
create table people.retention_period (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  what text not null check (what in ('raw-event', 'call', 'recording')),
  days int not null check (days between 1 and 36500),
  effective_from date not null,
  legal_source text not null,
  created_by text,
  created_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, what, effective_from)
);
alter table people.retention_period enable row level security;
create policy municipality on people.retention_period using (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid) with check (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid);
comment on table people.retention_period is 'appended';

-- What a provider sent is emptied when its period is over; the row stays, so that the same event is known when it comes again.
alter table channels.event add column raw_removed_at timestamptz;
create index event_raw_kept on channels.event (municipality_id, settled_at) where raw_removed_at is null and settled_at is not null;

-- A call that became no case loses its numbers, and any call its sound; that there was a call stays.
alter table complaints.call add column emptied_at timestamptz;
alter table complaints.call add column recording_removed_at timestamptz;
create index call_kept on complaints.call (municipality_id, at) where complaint_id is null and emptied_at is null;
create index call_recording_kept on complaints.call (municipality_id, at) where recording_file_id is not null and recording_removed_at is null;
