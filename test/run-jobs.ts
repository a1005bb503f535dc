import { Logger, runOnce } from 'graphile-worker';
import pg from 'pg';
import { taskList } from '../src/platform/jobs.ts';
import type { Assembled } from '../src/server/assemble.ts';

type Working = Pick<Assembled, 'jobs' | 'schedules' | 'parts'> & { municipalities: readonly string[] };

/** Performs every job that is due, until none is left, and first the schedule that is named. A job that throws waits in the queue, as in life. */
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
    await runOnce({
      pgPool,
      taskList: taskList({ ...parts, jobs, schedules, municipalities: async () => municipalities }),
      noPreparedStatements: true,
      logger: new Logger(() => () => undefined),
    });
  } finally {
    await pgPool.end();
  }
}
