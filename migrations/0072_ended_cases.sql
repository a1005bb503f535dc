-- The records behind a figure of what ended in a month, newest first.
create index complaint_ended on complaints.complaint (municipality_id, closed_at desc) where closed_at is not null;
