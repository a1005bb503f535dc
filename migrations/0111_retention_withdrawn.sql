-- A period that has not begun may be taken back, mistyped or thought better of: it stays as withdrawn, and another may begin on its day.
alter table people.retention_period add column withdrawn_at timestamptz, add column withdrawn_by text;
alter table people.retention_period drop constraint retention_period_municipality_id_what_effective_from_key;
create unique index retention_period_of_day on people.retention_period (municipality_id, what, effective_from) where withdrawn_at is null;
comment on table people.retention_period is 'kept';
