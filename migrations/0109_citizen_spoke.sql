-- Since when a citizen's word waits for an answer: what they said first that no public step of the office came after, nor an
-- acknowledgement. Null where nothing waits, and while nobody of the office has touched the case: then it waits as a whole.
alter table complaints.complaint add column citizen_spoke_at timestamptz;
update complaints.complaint c set citizen_spoke_at = said.at
  from (select e.municipality_id, e.complaint_id, min(e.at) as at
          from complaints.complaint_event e
         where (e.step = 'citizen-message' and e.data ->> 'changed' is distinct from 'withdrawn'
             or e.step = 'citizen-verdict' and e.data ->> 'verdict' is distinct from 'done')
           and exists (
             select from complaints.complaint_event s
              where s.municipality_id = e.municipality_id and s.complaint_id = e.complaint_id and s.seq < e.seq
                and s.actor_kind = 'staff' and s.step <> 'file')
           and not exists (
             select from complaints.complaint_event a
              where a.municipality_id = e.municipality_id and a.complaint_id = e.complaint_id and a.seq > e.seq
                and a.step in ('progress', 'reply', 'ask-citizen', 'transfer', 'refuse', 'close', 'reopen'))
         group by 1, 2) said
 where c.municipality_id = said.municipality_id and c.id = said.complaint_id;
create index complaint_citizen_spoke on complaints.complaint (municipality_id, citizen_spoke_at, id) where citizen_spoke_at is not null;

-- The trail of some days is read newest first, in the order of its time: the page of a day long past costs what today's does.
drop index platform.audit_entry_at;
create index audit_entry_at on platform.audit_entry (municipality_id, at, seq);
