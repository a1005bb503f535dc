import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../platform/refusal.ts';
import { unreadableWords } from './contract.ts';
import { openDocumentReader } from './read-apart.ts';
import { readDocument } from './read-document.ts';

async function refusalOf(input: Uint8Array | string): Promise<Refusal> {
  const error: unknown = await readDocument(input, { name: 'x' }).catch((reason: unknown) => reason);
  if (!(error instanceof Refusal)) throw new Error('it was read');
  return error;
}
const zeros = new Uint8Array(61_000_000);

describe('what cannot be read is refused with a reason in Thai', () => {
  const cases: readonly (readonly [string, () => Uint8Array | string, string, string])[] = [
    ['nothing', () => '', 'file-unreadable', 'empty'],
    ['white space', () => ' \n\t\n', 'file-unreadable', 'empty'],
    ['a PDF', () => '%PDF-1.7\n…', 'file-type-refused', 'pdf'],
    [
      'an old .doc or a protected file',
      () => Buffer.from('d0cf11e0a1b11ae10000', 'hex'),
      'file-type-refused',
      'old-office',
    ],
    ['a picture', () => Buffer.from('89504e470d0a1a0a0000', 'hex'), 'file-type-refused', 'image'],
    ['a program', () => Buffer.from('7f454c4602010100000000000000', 'hex'), 'file-type-refused', 'not-text'],
    [
      'a zip of something else',
      () => zipSync({ 'a.txt': strToU8('ก'), mimetyp: strToU8('x') }),
      'file-unreadable',
      'broken-archive',
    ],
    [
      'OpenDocument',
      () => zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.text') }),
      'file-type-refused',
      'open-document',
    ],
    [
      'half a .docx',
      () => zipSync({ 'word/document.xml': strToU8('<w:document>'.repeat(4000)) }).subarray(0, 60),
      'file-unreadable',
      'broken-archive',
    ],
    [
      'a .docx of entities',
      () => zipSync({ 'word/document.xml': strToU8('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>') }),
      'file-unreadable',
      'broken-document',
    ],
    [
      'a workbook without sheets',
      () => zipSync({ 'xl/workbook.xml': strToU8('no xml') }),
      'file-unreadable',
      'broken-document',
    ],
    ['a zip bomb', () => zipSync({ 'word/document.xml': zeros }), 'file-too-large', 'too-much-inside'],
    [
      'a zip bomb beside the document',
      () => zipSync({ 'word/document.xml': strToU8('<a/>'), 'word/media/x.bin': zeros }),
      'file-too-large',
      'too-much-inside',
    ],
    ['more than 10 MB', () => new Uint8Array(10_000_001).fill(0x61), 'file-too-large', 'too-large'],
    ['too many columns', () => 'ก\t'.repeat(600), 'file-too-large', 'too-many-rows'],
    ['too many rows', () => 'ก\n'.repeat(30_000), 'file-too-large', 'too-many-rows'],
  ];
  it.each(cases)('%s', async (_, make, code, reason) => {
    const refusal = await refusalOf(make());
    expect([refusal.code, refusal.detail]).toEqual([code, { reason }]);
    expect(unreadableWords(refusal.detail, 'th')).toMatch(/[ก-๙]{4}/);
  });

  it('text without any chart or plan is read, and says so', async () => {
    const read = await readDocument('บันทึกการประชุม\nวาระที่ 1 เรื่องแจ้งเพื่อทราบ', { name: 'x' });
    expect(read.doubts.map(({ code }) => code)).toContain('nothing-found');
  });

  it('whatever is thrown at it, it answers or refuses, and takes no long time', async () => {
    const piece = fc.constantFrom(
      '\t',
      '\n',
      'S\tI\tP\tO\tC\n',
      'ต.ค.\tพ.ย.\tธ.ค.\tม.ค.\n',
      'ที่\tผลผลิต\tงบประมาณ\tหน่วยงาน\tขั้นตอน\n',
      '←',
      '→',
      '1. ',
      '"',
      ',',
      '|',
      '# ',
      'พ.ศ. 2562',
      'ก า',
      '๑',
      '-',
      'การประชุม',
      '\u0E33',
      '\uF70A',
      '\uD800',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 120 }),
        async (pieces) => {
          const error: unknown = await readDocument(pieces.join(''), { name: 'x' }).then(
            () => null,
            (reason: unknown) => reason,
          );
          expect(error === null || error instanceof Refusal).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('a long line of marks or spaces takes no long time', async () => {
    for (const text of [
      ' '.repeat(400_000),
      'ก\u0E48'.repeat(100_000),
      `${'-'.repeat(200_000)}>`,
      'ก า'.repeat(60_000),
      '1. '.repeat(60_000),
      `ที่\tผลผลิต\tงบประมาณ\tหน่วยงาน\tขั้นตอน${'\tต.ค.'.repeat(400)}`,
    ]) {
      const start = performance.now();
      await readDocument(`S\tI\tP\tO\tC\n${text}\ta\tb\tc\td`, { name: 'x' }).catch(() => null);
      expect(performance.now() - start).toBeLessThan(60_000);
    }
  }, 120_000);
});

it('is read in a process of its own: what does not get done there is refused, and a crowd is told to wait', async () => {
  const text = Buffer.from('S\tI\tP\tO\tC\nก\tข\tค\tง\tจ');
  const read = openDocumentReader();
  const [first, pdf, ...others] = await Promise.allSettled([
    read(text, { name: 'x' }),
    read(Buffer.from('%PDF-1.7'), { name: 'x' }),
    ...Array.from({ length: 3 }, () => read(text, { name: 'x' })),
  ]);
  expect(first).toEqual({ status: 'fulfilled', value: await readDocument(text, { name: 'x' }) });
  expect(pdf).toMatchObject({ reason: { code: 'file-type-refused', detail: { reason: 'pdf' } } });
  expect(others.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(others.at(-1)).toMatchObject({ reason: { code: 'reader-busy', detail: { reason: 'reader-busy' } } });
  const hurried = openDocumentReader({ patienceMs: 1 })(text, { name: 'x' });
  await expect(hurried).rejects.toMatchObject({ code: 'file-too-large', detail: { reason: 'too-much-to-read' } });
});
