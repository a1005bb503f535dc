-- What came with a request through the Open311 door beside the complaint itself. `description` and `address` are what may be shown
-- to anybody: what was sent, without telephone numbers, addresses of mail, card numbers and the reporter's own name. The row is
-- written before the filing it belongs to, so no foreign key: a filing that fails leaves it without a case, and nobody sees it.
create table complaints.open311_request (
  municipality_id uuid not null default platform.scope(),
  complaint_id uuid not null,
  api_key_id uuid not null,
  description text not null default '',
  address text not null default '',
  address_id text,
  media_url text,
  -- The picture behind `media_url`, once it was fetched: null while nobody tried; otherwise why there is none, or 'kept'.
  media_outcome text,
  account_id text,
  device_id text,
  attributes jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (municipality_id, complaint_id)
);
alter table complaints.open311_request enable row level security;
create policy municipality on complaints.open311_request
  using (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid)
  with check (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid);
