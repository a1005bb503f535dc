import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { office } from '../../test/desk.ts';
import type { SignedIn } from '../../test/sign-in.ts';
import { openReader } from '../documents/ocr.ts';
import { scansIn } from '../documents/pdf-scans.ts';
import { PetitionDraft } from '../modules/complaints/contract.ts';

const TEXT =
  'ข้าพเจ้าชาวบ้านหมู่ที่ 4 ขอร้องเรียนว่า ไฟถนนหน้าตลาดดับมาแล้วสามวัน ทำให้เกิดอันตรายในเวลากลางคืน จึงขอให้เทศบาลดำเนินการซ่อมแซมโดยเร็ว';
const require = createRequire(import.meta.url);

/** A clean print of a petition, as a scanner would give it. */
async function paper(text: string): Promise<Sharp> {
  const font = readFileSync(require.resolve('@expo-google-fonts/sarabun/400Regular/Sarabun_400Regular.ttf'));
  const compiler = NodeCompiler.create({ workspace: '/', fontArgs: [{ fontBlobs: [font] }] });
  const svg = compiler.plainSvg({
    mainFileContent: `#set page(width: 16cm, height: 8cm, margin: 1cm)\n#set text(font: "Sarabun", size: 16pt, lang: "th")\n${text}`,
  });
  return sharp(Buffer.from(svg), { density: 110 }).flatten({ background: '#ffffff' }).grayscale();
}

/** Edits from one text to the other (Levenshtein), by letters, spaces apart. */
function accuracy(read: string, meant: string): number {
  const [a, b] = [read, meant].map((text) => Array.from(text.replaceAll(/\s/g, ''))) as [string[], string[]];
  let row = b.map((_, i) => i + 1);
  for (const [i, letter] of a.entries()) {
    const next: number[] = [];
    for (const [j, other] of b.entries()) {
      const left = next[j - 1] ?? i + 1;
      const diagonal = j === 0 ? i : (row[j - 1] ?? 0);
      next.push(Math.min((row[j] ?? 0) + 1, left + 1, diagonal + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return 1 - (row.at(-1) ?? a.length) / b.length;
}

test('letters of a clean print are read, also of one that lies on its side; what the officer saved is the record, and its history says how it began', async () => {
  await using o = await office();
  const upload = async (bytes: Buffer, name: string, who: SignedIn = o.desk) => {
    const boundary = 'xxboundaryxx';
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
    return o.w.app.inject({
      method: 'POST',
      url: '/api/v1/files',
      headers: { ...who.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    });
  };
  const read = (fileId: string) => o.call(o.desk, 'POST', '/petition-drafts', { fileId });
  // On its side, as a feeder takes it: no scanner says so in the file.
  const png = await (await paper(TEXT)).rotate(90).png().toBuffer();
  const fileId = String((await upload(png, 'คำร้อง.png')).json()['id']);
  const answer = await read(fileId);
  expect(answer.status).toBe(200);
  const draft = PetitionDraft.parse(answer.body);
  expect(accuracy(draft.text, TEXT)).toBeGreaterThanOrEqual(0.8);
  expect(draft.confidence).toBeGreaterThan(60);
  expect(draft.pages).toBe(1);
  for (const word of draft.doubtful) expect(draft.text).toContain(word);

  const filed = await o.file({
    channel: 'petition',
    kind: 'petition',
    text: TEXT,
    fileIds: [fileId],
    textFrom: 'scan',
  });
  expect(filed.body).toMatchObject({ status: 'new' });
  const view = (await o.see(o.desk, filed.id)).body;
  expect(view['text']).toBe(TEXT);
  expect((view['events'] as { data: unknown }[])[0]?.data).toMatchObject({ channel: 'petition', textFrom: 'scan' });
  const typed = await o.file();
  const events = (await o.see(o.desk, typed.id)).body['events'] as { data: object }[];
  expect(Object.keys(events[0]?.data ?? {})).not.toContain('textFrom');
  // A file of a case is read through the case, not by naming it here.
  expect((await read(fileId)).status).toBe(404);
  expect((await read(crypto.randomUUID())).status).toBe(404);

  const noise = Buffer.from(Array.from({ length: 300 * 200 }, (_, i) => (i * 7919 * ((i >> 3) + 13)) % 256));
  const garbage = await sharp(noise, { raw: { width: 300, height: 200, channels: 1 } })
    .png()
    .toBuffer();
  const nonsense = await read(String((await upload(garbage, 'x.png')).json()['id']));
  expect([200, 422]).toContain(nonsense.status);
  if (nonsense.status === 200) expect(Number(nonsense.body['confidence'])).toBeLessThan(60);

  const empty = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n');
  const none = await read(String((await upload(empty, 'x.pdf')).json()['id']));
  expect([none.status, none.body['code']]).toEqual([415, 'scan-not-a-picture']);
  expect(String(none.body['message'])).toContain('อ่านข้อความได้จากไฟล์รูปเท่านั้น');

  expect((await upload(Buffer.alloc(21 * 1024 * 1024), 'big.png')).statusCode).toBe(413);
  expect(
    (await o.w.app.inject({ method: 'POST', url: '/api/v1/petition-drafts', payload: { fileId } })).statusCode,
  ).toBe(401);
}, 240_000);

test('a scanner’s PDF gives its pages; anything else gives none', async () => {
  const jpeg = await (await paper(TEXT)).resize({ width: 1400 }).jpeg({ quality: 95 }).toBuffer();
  const page = Buffer.concat([
    Buffer.from(`4 0 obj\n<< /Subtype /Image /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`),
    jpeg,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
  const pdf = Buffer.concat([Buffer.from('%PDF-1.4\n'), page, page, Buffer.from('startxref\n9\n%%EOF\n')]);
  const scans = scansIn(pdf);
  expect(scans).toHaveLength(2);
  expect((await sharp(scans[0]).metadata()).width).toBe(1400);
  expect(scansIn(Buffer.concat([pdf, Buffer.from('/Encrypt 5 0 R')]))).toEqual([]);
  expect(scansIn(Buffer.from('%PDF-1.4 nothing'))).toEqual([]);
  // Gone over once, however it was made: these are hours for whoever looks for the end of each.
  for (const part of ['/DCTDecode ', '/DCTDecode>>stream\n\xff\xd8'])
    expect(scansIn(Buffer.from(part.repeat(400_000), 'latin1'))).toEqual([]);
});

test('what takes too long is ended, and so is what nobody waits for any more; the next is read all the same', async () => {
  const picture = new Uint8Array(await (await paper(TEXT)).png().toBuffer());
  await expect(openReader({ patienceMs: 50 })(picture)).rejects.toThrow('ended');
  const read = openReader();
  const given = new AbortController();
  const lost = read(picture, given.signal);
  setTimeout(() => given.abort(), 200);
  const waiting = new AbortController();
  waiting.abort();
  await expect(Promise.allSettled([lost, read(picture, waiting.signal)])).resolves.toMatchObject([
    { status: 'rejected' },
    { status: 'rejected' },
  ]);
  await expect(read(new Uint8Array([1, 2, 3]))).rejects.toThrow();
  expect(accuracy((await read(picture)).text, TEXT)).toBeGreaterThanOrEqual(0.8);
}, 180_000);

test('the reader’s program is loaded in a process of its own, never in the server’s', () => {
  const loaded = Object.keys(require.cache).filter((path) => /tesseract/.test(path));
  expect(loaded).toEqual([]);
  expect(readFileSync(new URL('../documents/ocr.ts', import.meta.url), 'utf8')).not.toMatch(/from 'tesseract/);
});
