-- Channels that machines speak: how each is connected, what arrived (raw, once), who is spoken with, and what was said in.

-- How a channel is connected. `sealed` holds the secrets, encrypted by the program's key; `settings` what anybody of the office may see.
create table channels.account (
  municipality_id uuid not null default platform.scope(),
  channel text not null,
  active boolean not null default true,
  settings jsonb not null default '{}',
  sealed bytea,
  cursor text,
  checked_at timestamptz,
  check_result jsonb,
  changed_at timestamptz not null,
  changed_by text,
  primary key (municipality_id, channel)
);

-- The inbox: every event as it came, unique by the provider's id, whatever becomes of it.
create table channels.event (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  channel text not null,
  external_id text not null,
  kind text not null,
  raw text not null,
  happened_at timestamptz,
  received_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'nothing', 'unknown', 'failed')),
  outcome jsonb not null default '{}',
  attempts int not null default 0,
  settled_at timestamptz,
  primary key (municipality_id, id),
  unique (municipality_id, channel, external_id)
);
create index event_newest on channels.event (municipality_id, received_at desc, id desc);
create index event_unsettled on channels.event (municipality_id, state, received_at) where state in ('waiting', 'failed', 'unknown');

-- Who we speak with, one row a thread of a channel.
create table channels.thread (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  channel text not null,
  kind text not null check (kind in ('person', 'group', 'room', 'post')),
  external_id text not null,
  name text,
  language text not null default 'th',
  -- Where a guided report stands; null when none is under way.
  dialogue jsonb,
  -- The free right to answer: used once, short-lived.
  reply_token text,
  reply_token_until timestamptz,
  last_in_at timestamptz,
  last_out_at timestamptz,
  blocked boolean not null default false,
  -- The case that is spoken about now.
  subject_id uuid,
  created_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, channel, kind, external_id)
);
create index thread_newest on channels.thread (municipality_id, last_in_at desc);

-- What was said in, as it stands now. A message that was taken back before it arrived stands here without words.
create table channels.incoming (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  channel text not null,
  external_id text not null,
  thread_id uuid,
  event_id uuid,
  sender_id text,
  sender_name text,
  at timestamptz not null,
  text text not null default '',
  pin jsonb,
  -- [{kind, ref, name, fileId?, gone?}]
  media jsonb not null default '[]',
  album_id text,
  public boolean not null default false,
  link text,
  reply_to text,
  state text not null default 'shown' check (state in ('shown', 'edited', 'withdrawn')),
  changed_at timestamptz,
  reactions jsonb not null default '[]',
  unreadable boolean not null default false,
  voice_id uuid,
  -- The case it belongs to, and what it was to it.
  subject_id uuid,
  role text check (role in ('opened', 'added', 'dialogue', 'gesture')),
  primary key (municipality_id, id),
  unique (municipality_id, channel, external_id),
  foreign key (municipality_id, thread_id) references channels.thread (municipality_id, id)
);
create index incoming_thread on channels.incoming (municipality_id, thread_id, at);
create index incoming_subject on channels.incoming (municipality_id, subject_id, at) where subject_id is not null;
create index incoming_album on channels.incoming (municipality_id, channel, album_id) where album_id is not null;

-- The outbox speaks every channel.
alter table channels.message add column thread_id uuid;
alter table channels.message add column parts jsonb;
alter table channels.message add column by_human boolean not null default false;
alter table channels.message add column answers jsonb;
-- The message that this one stands in for, when its own channel could not carry it.
alter table channels.message add column instead_of uuid;
alter table channels.delivery add column method text not null default '';
alter table channels.delivery add column cost numeric not null default 0;
alter table channels.delivery add column provider_ids text[] not null default '{}';
alter table channels.delivery add column problem text;
create index message_thread on channels.message (municipality_id, thread_id, created_at) where thread_id is not null;
create index delivery_provider on channels.delivery using gin (provider_ids);

do $$
declare t text;
begin
  foreach t in array array['channels.account', 'channels.event', 'channels.thread', 'channels.incoming'] loop
    execute format('alter table %s enable row level security', t);
    execute format('create policy municipality on %s using (municipality_id = nullif(current_setting(''app.municipality_id'', true), '''')::uuid) with check (municipality_id = nullif(current_setting(''app.municipality_id'', true), '''')::uuid)', t);
  end loop;
end $$;
comment on table channels.event is 'kept';
comment on table channels.incoming is 'kept';
