-- What the municipality was called from a day on: a paper printed again says what the office was called when the matter was filed.
create table people.municipality_name (
  municipality_id uuid not null default platform.scope(),
  valid_from date not null,
  name_th text not null,
  name_en text not null,
  primary key (municipality_id, valid_from)
);
alter table people.municipality_name enable row level security;
create policy municipality on people.municipality_name
  using (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid)
  with check (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid);
comment on table people.municipality_name is 'kept';

-- Until now only the last name was kept: it is the only one there is for what came before.
insert into people.municipality_name (municipality_id, valid_from, name_th, name_en)
  select municipality_id, (created_at at time zone 'Asia/Bangkok')::date, name_th, name_en from people.municipality;
