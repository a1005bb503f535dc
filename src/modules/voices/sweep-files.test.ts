import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { office } from '../../../test/desk.ts';
import { runAllJobs } from '../../../test/run-jobs.ts';
import { keepFile } from '../../platform/files/keep-file.ts';

test('files that were never sent with anything go after two days; the same picture in a case stays', async () => {
  await using o = await office();
  const { w } = o;
  const upload = (bytes: string) =>
    w.scoped((tx) =>
      keepFile(
        tx,
        w.parts.files,
        { bytes: Buffer.from(bytes), mediaType: 'image/png', width: 1, height: 1 },
        { now: w.now(), name: 'a.png', municipalityId: w.municipalityId },
      ),
    );
  const [kept, twin, stray] = [await upload('same'), await upload('same'), await upload('other')];
  await o.file({ fileIds: [kept] });
  const sweep = () =>
    runAllJobs(
      { jobs: w.jobs, schedules: w.schedules, parts: w.parts, municipalities: [w.municipalityId] },
      w.ownerUrl,
      'every.voices.sweep-files',
    );
  const rows = () => w.scoped((tx) => tx.selectFrom('platform.file').select('id').orderBy('id').execute());
  await sweep();
  expect((await rows()).map((row) => row.id)).toEqual([kept, twin, stray]);
  w.at(new Date(w.now().getTime() + 3 * 86_400_000));
  await sweep();
  expect((await rows()).map((row) => row.id)).toEqual([kept]);
  const read = await w.app.inject({ url: `/api/v1/files/${kept}`, headers: o.desk.headers });
  expect(read.body).toBe('same');
});

test('a picture that is sent again while its stray is swept keeps its bytes; a great heap goes in one run', async () => {
  await using o = await office();
  const { w } = o;
  const picture = { bytes: Buffer.from('again'), mediaType: 'image/png' as const, width: 1, height: 1 };
  const about = () => ({ now: w.now(), name: 'a.png', municipalityId: w.municipalityId });
  const stray = await w.scoped((tx) => keepFile(tx, w.parts.files, picture, about()));
  await w.scoped((tx) =>
    sql`insert into platform.file (id, storage_key, media_type, bytes, sha256, name, created_at)
        select gen_random_uuid(), 'heap/' || n, 'image/png', 1, '', 'a.png', ${w.now()} from generate_series(1, 600) n`.execute(
      tx,
    ),
  );
  w.at(new Date(w.now().getTime() + 3 * 86_400_000));
  const rows = () => w.scoped((tx) => tx.selectFrom('platform.file').select('id').execute());
  const held = Promise.withResolvers<void>();
  const kept = Promise.withResolvers<void>();
  const again = w.scoped(async (tx) => {
    const id = await keepFile(tx, w.parts.files, picture, about());
    kept.resolve();
    await held.promise;
    return id;
  });
  await kept.promise;
  const swept = runAllJobs(
    { jobs: w.jobs, schedules: w.schedules, parts: w.parts, municipalities: [w.municipalityId] },
    w.ownerUrl,
    'every.voices.sweep-files',
  );
  await expect.poll(async () => (await rows()).some(({ id }) => id === stray)).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 300));
  held.resolve();
  const id = await again;
  await swept;
  expect(await rows()).toEqual([{ id }]);
  const [row] = await w.scoped((tx) => tx.selectFrom('platform.file').select('storage_key').execute());
  expect(Buffer.concat(await (await w.parts.files.get(row?.storage_key ?? '')).toArray()).toString()).toBe('again');
});
