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
