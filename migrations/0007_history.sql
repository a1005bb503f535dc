-- What the application may not do to a table is said on the table: `appended` rows are neither changed nor removed, `kept` rows are
-- not removed. The grants of the application's role follow it.
comment on table platform.audit_entry is 'appended';
comment on table complaints.complaint_event is 'appended';
comment on table complaints.deadline is 'appended';
comment on table channels.delivery is 'appended';
comment on table platform.audit_head is 'kept';
comment on table platform.counter is 'kept';
comment on table complaints.complaint is 'kept';
comment on table voices.voice is 'appended';
comment on table complaints.import_run is 'appended';
comment on table voices.attachment is 'kept';
