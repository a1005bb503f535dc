-- What is used of a channel's month, as its provider last said, and whether administrators were told that it ends.
create table channels.quota_month (
  municipality_id uuid not null default platform.scope(),
  channel text not null,
  -- The first day of the month, in Bangkok.
  month date not null,
  used numeric not null,
  most numeric,
  looked_at timestamptz not null,
  state text not null default 'enough' check (state in ('enough', 'ending', 'ended')),
  -- The states of this month that administrators were told of, each once.
  told text[] not null default '{}',
  primary key (municipality_id, channel, month)
);
alter table channels.quota_month enable row level security;
create policy municipality on channels.quota_month using (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid) with check (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid);
comment on table channels.quota_month is 'kept';
