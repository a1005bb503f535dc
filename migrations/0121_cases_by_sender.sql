-- The cases that somebody brought on a channel, wherever they wrote: in a group or under a post too, by their id at the provider.
create index incoming_brought on channels.incoming (municipality_id, channel, sender_id) where role = 'opened';
