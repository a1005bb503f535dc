-- The version of the privacy notice that the person of a chat was told of last (Personal Data Protection Act s.23).
alter table channels.thread add column notice_version int;
