import pg from 'pg';
import { expect, test } from 'vitest';
import { lineDesk } from '../../../../test/line-desk.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const MP4 = Buffer.concat([Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp41', 'latin1'), Buffer.alloc(64)]);

test('a film is asked for until it is ready; what is gone or no file is noted; the case shows each', async () => {
  await using d = await lineDesk();
  const user = d.person();
  d.line.contents.set('film', { bytes: MP4, type: 'video/mp4', transcoding: ['processing', 'succeeded'] });
  d.line.contents.set('page', { bytes: Buffer.from('<html><script>alert(1)</script>'), type: 'image/png' });
  await d.hear(
    d.text(user, 'น้ำท่วม ดูคลิป'),
    d.message(user, { type: 'video', duration: 1, contentProvider: { type: 'line' } }, { id: 'film' }),
    d.message(user, { type: 'file', fileName: 'รายงาน.pdf', fileSize: 10 }, { id: 'page' }),
    d.picture(user, { id: 'gone' }),
  );
  const [filed] = await d.cases();
  const states = async () => {
    const { body } = await d.see(d.desk, filed?.id ?? '');
    const { incoming } = body['conversation'] as { incoming: { media: { state: string }[] }[] };
    return incoming.flatMap(({ media }) => media.map(({ state }) => state)).toSorted();
  };
  expect(await states()).toEqual(['gone', 'gone', 'waiting']);
  await d.hurry();
  expect(await states()).toEqual(['gone', 'gone', 'here']);
  const files = (await d.see(d.desk, filed?.id ?? '')).body['files'] as { id: string; mediaType: string }[];
  expect(files).toMatchObject([{ mediaType: 'video/mp4' }]);
  const read = await d.w.app.inject({ url: `/api/v1/files/${files[0]?.id}`, headers: d.desk.headers });
  expect(read.headers['content-disposition']).toMatch(/^attachment/);

  // A job that was tried for the last time is not the end of it: also while sending is paused it is asked for each hour, for two weeks.
  const sweep = async (days: number) => {
    const queue = new pg.Client({ connectionString: d.w.ownerUrl });
    await queue.connect();
    await queue.query('update graphile_worker._private_jobs set attempts = max_attempts');
    await queue.end();
    d.w.at(new Date(d.w.now().getTime() + days * 86_400_000));
    const found = d.w.schedules.find(({ job }) => job.id === 'complaints.sweep-media');
    const parts = { scoped: d.w.scoped, municipalityId: d.w.municipalityId, now: d.w.now, log: d.w.parts.log };
    await found?.job.handle(parts, {});
    await d.w.runJobs();
  };
  const film = (id: string) =>
    d.message(user, { type: 'video', duration: 1, contentProvider: { type: 'line' } }, { id });
  const never = { bytes: MP4, type: 'video/mp4', transcoding: ['processing' as const] };
  for (const id of ['late', 'never']) d.line.contents.set(id, never);
  const { headers } = await d.staff('administrator');
  const paused = {
    method: 'PUT',
    url: '/api/v1/channels/line',
    headers,
    payload: { active: false, fields: {} },
  } as const;
  expect((await d.w.app.inject(paused)).statusCode).toBe(200);
  await d.hear(film('late'), film('never'));
  d.line.contents.set('late', { bytes: MP4, type: 'video/mp4' });
  expect(await states()).toEqual(['gone', 'gone', 'here', 'waiting', 'waiting']);
  await sweep(1);
  expect(await states()).toEqual(['gone', 'gone', 'here', 'here', 'waiting']);
  await sweep(14);
  expect(await states()).toEqual(['gone', 'gone', 'here', 'here', 'late']);
});

test('a picture that was taken back before it came is not fetched, and one that came is shown to nobody', async () => {
  await using d = await lineDesk();
  const user = d.person();
  for (const id of ['p1', 'p2']) d.line.contents.set(id, { bytes: PNG, type: 'image/png' });
  await d.hear(d.text(user, 'ขยะกองนี้'), d.picture(user, { id: 'p1' }));
  const [filed] = await d.cases();
  const files = async () => (await d.see(d.desk, filed?.id ?? '')).body['files'] as { id: string }[];
  const [shown] = await files();
  const read = async () =>
    (await d.w.app.inject({ url: `/api/v1/files/${shown?.id}`, headers: d.desk.headers })).statusCode;
  expect(await read()).toBe(200);
  d.w.at(new Date(d.w.now().getTime() + 60_000));
  await d.hear(d.unsend(user, 'p1'), d.unsend(user, 'p2'));
  await d.hear(d.picture(user, { id: 'p2' }));
  expect(await files()).toEqual([]);
  expect(await read()).toBe(404);
  expect(d.line.requests.filter(({ path }) => path.includes('p2'))).toEqual([]);
});

test('pictures told to the guide belong to its report, also those that came before it was filed, and are not swept away', async () => {
  await using d = await lineDesk();
  const user = d.person();
  d.line.contents.set('p1', { bytes: PNG, type: 'image/png' });
  await d.hear(d.press(user, 'report'), d.picture(user, { id: 'p1' }));
  const kept = await d.w.scoped((tx) => tx.selectFrom('platform.file').select('kept_for').execute());
  expect(kept).toEqual([{ kept_for: 'incoming' }]);
  await d.hear(d.text(user, 'ทางเท้าพัง'), d.text(user, 'หน้าโรงเรียน'), d.text(user, 'ยืนยัน'));
  const [filed] = await d.cases();
  expect((await d.see(d.desk, filed?.id ?? '')).body['files']).toHaveLength(1);
});

test('a report that was left lying goes to the desk as far as it was told', async () => {
  await using d = await lineDesk();
  const [user, other] = [d.person(), d.person()];
  const before = { at: new Date(d.w.now().getTime() - 60_000) };
  await d.hear(d.press(other, 'report', before));
  await d.w.scoped((tx) =>
    tx.updateTable('channels.thread').set({ dialogue: '{"step":"of another version"}' }).execute(),
  );
  await d.hear(d.press(user, 'report'), d.text(user, 'เสาไฟเอียงจะล้ม'));
  expect(await d.cases()).toEqual([]);
  d.w.at(new Date(d.w.now().getTime() + 61 * 60_000));
  const lapse = d.w.schedules.find(({ job }) => job.id === 'complaints.lapse-dialogues');
  const parts = { scoped: d.w.scoped, municipalityId: d.w.municipalityId, now: d.w.now, log: d.w.parts.log };
  let count = 0;
  const scoped: typeof d.w.scoped = (work) => {
    count += 1;
    return count === 2 ? Promise.reject(new Error('a deadlock')) : d.w.scoped(work);
  };
  // One that fails and one that cannot be read keep nobody else's report from the desk.
  await lapse?.job.handle({ ...parts, scoped }, {});
  expect(await d.cases()).toMatchObject([{ summary: 'เสาไฟเอียงจะล้ม' }]);
  await lapse?.job.handle(parts, {});
  expect(await d.cases()).toHaveLength(1);
  const left = await d.w.scoped((tx) =>
    tx.selectFrom('channels.thread').select('id').where('dialogue', 'is not', null).execute(),
  );
  expect(left).toEqual([]);
  await d.w.runJobs();
  expect(d.reads(user).join('\n')).toContain('ร.0001/2569');
});
