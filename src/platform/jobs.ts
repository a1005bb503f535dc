import { Logger as QueueLogger, type Runner, run } from 'graphile-worker';
import { sql } from 'kysely';
import type pg from 'pg';
import { z } from 'zod';
import { type Db, inMunicipality, type Tx } from './db/db.ts';
import type { Logger } from './log.ts';

/** A job: what it is called, the shape of what it is given, and what it does. The handler may run twice for one job. */
export type Job<S extends z.ZodType = z.ZodType> = {
  readonly id: string;
  readonly schema: S;
  readonly handle: (parts: JobParts, payload: z.output<S>) => Promise<void>;
};
/** `scoped` opens a transaction in the municipality that the job belongs to. */
export type JobParts = { scoped: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>; municipalityId: string; now: () => Date; log: Logger };

export type EnqueueOptions = { runAt?: Date; key?: string; queue?: string; maxAttempts?: number };

/** Adds a job in the transaction that causes it: if the change rolls back, so does the job. */
export async function enqueue<S extends z.ZodType>(tx: Tx, job: { readonly id: string; readonly schema: S }, payload: z.input<S>, options: EnqueueOptions = {}): Promise<void> {
  const body = job.schema.parse(payload);
  await sql`select platform.enqueue(${job.id}, json_build_object('municipalityId', platform.scope(), 'body', ${JSON.stringify(body)}::json),
    ${options.runAt ?? null}::timestamptz, ${options.key ?? null}::text, ${options.queue ?? null}::text, ${options.maxAttempts ?? 12}::int)`.execute(tx);
}

const Envelope = z.object({ municipalityId: z.uuid(), body: z.unknown() });

/** What the clock starts by itself: `cron` in five fields, UTC; run once for each municipality. */
export type Schedule = { cron: string; job: Job };

/**
 * Runs the workers. `queuePool` is the queue's own connection (its tables are not the application's to touch); handlers get
 * the application's scoped transactions only.
 */
export function runJobs(parts: {
  db: Db;
  queuePool: pg.Pool;
  jobs: readonly Job[];
  schedules: readonly Schedule[];
  municipalities: () => Promise<readonly string[]>;
  now: () => Date;
  log: Logger;
  concurrency?: number;
}): Promise<Runner> {
  const { db, log, now } = parts;
  const perform = (job: Job, municipalityId: string, body: unknown) =>
    job.handle({ scoped: (work) => inMunicipality(db, municipalityId, work), municipalityId, now, log }, job.schema.parse(body));
  const tasks = parts.jobs.map((job) => [
    job.id,
    async (payload: unknown) => {
      const { municipalityId, body } = Envelope.parse(payload);
      await perform(job, municipalityId, body);
    },
  ]);
  const scheduled = parts.schedules.map(({ job }) => [
    `every.${job.id}`,
    async () => {
      for (const id of await parts.municipalities()) await perform(job, id, {});
    },
  ]);
  return run({
    pgPool: parts.queuePool,
    taskList: Object.fromEntries([...tasks, ...scheduled]),
    crontab: parts.schedules.map(({ cron, job }) => `${cron} every.${job.id} ?jobKey=${job.id}`).join('\n'),
    concurrency: parts.concurrency ?? 4,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: quiet(log),
  });
}

function quiet(log: Logger) {
  // The queue's own lines quote payloads; only what went wrong is kept, by level and without them.
  return new QueueLogger((_scope) => (level, message) => {
    if (level === 'error') log.error({ event: 'job-failed', message: message.split('\n')[0]?.slice(0, 200) });
    else if (level === 'warning') log.warn({ event: 'job-warning' });
  });
}
