-- Departments that somebody of the staff was moved out of: that nobody is in one now says that its people went, not that it works on paper.
alter table people.directory_entry add column moved_out boolean not null default false;
update people.directory_entry e set moved_out = true
 where e.noun = 'department' and exists (
   select from platform.audit_entry a
    where a.municipality_id = e.municipality_id and a.action = 'staff.change'
      and a.detail -> 'before' ->> 'departmentId' = e.id::text
      and a.detail -> 'after' ->> 'departmentId' is distinct from e.id::text);
