-- Workers begin when no desk of the installation rests; each desk sees only its own row, so only the database can say whether another does.
create function platform.any_rests() returns boolean language sql stable security definer
  set search_path = platform, pg_temp
  as $$ select exists (select from platform.rest) $$;
