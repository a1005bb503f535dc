-- Whoever wrote any of a meeting's minutes does not approve them: their ids (`audit_entry.actor_id`).
alter table plans.meeting add column minutes_by text[] not null default '{}';
update plans.meeting m set minutes_by = w.ids
  from (select municipality_id, subject_id, array_agg(distinct actor_id) as ids from platform.audit_entry
         where action = 'meeting.minutes' and subject_kind = 'meeting' and actor_id is not null group by 1, 2) w
 where w.municipality_id = m.municipality_id and w.subject_id = m.id::text;

-- Who was sent an invitation for their calendar, so that whoever is no member any more by the day of the meeting is uninvited, once.
create table plans.invitation (
  municipality_id uuid not null default platform.scope(),
  meeting_id uuid not null,
  -- In small letters: an address is one person's, however it is typed.
  email text not null,
  name text not null,
  sent_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (municipality_id, meeting_id, email),
  foreign key (municipality_id, meeting_id) references plans.meeting (municipality_id, id)
);
alter table plans.invitation enable row level security;
create policy municipality on plans.invitation
  using (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid)
  with check (municipality_id = nullif(current_setting('app.municipality_id', true), '')::uuid);
comment on table plans.invitation is 'kept';
insert into plans.invitation (municipality_id, meeting_id, email, name, sent_at)
  select m.municipality_id, m.id, lower(s.recipient), '', min(s.created_at) from plans.meeting m
    join channels.message s on s.municipality_id = m.municipality_id and s.subject_kind = 'meeting' and s.subject_id = m.id
     and s.template = 'meeting-invitation'
   group by 1, 2, 3;
-- How many times somebody was uninvited: a calendar takes only what has a higher sequence than what it has.
alter table plans.meeting add column uninvited int not null default 0;
