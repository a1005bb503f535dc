-- The application may add a job for its own scope and may touch the queue in no other way.
create function platform.enqueue(task text, payload json, run_at timestamptz, job_key text, queue text, max_attempts int) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if platform.scope() is null or payload ->> 'municipalityId' is distinct from platform.scope()::text then
    raise exception 'a job belongs to the municipality whose transaction adds it' using errcode = 'insufficient_privilege';
  end if;
  perform graphile_worker.add_job(task, payload, queue_name => queue, run_at => run_at, max_attempts => max_attempts, job_key => job_key);
end $$;
