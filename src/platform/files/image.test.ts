import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { MOST_IMAGE_BYTES, readImage } from './image.ts';

const picture = (width = 60, height = 40) => sharp({ create: { width, height, channels: 3, background: '#0f5c63' } });
const refusal = (bytes: Uint8Array) =>
  readImage(bytes).then(
    () => 'taken',
    (error: { code?: string }) => error.code,
  );

it('keeps JPEG, PNG and WebP as what they are', async () => {
  for (const [bytes, mediaType] of [
    [await picture().jpeg().toBuffer(), 'image/jpeg'],
    [await picture().png().toBuffer(), 'image/png'],
    [await picture().webp().toBuffer(), 'image/webp'],
  ] as const) {
    const read = await readImage(bytes);
    expect(read).toMatchObject({ mediaType, width: 60, height: 40 });
    expect(await sharp(read.bytes).metadata()).toMatchObject({ format: mediaType.slice(6), width: 60, height: 40 });
  }
});

it('turns a picture upright and leaves nothing but pixels: no position, no camera, no comment', async () => {
  const gps = {
    GPSLatitudeRef: 'N',
    GPSLatitude: '18/1 47/1 0/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '98/1 59/1 0/1',
  };
  const taken = await picture()
    .withExif({ IFD0: { Make: 'SecretCamera', Orientation: '6' }, IFD3: gps })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const before = await sharp(taken).metadata();
  expect(before.orientation).toBe(6);
  expect(before.exif?.includes('SecretCamera')).toBe(true);
  const { bytes, width, height } = await readImage(taken);
  const after = await sharp(bytes).metadata();
  expect([width, height]).toEqual([40, 60]);
  expect([after.exif, after.xmp, after.iptc, after.orientation]).toEqual([undefined, undefined, undefined, undefined]);
  expect(bytes.includes('SecretCamera') || bytes.includes('Exif')).toBe(false);
});

it('makes a large picture smaller, and never a small one larger', async () => {
  const { width, height, bytes } = await readImage(await picture(5000, 2500).jpeg().toBuffer());
  expect([width, height]).toEqual([2048, 1024]);
  expect(bytes.length).toBeLessThan(100_000);
});

it('keeps a photograph that came as PNG in a format made for photographs', async () => {
  const pixels = randomBytes(900 * 900 * 3);
  const photo = await sharp(pixels, { raw: { width: 900, height: 900, channels: 3 } })
    .png()
    .toBuffer();
  expect((await readImage(photo)).mediaType).toBe('image/jpeg');
});

it('refuses what is no picture whatever it is called, and says what it found', async () => {
  const text = (value: string) => new TextEncoder().encode(value);
  expect(await refusal(text('<html><script>alert(1)</script>'))).toBe('file-not-an-image');
  expect(await refusal(text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'))).toBe('file-not-an-image');
  expect(await refusal(text('%PDF-1.7\n1 0 obj\n'))).toBe('file-not-an-image');
  expect(await refusal(await picture().gif().toBuffer())).toBe('file-not-an-image');
  expect(await refusal(await picture().tiff().toBuffer())).toBe('file-not-an-image');
  expect(await refusal(new Uint8Array())).toBe('file-not-an-image');
});

it('refuses a picture that ends too early, in its head or in its pixels', async () => {
  for (const whole of [
    await picture(800, 800).jpeg().toBuffer(),
    await sharp(Buffer.alloc(300 * 300 * 3, 'pixels'), { raw: { width: 300, height: 300, channels: 3 } })
      .png()
      .toBuffer(),
    await picture(800, 800).webp({ lossless: true }).toBuffer(),
  ]) {
    expect(await refusal(whole.subarray(0, Math.floor(whole.length / 2)))).toBe('file-unreadable');
    expect(await refusal(whole.subarray(0, 20))).toMatch(/^file-(unreadable|not-an-image)$/);
  }
});

it('refuses more than 10 MB, and a small file that would be a huge picture', async () => {
  expect(await refusal(new Uint8Array(MOST_IMAGE_BYTES + 1))).toBe('file-too-large');
  const bomb = await picture(9000, 9000).png({ compressionLevel: 9 }).toBuffer();
  expect(bomb.length).toBeLessThan(1_000_000);
  expect(await refusal(bomb)).toBe('file-too-large');
});

it('drops what was hidden behind the pixels', async () => {
  const page = Buffer.from('<script>alert(document.cookie)</script>');
  const { bytes } = await readImage(Buffer.concat([await picture().jpeg().toBuffer(), page]));
  expect(bytes.includes('<script>')).toBe(false);
});

it('refuses a JPEG that is few bytes and the work of hours: thousands of passes over one picture', async () => {
  const segment = (mark: number, data: readonly number[]) => [0xff, mark, 0, data.length + 2, ...data];
  const table = (kind: number) => segment(0xc4, [kind, 1, ...Array<number>(15).fill(0), 0]);
  const scan = (first: number, last: number) => [...segment(0xda, [1, 1, 0, first, last, 0]), 0x7f];
  // One grey block: its brightness, and then its detail over and over.
  const passes = (more: number) =>
    Uint8Array.from([
      ...[0xff, 0xd8],
      ...segment(0xdb, [0, ...Array<number>(64).fill(1)]),
      ...segment(0xc2, [8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
      ...table(0x00),
      ...scan(0, 0),
      ...table(0x10),
      ...Array.from({ length: more }, (_, i) => scan(1 + (i % 63), 1 + (i % 63))).flat(),
      ...[0xff, 0xd9],
    ]);
  expect(await refusal(passes(60))).toBe('taken');
  expect(await refusal(passes(200))).toBe('file-unreadable');
});
