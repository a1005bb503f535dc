-- Every table of ours with a municipality_id is closed to every other municipality, for a role that is not its owner.
do $$
declare t record;
begin
  for t in
    select c.oid::regclass as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('platform', 'people', 'auth', 'channels', 'voices', 'complaints')
       and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'municipality_id' and not a.attisdropped)
  loop
    execute format('alter table %s enable row level security', t.name);
    execute format('create policy municipality on %s using (municipality_id = nullif(current_setting(''app.municipality_id'', true), '''')::uuid) with check (municipality_id = nullif(current_setting(''app.municipality_id'', true), '''')::uuid)', t.name);
  end loop;
end $$;
