-- A file that came in a conversation is read by its id: which message it came with is found without walking through all of them.
create index incoming_media on channels.incoming using gin (media jsonb_path_ops) where media <> '[]';
-- Guided conversations that may have been left lying, and outboxes that may have been forgotten, are looked for every few minutes.
create index thread_guided on channels.thread (municipality_id, last_in_at) where dialogue is not null;
