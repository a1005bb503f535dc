import pg from 'pg';
import { runDueJobs } from '../src/platform/jobs.ts';
import type { Assembled } from '../src/server/assemble.ts';

type Working = Pick<Assembled, 'jobs' | 'schedules' | 'parts'> & { municipalities: readonly string[] };

/** Performs every job that is due, and first the schedule that is named. */
export async function runAllJobs(
  { jobs, schedules, parts, municipalities }: Working,
  ownerUrl: string,
  schedule?: string,
): Promise<void> {
  const pgPool = new pg.Pool({ connectionString: ownerUrl, max: 3 });
  pgPool.on('error', () => undefined);
  pgPool.on('connect', (client) => client.on('error', () => undefined));
  try {
    if (schedule) await pgPool.query('select graphile_worker.add_job($1)', [schedule]);
    await runDueJobs({ ...parts, jobs, schedules, municipalities: async () => municipalities, queuePool: pgPool });
  } finally {
    await pgPool.end();
  }
}

/** Lets jobs that wait after a failure run again now. */
export async function hurryJobs(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('update graphile_worker._private_jobs set run_at = now() where locked_at is null');
  await client.end();
}
