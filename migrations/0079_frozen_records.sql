-- What stood behind each month of a frozen year stays with it: by step and month, the records as they were listed.
alter table plans.frozen add column records jsonb not null default '{}';
-- Approved minutes keep the name that the committee had.
alter table plans.meeting add column committee_name text;
