import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { office } from '../../../test/desk.ts';
import { runAllJobs } from '../../../test/run-jobs.ts';

test('finds any part of a word, marks, digits and spaces forgiven; newest first; page after page', async () => {
  await using o = await office();
  const texts = [
    'น้ำท่วมขังหน้าโรงเรียนเทศบาล ๓',
    'ไฟฟ้าสาธารณะดับทั้งซอย',
    'ขยะล้นถัง ส่งกลิ่นเหม็น',
    'ป้าขายของกีดขวางทางเท้า',
    'ป่าละเมาะรก 100% ต้องตัด_ด่วน',
  ];
  const ids: string[] = [];
  for (const text of texts) ids.push((await o.file({ text, placeText: 'ตลาดสดเทศบาล' })).id);
  const search = async (words: string, extra = '') =>
    (await o.call(o.desk, 'GET', `/complaints?search=${encodeURIComponent(words)}${extra}`)).body as {
      items: { id: string }[];
      near: boolean;
      searched: string;
      next: string | null;
    };
  const found = async (words: string) => (await search(words)).items.map((each) => ids.indexOf(each.id));
  expect(await found('ท่วมขัง')).toEqual([0]);
  expect(await found('รงเรีย')).toEqual([0]); // the middle of a word
  expect(await found('เทศบาล 3')).toEqual([0]); // Thai and Arabic digits
  expect(await found('ตลาดสด')).toEqual([4, 3, 2, 1, 0]); // a place
  expect(await found('ร.2/69')).toEqual([1]);
  expect(await found('100%')).toEqual([4]);
  expect(await found('ตัด_ด่วน')).toEqual([4]);
  expect(await found('ตัดXด่วน')).toEqual([]);
  expect(await found('ป้าขาย')).toEqual([3]);
  expect(await search('ปาขายของ')).toMatchObject({ near: true, items: [{ id: ids[3] }] }); // tone mark left out
  expect(await search('น้าท่วม')).toMatchObject({ near: false, items: [] });
  expect(await search('ไฟ')).toMatchObject({ searched: 'newest', items: [{ id: ids[1] }] });
  const first = await search('ตลาดสด', '&limit=2');
  const second = await search('ตลาดสด', `&limit=2&after=${first.next}`);
  expect([...first.items, ...second.items].map((each) => ids.indexOf(each.id))).toEqual([4, 3, 2, 1]);
  expect((await o.call(o.desk, 'GET', '/complaints?search=x&after=garbage')).body).toMatchObject({
    code: 'invalid-input',
  });
  // What the job merges into the index is found as before, and nothing is left to merge.
  await runAllJobs({ ...o.w, municipalities: [o.w.municipalityId] }, o.w.ownerUrl, 'every.complaints.merge-search');
  const left = await o.w.scoped((tx) => sql<{ pages: number }>`select complaints.merge_search() as pages`.execute(tx));
  expect(left.rows).toEqual([{ pages: 0 }]);
  expect(await found('ท่วมขัง')).toEqual([0]);
});

test('telephone and e-mail find a case for those who may see them, and nobody else', async () => {
  await using o = await office();
  const head = await o.staff('department-head', o.engineers);
  const { id } = await o.file({ contact: { name: 'สมศรี', phone: '081-234-5678', email: 'Somsri@example.org' } });
  await o.step(o.desk, id, { step: 'assign', departmentId: o.engineers });
  const hits = async (who: typeof head, words: string) =>
    ((await o.call(who, 'GET', `/complaints?search=${encodeURIComponent(words)}`)).body['items'] as unknown[]).length;
  for (const words of ['0812345678', '081 234 5678', '2345', '+66812345678', 'somsri@', 'สมศรี']) {
    expect(await hits(o.desk, words), words).toBe(1);
    expect(await hits(head, words), words).toBe(0);
  }
  await o.file({ contact: { name: 'สมชาย', phone: '+66 81-999-8877', email: '' } });
  await o.file({ contact: { phone: 'บ้าน ๐๕๓ ๑๑๒๒๓๓ มือถือ ๐๘๙ ๓๓๓ ๔๔๔๔' } });
  expect(await hits(o.desk, '089-333-4444')).toBe(1);
  for (const words of ['0819998877', '081-999-8877', '+66819998877', '66819998877', '๐๘๑๙๙๙๘๘๗๗', '9998877'])
    expect(await hits(o.desk, words), words).toBe(1);
});

test('who files without a name is not found by what came with it', async () => {
  await using o = await office();
  const contact = { name: 'ชื่อลับมาก', phone: '0877776666', email: 'secret@example.org' };
  await o.file({ identity: 'anonymous', contact });
  for (const words of [contact.name, contact.phone, contact.email])
    expect((await o.call(o.desk, 'GET', `/complaints?search=${encodeURIComponent(words)}`)).body['items']).toEqual([]);
});

test('what reads as a number without its letter finds the numbered case first, and every house of that number', async () => {
  await using o = await office();
  const house = await o.file({ text: 'บ้านเลขที่ 2/69 น้ำไม่ไหล' });
  const second = await o.file({ text: 'ไฟดับ' });
  const found = async (words: string) =>
    (
      (await o.call(o.desk, 'GET', `/complaints?search=${encodeURIComponent(words)}`)).body['items'] as { id: string }[]
    ).map(({ id }) => id);
  expect(await found('2/69')).toEqual([second.id, house.id]);
  expect(await found('๒/๖๙')).toEqual([second.id, house.id]);
  expect(await found('ร.2/69')).toEqual([second.id]);
  const other = await o.file({ text: 'ซอย 2/69 ท่อแตก' });
  const page = async (after: string) =>
    (await o.call(o.desk, 'GET', `/complaints?search=${encodeURIComponent('2/69')}&limit=1${after}`)).body as {
      items: { id: string }[];
      next: string | null;
    };
  const top = await page('');
  expect(top.items.map(({ id }) => id)).toEqual([second.id, other.id]);
  const then = await page(`&after=${encodeURIComponent(top.next ?? '')}`);
  expect(then).toMatchObject({ items: [{ id: house.id }], next: null });
});

test('a filter narrows a search', async () => {
  await using o = await office();
  const [a, b] = [
    await o.file({ text: 'ท่อแตกหน้าวัด', channel: 'phone' }),
    await o.file({ text: 'ท่อแตกหน้าบ้าน', channel: 'walk-in' }),
  ];
  await o.step(o.desk, a.id, { step: 'assign', departmentId: o.engineers });
  const found = async (filter: string) =>
    (
      (await o.call(o.desk, 'GET', `/complaints?search=${encodeURIComponent('ท่อแตก')}${filter}`)).body['items'] as {
        id: string;
      }[]
    ).map((each) => each.id);
  expect(await found('')).toEqual([b.id, a.id]);
  expect(await found('&channel=phone')).toEqual([a.id]);
  expect(await found('&view=unassigned')).toEqual([b.id]);
  expect(await found(`&departmentId=${o.health}`)).toEqual([]);
});

test('filters and keyset pages give each case once', async () => {
  await using o = await office();
  for (let i = 0; i < 7; i += 1) await o.file({ channel: i % 2 ? 'phone' : 'walk-in', kind: 'suggestion' });
  const seen: string[] = [];
  for (let after = ''; ; ) {
    const { body } = await o.call(o.desk, 'GET', `/complaints?limit=3&view=open${after && `&after=${after}`}`);
    seen.push(...(body['items'] as { number: string }[]).map((each) => each.number));
    if (body['next'] === null) break;
    after = body['next'] as string;
  }
  expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((n) => `ร.000${n}/2569`));
  expect((await o.call(o.desk, 'GET', '/complaints?channel=phone')).body['items']).toHaveLength(3);
  expect((await o.call(o.desk, 'GET', '/complaints?from=2026-05-05')).body['items']).toHaveLength(0);
  expect((await o.call(o.desk, 'GET', '/complaints?status=bogus')).body).toMatchObject({ code: 'invalid-input' });
});

test('whoever a case is about finds full pages without it, and no hint of it', async () => {
  await using o = await office();
  const accused = await o.staff('intake');
  const filed: string[] = [];
  for (let i = 0; i < 5; i += 1) filed.push((await o.file({ text: i % 2 ? 'ป้าขายของพูดจาหยาบ' : 'ป้าขายของกีดขวาง' })).id);
  const about = await o.file({ text: 'เจ้าหน้าที่หน้าบูดบึ้ง' });
  await o.w.scoped((tx) =>
    tx
      .updateTable('complaints.complaint')
      .set({ respondent_id: accused.userId })
      .where('id', 'in', [filed[1] ?? '', filed[3] ?? '', about.id])
      .execute(),
  );
  const search = async (who: typeof accused, words: string, extra = '') =>
    (await o.call(who, 'GET', `/complaints?search=${encodeURIComponent(words)}${extra}`)).body as {
      items: { id: string }[];
      near: boolean;
      next: string | null;
    };
  const first = await search(accused, 'ป้าขาย', '&limit=2');
  expect(first.items.map(({ id }) => id)).toEqual([filed[4], filed[2]]);
  const second = await search(accused, 'ป้าขาย', `&limit=2&after=${first.next}`);
  expect(second).toMatchObject({ items: [{ id: filed[0] }], next: null });
  expect(await search(o.desk, 'หนาบูดบึง')).toMatchObject({ near: true, items: [{ id: about.id }] });
  expect(await search(accused, 'หนาบูดบึง')).toMatchObject({ near: false, items: [], next: null });
});
