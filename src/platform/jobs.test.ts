import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { world } from '../../test/harness.ts';
import { runAllJobs } from '../../test/run-jobs.ts';
import { enqueue, type Job } from './jobs.ts';

test('what a schedule cannot do for one municipality it does for the others, and is tried again', async () => {
  await using w = await world();
  const done: string[] = [];
  const job: Job = {
    id: 'tests.nightly',
    schema: z.object({}),
    async handle({ municipalityId, scoped }) {
      await scoped(async () => undefined);
      if (municipalityId === w.municipalityId && done.length < 2) throw new Error('not yet');
      done.push(municipalityId);
    },
  };
  const other = '00000000-0000-7000-8000-00000000000a';
  const another = '00000000-0000-7000-8000-00000000000b';
  const run = () =>
    runAllJobs(
      { ...w, jobs: [], schedules: [{ cron: '0 0 * * *', job }], municipalities: [w.municipalityId, other, another] },
      w.ownerUrl,
      'every.tests.nightly',
    );
  await run();
  expect(done).toEqual([other, another]);
  await run();
  expect(done).toEqual([other, another, w.municipalityId, other, another]);
});

test('what the database says of a job that fails may be somebody’s words: the log says what went wrong without them', async () => {
  await using w = await world();
  const job: Job = {
    id: 'tests.quoting',
    schema: z.object({}),
    handle: ({ scoped }) => scoped(async (tx) => void (await sql`select ${'สมชาย 0812345678'}::uuid`.execute(tx))),
  };
  const written = vi.spyOn(w.parts.log, 'error');
  await w.scoped((tx) => enqueue(tx, job, {}));
  await runAllJobs({ ...w, jobs: [job], schedules: [], municipalities: [w.municipalityId] }, w.ownerUrl);
  const lines = written.mock.calls.map(([line]) => line as unknown);
  expect(lines).toMatchObject([
    { event: 'job-failed', message: expect.stringContaining(job.id), err: { code: '22P02' } },
  ]);
  expect(lines).toEqual([expect.not.objectContaining({ message: expect.stringContaining('สมชาย') })]);
});
