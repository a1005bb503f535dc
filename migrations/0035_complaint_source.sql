-- What another system calls a case: an import asks for 200 at a time whether they are here, whatever the register's size.
create unique index complaint_source on complaints.complaint (municipality_id, source_ref, source) where source_ref is not null;
