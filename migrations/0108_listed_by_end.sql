-- Figures lead to lists of what ended between two days, newest end first: of all (complaint_ended) or of one department.
create index complaint_ended_by_department on complaints.complaint (municipality_id, department_id, closed_at desc, id desc) where closed_at is not null;
-- Figures leave out what complains of the reader: few cases name an officer.
create index complaint_respondent on complaints.complaint (municipality_id, respondent_id) where respondent_id is not null;

-- The trail is asked about a person, an action and days. What citizens file is entered by nobody of the office and under one action that needs
-- no index to be found, so that filing writes to none of these but the last, which is a few bytes a thousand entries.
create index audit_entry_actor on platform.audit_entry (municipality_id, actor_id, seq) where actor_id is not null;
create index audit_entry_action on platform.audit_entry (municipality_id, action, seq) where action <> 'complaint.file';
create index audit_entry_at on platform.audit_entry using brin (at);
