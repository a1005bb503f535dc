-- Two who change one entry of a list at once: the second is told rather than the first overwritten.
alter table people.directory_entry add column version integer not null default 1;
