-- The channel directory: by which ways people may speak to the municipality, who answers there, when, and for whom. What was published
-- on a day stays as it was published.
create table channels.way (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  channel text not null,
  name_th text not null,
  name_en text not null default '',
  -- What people need: a number, an @name, an address on the web, a place.
  address text not null,
  url text not null default '',
  hours text not null default '',
  method text not null default '',
  officer_id uuid,
  department_id uuid,
  group_ids uuid[] not null default '{}',
  opened_on date not null,
  closed_on date check (closed_on >= opened_on),
  sort int not null default 0,
  version int not null default 1,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (municipality_id, id)
);
create table channels.way_version (
  municipality_id uuid not null default platform.scope(),
  way_id uuid not null,
  version int not null,
  content jsonb not null,
  at timestamptz not null,
  by_name text not null,
  primary key (municipality_id, way_id, version),
  foreign key (municipality_id, way_id) references channels.way (municipality_id, id)
);
create table channels.publication (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  content jsonb not null,
  published_at timestamptz not null,
  published_by text not null,
  primary key (municipality_id, id)
);
create index publication_newest on channels.publication (municipality_id, published_at desc);
do $$
declare t text;
begin
  foreach t in array array['way', 'way_version', 'publication'] loop
    execute format('alter table channels.%I enable row level security', t);
    execute format('create policy municipality on channels.%I using (municipality_id = nullif(current_setting(''app.municipality_id'', true), '''')::uuid) with check (municipality_id = nullif(current_setting(''app.municipality_id'', true), '''')::uuid)', t);
  end loop;
end $$;
comment on table channels.way is 'kept';
comment on table channels.way_version is 'appended';
comment on table channels.publication is 'appended';
