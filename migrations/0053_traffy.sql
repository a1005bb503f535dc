-- What was told to Traffy Fondue of a case: one row a step. `unsure`: the last attempt had no answer, so Traffy may have it.
create table complaints.traffy_update (
  municipality_id uuid not null default platform.scope(),
  complaint_id uuid not null,
  seq int not null,
  ticket text not null,
  state text not null,
  text text not null,
  outcome text not null default 'waiting' check (outcome in ('waiting', 'sent', 'refused')),
  answer text not null default '',
  attempts int not null default 0,
  unsure boolean not null default false,
  tried_at timestamptz,
  settled_at timestamptz,
  primary key (municipality_id, complaint_id, seq),
  foreign key (municipality_id, complaint_id) references complaints.complaint (municipality_id, id)
);
alter table complaints.traffy_update enable row level security;
create policy municipality on complaints.traffy_update
  using (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid)
  with check (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid);
comment on table complaints.traffy_update is 'kept';
