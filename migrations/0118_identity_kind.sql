-- Whose threads are persons' own is declared by each channel in its folder: the database holds the shape of a kind, not the list.
alter table people.identity drop constraint identity_kind_check;
alter table people.identity add constraint identity_kind check (kind ~ '^[a-z][a-z0-9-]{0,29}$');
