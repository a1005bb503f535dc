import type pg from 'pg';

/**
 * What waits in the queue. One that is being performed at this moment waits again, with the attempt that has not ended given back: no handler
 * minds being called twice.
 */
export const WAITING_JOBS = `(select t.identifier, j.payload, q.queue_name, j.run_at, j.max_attempts, j.key, j.priority, j.flags,
    greatest(0, j.attempts - case when j.locked_at is null then 0 else 1 end), j.last_error, j.created_at
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  left join graphile_worker._private_job_queues q on q.id = j.job_queue_id order by j.id)`;

export const RESTORED_JOBS = 'restored_job';

/** Where the jobs of an archive are put for the length of the transaction. */
export async function makeRoomForJobs(client: pg.Client): Promise<void> {
  await client.query(`create temporary table ${RESTORED_JOBS} (task text, payload json, queue text, run_at timestamptz, max_attempts int, key text,
    priority int, flags jsonb, attempts int, last_error text, created_at timestamptz) on commit drop`);
}

/** Hands them to the queue by its own function, so that its version is its own affair; then what the function does not take. */
export async function queueRestoredJobs(client: pg.Client): Promise<void> {
  await client.query(`do $$
    declare r record; added bigint;
    begin
      for r in select * from pg_temp.${RESTORED_JOBS} loop
        select a.id into added from graphile_worker.add_job(r.task, r.payload, queue_name => r.queue, run_at => r.run_at,
          max_attempts => r.max_attempts, job_key => r.key, priority => r.priority,
          flags => (select array_agg(f) from jsonb_object_keys(r.flags) f)) a;
        update graphile_worker._private_jobs set attempts = r.attempts, last_error = r.last_error, created_at = r.created_at where id = added;
      end loop;
    end $$`);
}
