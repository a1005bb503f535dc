-- How the register is shown is the officer's own, on whatever machine they sign in, and goes with a view they name.
create table complaints.inbox_layout (
  municipality_id uuid not null default platform.scope(),
  staff_id uuid not null,
  layout jsonb not null,
  changed_at timestamptz not null,
  primary key (municipality_id, staff_id)
);
alter table complaints.inbox_layout enable row level security;
create policy municipality on complaints.inbox_layout
  using (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid)
  with check (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid);
-- Null: a view that says which cases, and leaves how they are shown to the reader.
alter table complaints.saved_view add column layout jsonb;
