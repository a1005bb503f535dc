-- A key files three hundred cases a minute at most, unless it was made to take over registers. Keys that are there stay as they were.
alter table people.api_key add column without_limit boolean not null default true;
alter table people.api_key alter column without_limit set default false;
