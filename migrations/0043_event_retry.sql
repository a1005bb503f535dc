-- An event that could not be read is tried again, each time later.
alter table channels.event add column try_after timestamptz;
-- The newest of one channel; the newest of all are those of each channel, merged.
create index event_of_channel on channels.event (municipality_id, channel, received_at desc, id desc);
drop index channels.event_newest;
