import fc from 'fast-check';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { MOST_UPLOAD_BYTES, readUpload } from './document.ts';
import { displayName, LONGEST_NAME } from './file-name.ts';

const pdf = (tail = 'startxref\n9\n%%EOF\n') => Buffer.from(`%PDF-1.7\n1 0 obj\n<<>>\nendobj\n${tail}`);
const refusal = (bytes: Uint8Array) =>
  readUpload(bytes).then(
    () => 'taken',
    (error: { code?: string }) => error.code,
  );

it('keeps a whole PDF byte for byte, and refuses a part of one', async () => {
  expect(await readUpload(pdf())).toEqual({ bytes: pdf(), mediaType: 'application/pdf', width: null, height: null });
  expect(await refusal(pdf(''))).toBe('file-unreadable');
});

it('takes a scanned picture as the portal does', async () => {
  const scan = await sharp({ create: { width: 9, height: 7, channels: 3, background: 'white' } })
    .png()
    .toBuffer();
  expect(await readUpload(scan)).toMatchObject({ mediaType: 'image/png', width: 9, height: 7 });
});

it('refuses every other kind, a PDF behind something else, and more than 20 MB', async () => {
  expect(await refusal(Buffer.from('PK\u0003\u0004 a spreadsheet'))).toBe('file-type-refused');
  expect(await refusal(Buffer.from('<html></html>'))).toBe('file-type-refused');
  expect(await refusal(Buffer.concat([Buffer.from('MZ<html>'), pdf()]))).toBe('file-type-refused');
  expect(await refusal(new Uint8Array(MOST_UPLOAD_BYTES + 1))).toBe('file-too-large');
});

it('shows a file name without paths, control or direction marks', () => {
  expect(displayName('../../etc/passwd')).toBe('passwd');
  expect(displayName('C:\\Users\\ก\\รูป ถ่าย.jpg')).toBe('รูป ถ่าย.jpg');
  expect(displayName('photo\u202egpj.exe')).toBe('photogpj.exe');
  expect(displayName('a\u0000\r\nb.pdf')).toBe('ab.pdf');
  expect(displayName('...')).toBe('file');
  expect(displayName(`${'น'.repeat(300)}.pdf`)).toMatch(/^น+…\.pdf$/);
});

it('holds for any name: short, one line, no separator, and the same when shown again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const shown = displayName(given);
      expect(Array.from(shown).length).toBeLessThanOrEqual(LONGEST_NAME);
      expect(shown).not.toMatch(/[/\\\p{Cc}\u202e]/u);
      expect(shown.isWellFormed() && shown !== '').toBe(true);
      expect(displayName(shown)).toBe(shown);
    }),
  );
});
