-- A message of which nobody can say whether it arrived: the provider took the request and never answered, and there is no key by which it
-- could be asked. It is neither sent nor failed: said again by itself it might arrive twice, so that is for an officer to decide.
alter table channels.message drop constraint message_status_check;
alter table channels.message add constraint message_status_check check (status in ('queued', 'sent', 'uncertain', 'failed', 'unroutable'));
alter table channels.delivery drop constraint delivery_outcome_check;
alter table channels.delivery add constraint delivery_outcome_check check (outcome in ('accepted', 'refused', 'unreachable', 'uncertain'));
