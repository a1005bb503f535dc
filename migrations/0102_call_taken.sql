-- Who is writing a call down: it rings at nobody else's desk any more.
alter table complaints.call add column taken_by text;
alter table complaints.call add column taken_at timestamptz;
