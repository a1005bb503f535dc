import { expect, test } from 'vitest';
import { readMedia } from './media.ts';

const box = (name: string | Buffer, body: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  Buffer.from(name as string, 'latin1').copy(head, 4);
  if (Buffer.isBuffer(name)) name.copy(head, 4);
  return Buffer.concat([head, body]);
};
const FTYP = box('ftyp', Buffer.from('isom\0\0\0\0isommp41', 'latin1'));

test('a film is kept as it is but for where it was taken', async () => {
  const xyz = box(Buffer.from([0xa9, 0x78, 0x79, 0x7a]), Buffer.from('\0\x12\x15\xc7+13.7563+100.5018/', 'latin1'));
  const loci = box('loci', Buffer.from('\0\0\0\0\0\0วัด\0\0\0\x64\x80\0', 'latin1'));
  const apple = Buffer.from('com.apple.quicktime.location.ISO6709 data +13.7563+100.5018+004.000/', 'latin1');
  const sound = Buffer.from('mdat: not a place, 12345', 'latin1');
  const film = Buffer.concat([FTYP, box('moov', Buffer.concat([xyz, loci])), box('meta', apple), box('mdat', sound)]);
  const kept = await readMedia(film);
  expect(kept).toMatchObject({ mediaType: 'video/mp4', width: null });
  const after = Buffer.from(kept.bytes);
  expect(after.length).toBe(film.length);
  expect(after.toString('latin1')).not.toMatch(/13\.7563|100\.5018|\xa9xyz|loci/);
  expect(after.toString('latin1')).toContain('mdat: not a place, 12345');
});

test('sounds as telephones make them are taken; programs, pages and what is nothing are not', async () => {
  const sound = Buffer.concat([
    Buffer.from('OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x13OpusHead\x01\x01', 'latin1'),
    Buffer.alloc(40),
  ]);
  expect(await readMedia(sound)).toMatchObject({ mediaType: 'audio/ogg' });
  const refused = [
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '<html><script>1</script>',
    'MZ\x90\0\x03',
    'PK\x03\x04',
  ];
  for (const bytes of refused)
    await expect(readMedia(Buffer.from(bytes, 'latin1'))).rejects.toMatchObject({ code: 'file-type-refused' });
});
