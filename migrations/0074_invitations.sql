-- A mail may carry an event for the receiver's calendar (RFC 5545), beside its words.
alter table channels.message add column calendar text;
