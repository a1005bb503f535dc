-- A file that belongs to something other than a voice (a signed order, a step's evidence) says what for, and is not swept away.
alter table platform.file add column kept_for text;
