import {
  parseCronItems,
  Logger as QueueLogger,
  type Runner,
  run,
  runOnce,
  type Task,
  type TaskList,
} from 'graphile-worker';
import { type CompiledQuery, sql } from 'kysely';
import type pg from 'pg';
import { z } from 'zod';
import { type Db, inMunicipality, type Tx } from './db/db.ts';
import { prepared } from './db/prepared.ts';
import type { Logger } from './log.ts';

/** A job: what it is called, the shape of what it is given, and what it does. The handler may run twice for one job. */
export type Job<S extends z.ZodType = z.ZodType> = {
  readonly id: string;
  readonly schema: S;
  handle(parts: JobParts, payload: z.output<S>): Promise<void>;
};
/** `scoped` opens a transaction in the municipality that the job belongs to. */
export type JobParts = {
  scoped: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  municipalityId: string;
  now: () => Date;
  log: Logger;
  /** If this fails, the queue does not try again. Left out: it is no job of the queue. */
  isLast?: boolean;
};

export type EnqueueOptions = { runAt?: Date; key?: string; queue?: string; maxAttempts?: number };

/** Adds a job in the transaction that causes it: if the change rolls back, so does the job. */
export async function enqueue<S extends z.ZodType>(
  tx: Tx,
  job: { readonly id: string; readonly schema: S },
  payload: z.input<S>,
  options: EnqueueOptions = {},
): Promise<void> {
  await tx.executeQuery(jobStatement(tx, job, payload, options));
}

/** The statement that does it, to be sent with others. */
export function jobStatement<S extends z.ZodType>(
  tx: Tx,
  job: { readonly id: string; readonly schema: S },
  payload: z.input<S>,
  { runAt, key, queue, maxAttempts = 12 }: EnqueueOptions = {},
): CompiledQuery {
  const body = JSON.stringify(job.schema.parse(payload));
  const query = sql`select platform.enqueue(${job.id}, json_build_object('municipalityId', platform.scope(), 'body', ${body}::json),
    ${runAt ?? null}::timestamptz, ${key ?? null}::text, ${queue ?? null}::text, ${maxAttempts}::int)`;
  return prepared(query.compile(tx));
}

const Envelope = z.object({ municipalityId: z.uuid(), body: z.unknown() });

/** What the clock starts by itself: `cron` in five fields, UTC; run once for each municipality. */
export type Schedule = { cron: string; job: Job };

type Working = {
  db: Db;
  jobs: readonly Job[];
  schedules: readonly Schedule[];
  municipalities: () => Promise<readonly string[]>;
  now: () => Date;
  log: Logger;
};

/**
 * What the queue calls, by task name: each job in the scope of the municipality it belongs to, each schedule once for every one. What fails for
 * one municipality is done for the others all the same, and then tried again for all.
 */
export function taskList({ db, jobs, schedules, municipalities, now, log }: Working): TaskList {
  const perform = (job: Job, municipalityId: string, body: unknown, isLast = false) =>
    job.handle(
      { scoped: (work) => inMunicipality(db, municipalityId, work), municipalityId, now, log, isLast },
      job.schema.parse(body),
    );
  const tasks = jobs.map((job): [string, Task] => [
    job.id,
    async (payload, { job: queued }) => {
      const { municipalityId, body } = Envelope.parse(payload);
      await perform(job, municipalityId, body, queued.attempts >= queued.max_attempts);
    },
  ]);
  const scheduled = schedules.map(({ job }): [string, Task] => [
    `every.${job.id}`,
    async () => {
      const all = await municipalities();
      const failed: unknown[] = [];
      for (const id of all)
        await perform(job, id, {}).catch((error: unknown) => {
          failed.push(error);
          log.error({ event: 'schedule-failed', job: job.id, municipality: id, err: error });
        });
      if (failed.length > 0) throw new AggregateError(failed, `failed for ${failed.length} of ${all.length}`);
    },
  ]);
  return Object.fromEntries([...tasks, ...scheduled]);
}

/**
 * Runs the workers. `queuePool` is the queue's own connection (its tables are not the application's to touch); handlers get
 * the application's scoped transactions only.
 */
export function runJobs(parts: Working & { queuePool: pg.Pool; concurrency?: number }): Promise<Runner> {
  return run({
    pgPool: parts.queuePool,
    taskList: taskList(parts),
    parsedCronItems: parseCronItems(
      parts.schedules.map(({ cron, job }) => ({
        match: cron,
        task: `every.${job.id}`,
        identifier: job.id,
        // One that waits to be tried again is not joined by another each minute.
        options: { jobKey: `every.${job.id}` },
      })),
    ),
    concurrency: parts.concurrency ?? 4,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: quiet(parts.log),
  });
}

/** Performs every job that is due, in this process, until none is left. A job that throws waits in the queue, as in life. */
export function runDueJobs(parts: Working & { queuePool: pg.Pool }): Promise<void> {
  return runOnce({
    pgPool: parts.queuePool,
    taskList: taskList(parts),
    noPreparedStatements: true,
    logger: quiet(parts.log),
  });
}

/** The queue's own lines quote payloads and what the database said; only what went wrong is kept, as of any fault (`openLog`). */
function quiet(log: Logger): QueueLogger {
  return new QueueLogger(() => (level, message, meta) => {
    const err = meta?.['error'];
    if (level === 'error')
      log.error({
        event: 'job-failed',
        message: message.split(/\n| with error /, 1)[0]?.slice(0, 200),
        ...(err !== undefined && { err }),
      });
    else if (level === 'warning') log.warn({ event: 'job-warning' });
  });
}
