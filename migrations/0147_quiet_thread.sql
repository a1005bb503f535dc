-- Since when the person of a chat wants nothing there that the program says by itself; what somebody types for them still comes.
alter table channels.thread add column quiet_at timestamptz;
