-- Outgoing webhooks: who is told of what happens to cases, what they were told, and what they answered.
create table complaints.webhook_endpoint (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  url text not null,
  description text not null default '',
  kinds text[] not null,
  -- Both sealed by the program's key; the previous one signs too until its time is over.
  secret bytea not null,
  previous_secret bytea,
  previous_until timestamptz,
  active boolean not null default true,
  -- What happened before is not told.
  active_since timestamptz not null,
  disabled_why text check (disabled_why in ('by-hand', 'failing', 'gone')),
  disabled_at timestamptz,
  -- When its deliveries began to fail without one that succeeded since.
  failing_since timestamptz,
  -- Until when nothing is sent to it, because it asked so or did not answer.
  resting_until timestamptz,
  created_by text,
  created_at timestamptz not null,
  primary key (municipality_id, id)
);

-- How far the history of cases was told. One row; its lock makes tellers take turns.
create table complaints.webhook_cursor (
  municipality_id uuid not null default platform.scope(),
  told_to timestamptz not null,
  primary key (municipality_id)
);

-- One message to one endpoint. The event that caused it makes it unique: it is told once however often the history is read.
create table complaints.webhook_message (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  endpoint_id uuid not null,
  kind text not null,
  complaint_id uuid,
  seq int,
  payload text not null,
  status text not null check (status in ('queued', 'delivered', 'failed')),
  attempts int not null default 0,
  created_at timestamptz not null,
  next_attempt_at timestamptz,
  claimed_until timestamptz,
  settled_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, endpoint_id, complaint_id, seq),
  foreign key (municipality_id, endpoint_id) references complaints.webhook_endpoint (municipality_id, id) on delete cascade
);
create index webhook_message_newest on complaints.webhook_message (municipality_id, endpoint_id, created_at desc, id desc);
create index webhook_message_due on complaints.webhook_message (municipality_id, next_attempt_at) where status = 'queued';
create index webhook_message_settled on complaints.webhook_message (municipality_id, settled_at) where status <> 'queued';

create table complaints.webhook_attempt (
  municipality_id uuid not null default platform.scope(),
  message_id uuid not null,
  attempt int not null,
  at timestamptz not null,
  -- The receiver's status, or null when none came.
  status int,
  outcome text not null,
  answer text not null default '',
  milliseconds int not null,
  primary key (municipality_id, message_id, attempt),
  foreign key (municipality_id, message_id) references complaints.webhook_message (municipality_id, id) on delete cascade
);

do $$
declare t text;
begin
  foreach t in array array['webhook_endpoint', 'webhook_cursor', 'webhook_message', 'webhook_attempt'] loop
    execute format('alter table complaints.%s enable row level security', t);
    execute format('create policy municipality on complaints.%s using (municipality_id = nullif(current_setting(''app.municipality_id'', true), '''')::uuid) with check (municipality_id = nullif(current_setting(''app.municipality_id'', true), '''')::uuid)', t);
  end loop;
end $$;

-- The last minutes of the history are found by their blocks: events come in the order of time, and this index costs a filing next to nothing.
create index complaint_event_at on complaints.complaint_event using brin (at) with (pages_per_range = 16, autosummarize = on);
