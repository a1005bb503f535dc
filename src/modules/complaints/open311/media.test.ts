import { once } from 'node:events';
import { createServer } from 'node:http';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { open311Client } from '../../../../test/open311-client.ts';

const NOW = new Date('2026-05-04T03:00:00Z');

test('a picture named by its address comes to the case as pixels alone; what is none, and what is inside, does not', async () => {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#7a9' } })
    .jpeg()
    .withMetadata({ exif: { IFD0: { Copyright: 'ผู้ถ่าย สมชาย' } } })
    .toBuffer();
  const server = createServer((request, response) => {
    if (request.url === '/hole.jpg') return response.end(picture);
    if (request.url === '/page.jpg') return response.end('<script>alert(1)</script>');
    response.writeHead(302, { location: '/hole.jpg' });
    return response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  try {
    await using c = await open311Client({ now: NOW, env: { OUTBOUND_INTERNAL_HOSTS: '127.0.0.1' } });
    const sent = [`${base}/hole.jpg`, `${base}/page.jpg`, `${base}/moved.jpg`, 'https://10.0.0.7/hole.jpg'];
    const ids: string[] = [];
    for (const media_url of sent) ids.push(await c.filed(c.road({ media_url })));
    await c.w.runJobs();
    await c.w.runJobs();
    const outcomes = await c.w.scoped((tx) =>
      tx
        .selectFrom('complaints.open311_request')
        .select(['media_url', 'media_outcome'])
        .orderBy('created_at')
        .execute(),
    );
    expect(new Map(outcomes.map((row) => [row.media_url, row.media_outcome]))).toEqual(
      new Map([
        [sent[0] ?? '', 'kept'],
        [sent[1] ?? '', 'not-a-picture'],
        [sent[2] ?? '', 'status-302'],
        [sent[3] ?? '', 'refused-address'],
      ]),
    );
    const files = await Promise.all(
      ids.map(async (id) => (await c.see(c.desk, (await c.rowOf(id)).id)).body['files'] as { id: string }[]),
    );
    expect(files.map((each) => each.length)).toEqual([1, 0, 0, 0]);
    const file = await c.w.app.inject({ url: `/api/v1/files/${files[0]?.[0]?.id}`, headers: c.desk.headers });
    expect(file.headers['content-type']).toBe('image/jpeg');
    expect((await sharp(file.rawPayload).metadata()).exif).toBeUndefined();
    // The link stays with the request, whatever came of it.
    expect(await c.one(ids[1] ?? '')).toMatchObject({ media_url: sent[1] });
  } finally {
    server.close();
  }
});
