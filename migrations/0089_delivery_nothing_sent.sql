-- Whether an attempt is known to have sent nothing (the provider said "later", or was not reached at all): what is tried
-- after it is said as if for the first time. An attempt without such certainty may have arrived, and is looked for first.
alter table channels.delivery add column nothing_sent boolean not null default false;
