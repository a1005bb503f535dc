-- Whose invitation it is, and which version of the meeting it told of: who only has another address now is a member still.
alter table plans.invitation add column member_id uuid;
alter table plans.invitation add column meeting_version int;
update plans.invitation i set meeting_version = m.version from plans.meeting m
 where m.municipality_id = i.municipality_id and m.id = i.meeting_id;
update plans.invitation i set member_id = c.id
  from plans.meeting m join plans.committee_member c on c.municipality_id = m.municipality_id and c.committee_id = m.committee_id
 where m.municipality_id = i.municipality_id and m.id = i.meeting_id and lower(c.email) = i.email and c.to_on is null;
alter table plans.invitation alter column meeting_version set not null;

-- When the time of a meeting was last set: one that is moved to a day that is over is recorded late, however early it was called.
alter table plans.meeting add column dated_at timestamptz;
with told as (
  select municipality_id, subject_id, at, (detail->>'startsAt')::timestamptz as starts_at from platform.audit_entry
   where action in ('meeting.plan', 'meeting.change') and subject_kind = 'meeting' and detail ? 'startsAt'
)
update plans.meeting m set dated_at = coalesce((
  select min(t.at) from told t
   where t.municipality_id = m.municipality_id and t.subject_id = m.id::text and t.starts_at = m.starts_at
     and not exists (select from told o where o.municipality_id = t.municipality_id and o.subject_id = t.subject_id
                        and o.at > t.at and o.starts_at <> m.starts_at)), m.created_at);
alter table plans.meeting alter column dated_at set not null;
