-- A second factor that is guessed at locks itself for a while; better-auth keeps the count in these columns.
alter table auth."twoFactor" add column "failedVerificationCount" int default 0, add column "lockedUntil" timestamptz;
create index two_factor_user on auth."twoFactor" (municipality_id, "userId");

-- A host belongs to one municipality; each sees only its own row, so only the database can say that another has it.
create function people.host_taken(host text) returns boolean language sql stable security definer
  set search_path = people, pg_temp
  as $$ select exists (select 1 from people.municipality where host = any (hosts)
          and municipality_id is distinct from nullif(current_setting('app.municipality_id', true), '')::uuid) $$;

create index invitation_user on people.invitation (municipality_id, user_id) where used_at is null;
