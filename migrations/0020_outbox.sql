-- The outbox: when a message may go (a person's letter box is not flooded), and who is sending it now (so that it goes once).
alter table channels.message add column send_after timestamptz not null default now();
alter table channels.message add column claimed_until timestamptz;
update channels.message set send_after = created_at;
alter table channels.message alter column send_after drop default;
create index message_recipient on channels.message (municipality_id, channel, lower(recipient), send_after desc);
