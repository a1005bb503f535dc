-- What every municipality shares in shape and none shares in rows.
-- Policies read the scope that a transaction sets: `set local app.municipality_id = '<uuid>'`.
create extension if not exists pg_trgm;

create schema platform;
create schema people;
create schema auth;
create schema channels;
create schema voices;
create schema complaints;

-- The scope of this transaction, or null outside of one: then no row is seen and none can be written.
create function platform.scope() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.municipality_id', true), '')::uuid $$;

-- Audit: one hash chain a municipality. `hash` covers the entry and the hash before it.
create table platform.audit_entry (
  municipality_id uuid not null default platform.scope(),
  seq bigint not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('staff', 'citizen', 'api', 'system')),
  actor_id text,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  detail jsonb not null default '{}',
  previous_hash bytea not null,
  hash bytea not null,
  primary key (municipality_id, seq)
);
create index audit_entry_subject on platform.audit_entry (municipality_id, subject_kind, subject_id, seq);

create table platform.audit_head (
  municipality_id uuid primary key default platform.scope(),
  seq bigint not null default 0,
  hash bytea not null default '\x'
);

-- Gap-free numbers: per municipality, class and fiscal year.
create table platform.counter (
  municipality_id uuid not null default platform.scope(),
  class text not null,
  fiscal_year int not null,
  value bigint not null default 0,
  primary key (municipality_id, class, fiscal_year)
);

-- Rate limits hold across processes; losing them in a crash harms nobody.
create unlogged table platform.rate_limit (
  municipality_id uuid not null default platform.scope(),
  bucket text not null,
  window_start timestamptz not null,
  hits int not null default 0,
  primary key (municipality_id, bucket)
);

-- What a stored file is; its bytes are in the file store under `storage_key`.
create table platform.file (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  storage_key text not null,
  media_type text not null,
  bytes bigint not null,
  sha256 bytea not null,
  name text not null,
  width int,
  height int,
  created_at timestamptz not null,
  primary key (municipality_id, id)
);
