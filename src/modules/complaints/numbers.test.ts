import fc from 'fast-check';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { world } from '../../../test/harness.ts';
import { openDb } from '../../platform/db/db.ts';
import { sha256 } from '../../platform/token.ts';
import { CITIZEN } from '../people/index.ts';
import type { Draft } from './draft.ts';
import { openFilingDesk } from './filing-desk.ts';
import { readNumber, writeNumber } from './number.ts';

const draft = (over: Partial<Draft> = {}): Draft => ({
  id: v7(),
  actor: CITIZEN,
  idempotency: null,
  kind: 'complaint',
  channel: 'website',
  text: 'ท่อตัน',
  placeText: null,
  latitude: null,
  longitude: null,
  categoryId: null,
  communityId: null,
  groupId: null,
  stakeholderKind: null,
  identity: 'anonymous',
  contact: { name: '', phone: '', email: '' },
  language: 'th',
  noticeVersion: 1,
  severity: 'normal',
  receivedAt: new Date('2026-05-04T03:00:00Z'),
  fileIds: [],
  source: null,
  sourceRef: null,
  ...over,
});
const key = (text: string, said = text) => ({ caller: 'test', key: text, hash: sha256(said) });

test('two programs file at once to one municipality: no gap, no number twice', async () => {
  await using w = await world();
  const second = openDb(w.appUrl, { max: 4 });
  const desks = [openFilingDesk(w.db, w.now), openFilingDesk(second, w.now)];
  const filed = await Promise.all(Array.from({ length: 240 }, (_, i) => desks[i % 2]?.file(w.municipalityId, draft())));
  await second.destroy();
  const numbers = filed.map((each) => each?.number).sort();
  expect(numbers).toEqual(Array.from({ length: 240 }, (_, i) => `ร.${String(i + 1).padStart(4, '0')}/2569`));
  expect(new Set(filed.map((each) => each?.trackingCode)).size).toBe(240);
});

test('one bad filing in a batch fails alone and leaves no gap', async () => {
  await using w = await world();
  const desk = openFilingDesk(w.db, w.now);
  const drafts = Array.from({ length: 20 }, (_, i) => draft(i === 7 ? { fileIds: [v7()] } : {}));
  const settled = await Promise.allSettled(drafts.map((each) => desk.file(w.municipalityId, each)));
  expect(settled.map((each) => each.status).filter((status) => status === 'rejected')).toHaveLength(1);
  expect(settled[7]).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } });
  const numbers = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value.number] : [])).sort();
  expect(numbers.at(-1)).toBe('ร.0019/2569');
});

test('the same key is one case, whether it comes in one batch, later, or from two programs at once; with other words it is refused', async () => {
  await using w = await world();
  const second = openDb(w.appUrl, { max: 4 });
  const desks = [openFilingDesk(w.db, w.now), openFilingDesk(second, w.now)];
  const filed = await Promise.all(
    Array.from({ length: 12 }, (_, i) => desks[i % 2]?.file(w.municipalityId, draft({ idempotency: key('k1') }))),
  );
  expect(new Set(filed.map((each) => each?.number))).toEqual(new Set(['ร.0001/2569']));
  expect(filed.filter((each) => !each?.again)).toHaveLength(1);
  await expect(desks[0]?.file(w.municipalityId, draft({ idempotency: key('k1', 'other') }))).rejects.toMatchObject({
    code: 'key-reused',
  });
  // Also when both come in one batch: the first is filed, and the other's words are not taken for it.
  const atOnce = ['ไฟดับ', 'ไฟดับ', 'ท่อตัน'].map((text) =>
    desks[1]?.file(w.municipalityId, draft({ text, idempotency: key('k2', text) })),
  );
  expect(await Promise.allSettled(atOnce)).toMatchObject([
    { value: { number: 'ร.0002/2569', again: false } },
    { value: { number: 'ร.0002/2569', again: true } },
    { status: 'rejected', reason: { code: 'key-reused' } },
  ]);
  await second.destroy();
});

test('each class and fiscal year counts for itself, by the day of receipt in Bangkok', async () => {
  await using w = await world();
  const desk = openFilingDesk(w.db, w.now);
  const file = async (over: Partial<Draft>) => (await desk.file(w.municipalityId, draft(over))).number;
  expect(await file({ receivedAt: new Date('2025-09-30T16:59:59Z') })).toBe('ร.0001/2568'); // 23:59:59 of 30 September
  expect(await file({ receivedAt: new Date('2025-09-30T17:00:00Z') })).toBe('ร.0001/2569'); // 00:00 of 1 October
  expect(await file({ kind: 'petition' })).toBe('ค.0001/2569');
  expect(await file({ source: 'traffy', sourceRef: 'a' })).toBe('น.0001/2569');
  expect(await file({ source: 'traffy', sourceRef: 'a' })).toBe('น.0001/2569');
});

test('a number is understood however it is typed', () => {
  for (const typed of ['ร.0001/2569', 'ร 1/2569', '1/69', '๑/๒๕๖๙', ' ร.๐๐๐๑ / 2569 '])
    expect(readNumber(typed), typed).toBe('ร.0001/2569');
  for (const typed of ['', 'ร.', '1', '1/2', 'x.1/2569', '1/25690', "1/2569' or 1=1"])
    expect(readNumber(typed), typed).toBeNull();
  fc.assert(
    fc.property(
      fc.constantFrom('ร.', 'ค.', 'น.'),
      fc.integer({ min: 1, max: 9_999_999 }),
      fc.integer({ min: 2500, max: 2599 }),
      (letter, sequence, year) => {
        const number = writeNumber(letter, sequence, year);
        expect(readNumber(number)).toBe(number);
      },
    ),
  );
});
