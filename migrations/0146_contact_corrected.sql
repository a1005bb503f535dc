-- What a citizen's contact was before the desk corrected it at their asking: struck through, not lost, as in a paper register.
create table people.citizen_correction (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  citizen_id uuid not null,
  name text not null,
  phone text not null,
  email text not null,
  actor_id text,
  at timestamptz not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, citizen_id) references people.citizen (municipality_id, id)
);
create index citizen_correction_citizen on people.citizen_correction (municipality_id, citizen_id, at);
alter table people.citizen_correction enable row level security;
create policy municipality on people.citizen_correction
  using (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid)
  with check (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid);
comment on table people.citizen_correction is 'appended';

-- Whose words are: of those who gave no name when they spoke, and did later.
create table voices.later_citizen (
  municipality_id uuid not null default platform.scope(),
  voice_id uuid not null,
  citizen_id uuid not null,
  at timestamptz not null,
  primary key (municipality_id, voice_id),
  foreign key (municipality_id, voice_id) references voices.voice (municipality_id, id),
  foreign key (municipality_id, citizen_id) references people.citizen (municipality_id, id)
);
create index later_citizen_citizen on voices.later_citizen (municipality_id, citizen_id);
alter table voices.later_citizen enable row level security;
create policy municipality on voices.later_citizen
  using (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid)
  with check (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid);
comment on table voices.later_citizen is 'appended';
