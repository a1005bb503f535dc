-- One person, many channels: identities (a filing, a number, an address, a thread) that belong to one person because something proved it.
-- Who belongs together follows from the proofs that have not ended, and from nothing else; `identity.person_id` is that, written down.
create table people.person (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  created_at timestamptz not null,
  primary key (municipality_id, id)
);
create table people.identity (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  person_id uuid not null,
  -- 'case': a filing, by the register's id. Threads by their own id, numbers as E.164, addresses in small letters.
  kind text not null check (kind in ('case', 'phone', 'email', 'line', 'facebook', 'instagram', 'twitter')),
  value text not null check (value <> ''),
  created_at timestamptz not null,
  primary key (municipality_id, id),
  unique (municipality_id, kind, value),
  foreign key (municipality_id, person_id) references people.person (municipality_id, id)
);
create index identity_person on people.identity (municipality_id, person_id);
create table people.proof (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  one_id uuid not null,
  other_id uuid not null,
  kind text not null check (kind in ('verified-phone', 'verified-email', 'tracking-code', 'line-login', 'thread', 'staff-with-reason')),
  reason text not null default '',
  proven_at timestamptz not null,
  actor_kind text not null,
  actor_id text,
  ended_at timestamptz,
  ended_reason text,
  ended_by text,
  primary key (municipality_id, id),
  check (one_id < other_id),
  foreign key (municipality_id, one_id) references people.identity (municipality_id, id),
  foreign key (municipality_id, other_id) references people.identity (municipality_id, id)
);
create unique index proof_once on people.proof (municipality_id, one_id, other_id, kind) where ended_at is null;
create index proof_other on people.proof (municipality_id, other_id);
create table people.person_event (
  municipality_id uuid not null default platform.scope(),
  id uuid not null,
  kind text not null check (kind in ('joined', 'split')),
  -- joined: whose identities `other_person_id`'s became. split: from whom they went to `other_person_id`.
  person_id uuid not null,
  other_person_id uuid not null,
  identity_ids uuid[] not null,
  proof text,
  reason text not null default '',
  actor_kind text not null,
  actor_id text,
  at timestamptz not null,
  primary key (municipality_id, id)
);
create index person_event_person on people.person_event (municipality_id, person_id);
create index person_event_other on people.person_event (municipality_id, other_person_id);
do $$
declare t text;
begin
  foreach t in array array['person', 'identity', 'proof', 'person_event'] loop
    execute format('alter table people.%I enable row level security', t);
    execute format('create policy municipality on people.%I using (municipality_id = nullif(current_setting(''app.municipality_id'', true), '''')::uuid) with check (municipality_id = nullif(current_setting(''app.municipality_id'', true), '''')::uuid)', t);
  end loop;
end $$;
comment on table people.person is 'kept';
comment on table people.identity is 'kept';
comment on table people.proof is 'kept';
comment on table people.person_event is 'appended';

-- A telephone number however it was typed: digits alone, Thai digits too, without an extension, +66 as 0.
create function people.phone_key(typed text) returns text language sql immutable parallel safe return
  regexp_replace(
    regexp_replace(translate(split_part(typed, 'ต่อ', 1), '๐๑๒๓๔๕๖๗๘๙', '0123456789'), '[^0-9]', '', 'g'),
    '^(00)?66(?=[0-9]{8,9}$)', '0');
create index citizen_phone on people.citizen (municipality_id, people.phone_key(phone)) where phone <> '';
create index citizen_email on people.citizen (municipality_id, lower(email)) where email <> '';
create index voice_citizen on voices.voice (municipality_id, citizen_id) where citizen_id is not null;

-- What was opened in somebody's own thread is theirs: the provider signed whose words they are.
insert into people.person (municipality_id, id, created_at)
  select t.municipality_id, t.id, t.created_at from channels.thread t
   where t.kind = 'person' and t.channel in ('line', 'facebook', 'instagram', 'twitter')
     and exists (select from channels.incoming i where i.municipality_id = t.municipality_id and i.thread_id = t.id
                  and i.role = 'opened' and i.subject_id is not null);
insert into people.identity (municipality_id, id, person_id, kind, value, created_at)
  select t.municipality_id, gen_random_uuid(), t.id, t.channel, t.id::text, t.created_at
    from channels.thread t join people.person p on p.municipality_id = t.municipality_id and p.id = t.id;
insert into people.identity (municipality_id, id, person_id, kind, value, created_at)
  select distinct on (i.municipality_id, i.subject_id) i.municipality_id, gen_random_uuid(), i.thread_id, 'case', i.subject_id::text, i.at
    from channels.incoming i join people.person p on p.municipality_id = i.municipality_id and p.id = i.thread_id
   where i.role = 'opened' and i.subject_id is not null
   order by i.municipality_id, i.subject_id, i.at, i.id;
insert into people.proof (municipality_id, id, one_id, other_id, kind, proven_at, actor_kind)
  select c.municipality_id, gen_random_uuid(), least(c.id, t.id), greatest(c.id, t.id), 'thread', c.created_at, 'system'
    from people.identity c join people.identity t
      on t.municipality_id = c.municipality_id and t.person_id = c.person_id and t.kind <> 'case'
   where c.kind = 'case';
