-- A desk that came back from a backup rests: it knows nothing of what went out and came in since. Pages work; nothing is sent and nothing is
-- fetched for as long as a row is here, until somebody says so who knows what happened.
create table platform.rest (
  municipality_id uuid not null default platform.scope(),
  -- When it came back, and how old what came back was.
  since timestamptz not null,
  snapshot_at timestamptz not null,
  primary key (municipality_id)
);
alter table platform.rest enable row level security;
create policy municipality on platform.rest using (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid) with check (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid);
