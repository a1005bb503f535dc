-- The first answer stands, whatever is done with a case later: from receipt to it is how soon the citizen was answered. A case that is
-- worked on again has a new promise of its own; whether an answer before came after its own last day is kept beside it.
alter table complaints.complaint
  add column first_answered_at timestamptz,
  add column late_before boolean not null default false;
comment on column complaints.complaint.late_before is 'an earlier answer, before it was opened again, came after its own last day';

-- What an import tells without a day is dated like the receipt: that is no day of an answer.
update complaints.complaint c
   set first_answered_at = coalesce(
         (select min(e.at) from complaints.complaint_event e
           where e.municipality_id = c.municipality_id and e.complaint_id = c.id
             and e.from_status in ('new', 'assigned', 'in-progress', 'waiting-citizen', 'waiting-agency')
             and e.to_status in ('answered', 'closed', 'refused', 'transferred')
             and not (e.step = 'import' and e.at = c.received_at)),
         c.answered_at, c.closed_at)
 where c.reopened > 0 or c.answered_at is not null or c.closed_at is not null;
