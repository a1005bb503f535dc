-- Two who change the municipality's facts at once: the second is told rather than the first overwritten.
alter table people.municipality add column version integer not null default 1;
