import { runOnce } from 'graphile-worker';
import pg from 'pg';
import { taskList } from '../src/platform/jobs.ts';
import type { Assembled } from '../src/server/assemble.ts';

/** Performs every job that is due, until none is left. A job that throws stays in the queue for later, as in life. */
export async function runAllJobs({ jobs, parts }: Pick<Assembled, 'jobs' | 'parts'>, ownerUrl: string): Promise<void> {
  const pgPool = new pg.Pool({ connectionString: ownerUrl, max: 3 });
  try {
    await runOnce({
      pgPool,
      taskList: taskList({ ...parts, jobs, schedules: [], municipalities: async () => [] }),
      noPreparedStatements: true,
    });
  } finally {
    await pgPool.end();
  }
}
