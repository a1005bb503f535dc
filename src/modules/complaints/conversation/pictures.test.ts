import sharp from 'sharp';
import { expect, test } from 'vitest';
import { multipart } from '../../../../test/forms.ts';
import { lineDesk } from '../../../../test/line-desk.ts';

test('an officer’s picture goes before the words, at an address that shows it for a while; what is no picture goes as a link', async () => {
  await using d = await lineDesk({ publicUrl: 'https://desk.example.org' });
  const user = d.person();
  await d.hear(d.text(user, 'ถนนเป็นหลุม'));
  const [filed] = await d.cases();
  const keep = async (filename: string, value: Buffer) => {
    const { body, type } = multipart([{ name: 'file', value, filename }]);
    const headers = { ...d.desk.headers, 'content-type': type };
    const answer = await d.w.app.inject({ method: 'POST', url: '/api/v1/files', headers, payload: body });
    return String(answer.json()['id']);
  };
  const jpeg = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#0f5c63' } })
    .jpeg()
    .toBuffer();
  const webp = await sharp(jpeg).webp().toBuffer();
  const fileIds = [await keep('หลังซ่อม.jpg', jpeg), await keep('แผนที่.webp', webp)];
  d.w.at(new Date(d.w.now().getTime() + 5 * 60_000));
  const before = d.line.shown.length;
  expect(await d.step(d.desk, filed?.id ?? '', { step: 'reply', note: 'ซ่อมแล้ว', fileIds })).toMatchObject({
    status: 200,
  });
  await d.w.runJobs();
  const messages = d.line.shown.slice(before).flatMap((sent) => sent.messages);
  expect(messages.map(({ type }) => type)).toEqual(['image', 'text', 'text', 'text']);
  const [picture, link, words] = messages;
  const url = new URL(picture?.type === 'image' ? picture.originalContentUrl : '');
  expect(picture).toMatchObject({ previewImageUrl: url.href });
  expect(link).toMatchObject({ text: expect.stringContaining('https://desk.example.org/photo?t=') });
  expect(words).toMatchObject({ text: expect.stringContaining('ซ่อมแล้ว') });
  const read = () => d.w.app.inject({ url: `${url.pathname}${url.search}`, headers: { host: url.host } });
  const shown = await read();
  expect([url.origin, shown.statusCode, shown.headers['content-type']]).toEqual([
    'https://desk.example.org',
    200,
    'image/jpeg',
  ]);
  // Whoever the message was passed on to sees no more of a case that became confidential.
  const see = (visibility: 'normal' | 'restricted') =>
    d.w.scoped((tx) => tx.updateTable('complaints.complaint').set({ visibility }).execute());
  await see('restricted');
  expect((await read()).statusCode).toBe(410);
  await see('normal');
  expect((await read()).statusCode).toBe(200);
  await d.w.scoped((tx) =>
    tx
      .updateTable('voices.attachment')
      .set({ withdrawn_at: d.w.now() })
      .where('file_id', '=', fileIds[0] ?? '')
      .execute(),
  );
  expect((await read()).statusCode).toBe(410);
  d.w.at(new Date(d.w.now().getTime() + 31 * 86_400_000));
  expect((await read()).statusCode).toBe(410);
  expect((await d.see(d.desk, filed?.id ?? '')).body).toMatchObject({ conversation: { pictures: 'shown' } });
});
