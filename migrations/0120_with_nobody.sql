-- Cases that wait for us and that no department and no officer holds, new or opened again: the desk's first view of a day. Of corruption a
-- department does not count, for it does not see the case.
create index complaint_with_nobody on complaints.complaint (municipality_id, received_at desc, id desc)
  where status in ('new', 'assigned', 'in-progress') and owner_id is null and (department_id is null or visibility = 'corruption');
