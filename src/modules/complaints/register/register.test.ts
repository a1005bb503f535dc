import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { type Office, office } from '../../../../test/desk.ts';
import type { SignedIn } from '../../../../test/sign-in.ts';
import { AuditPage } from '../../people/contract.ts';
import { masked } from './masked.ts';

const contact = { name: 'สมหญิง รักถิ่น', phone: '081-234-5678', email: 'somying@example.org' };
const take = async ({ w }: Office, who: SignedIn, query: string) => {
  const answer = await w.app.inject({ url: `/api/v1/complaints/register.${query}`, headers: who.headers });
  return { status: answer.statusCode, headers: answer.headers, body: answer.rawPayload, text: answer.body };
};
const lines = (csv: string): string[] =>
  csv
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');

test('the register leaves the office as its reader may see it, and the trail says that it did and answers who did what to a case', async () => {
  await using o = await office();
  const officer = await o.staff('department-officer', o.engineers);
  const planner = await o.staff('planner');
  const named = await o.file({ text: '=HYPERLINK("http://x") โทร 0812345678 หาสมหญิง', contact });
  const concealed = await o.file({ text: 'น้ำเสียจากโรงงาน', contact, identity: 'concealed' });
  await o.file({ text: 'เบาะแสทุจริต', kind: 'whistleblow' });
  await o.step(o.desk, named.id, { step: 'assign', departmentId: o.engineers });
  await o.step(o.desk, concealed.id, { step: 'reply', note: 'ตรวจแล้ว' });
  await o.step(o.desk, concealed.id, { step: 'close' });

  const whole = await take(o, o.desk, 'csv?view=all');
  expect(whole.status).toBe(200);
  expect([...whole.body.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(whole.headers['content-type']).toContain('text/csv');
  const [head, first, second, ...more] = lines(whole.text);
  expect(head?.split(',').slice(-4)).toEqual(['จาก', 'ชื่อผู้แจ้ง', 'โทรศัพท์', 'อีเมล']);
  expect(first).toContain(named.number);
  expect(first).toContain(`"'=HYPERLINK(""http://x"") โทร 0812345678 หาสมหญิง"`);
  expect(first?.split(',').slice(-3)).toEqual(['สมหญิง รักถิ่น', '081-234-5678', 'somying@example.org']);
  expect(second).toContain(concealed.number);
  expect(second).toMatch(/ขอปกปิดชื่อ,,,$/);
  expect(more).toEqual([]);

  const without = await take(o, planner, 'csv?view=all');
  expect(lines(without.text)).toHaveLength(3);
  for (const own of ['สมหญิง', '0812345678', '081-234-5678', 'somying']) expect(without.text).not.toContain(own);
  expect(lines((await take(o, officer, 'csv')).text).slice(1)).toEqual([expect.stringContaining(named.number)]);
  expect(lines((await take(o, officer, 'csv')).text)[1]).not.toContain('0812345678');
  expect(lines((await take(o, o.desk, 'csv?view=closed&closedFrom=2026-05-04')).text).slice(1)).toEqual([
    expect.stringContaining(concealed.number),
  ]);
  expect(lines((await take(o, o.desk, `csv?search=${encodeURIComponent('โรงงาน')}`)).text)).toHaveLength(2);
  expect((await take(o, await o.staff('administrator'), 'csv')).status).toBe(403);

  const paper = await take(o, o.desk, `pdf?view=open&departmentId=${o.engineers}`);
  expect(paper.status).toBe(200);
  expect(paper.body.subarray(0, 5).toString()).toBe('%PDF-');
  expect(paper.headers['content-disposition']).toContain('register-2026-05-04.pdf');

  expect((await o.call(officer, 'POST', `/complaints/${named.id}/reveal`, { reason: 'นัดเข้าซ่อม' })).status).toBe(200);
  const keeper = await o.staff('data-protection-officer');
  const trail = async (query: string) => {
    const found: z.output<typeof AuditPage>['items'] = [];
    for (let after = ''; ; ) {
      const page = AuditPage.parse((await o.call(keeper, 'GET', `/audit?limit=2&${query}${after}`)).body);
      found.push(...page.items);
      if (page.next === null) return found;
      after = `&after=${page.next}`;
    }
  };
  const acts = async (query: string) => (await trail(query)).map(({ action }) => action);
  expect(await trail('action=register.take&from=2026-05-04&to=2026-05-04')).toMatchObject([
    { detail: { format: 'pdf', rows: 1, contacts: true, filter: { view: 'open', departmentId: o.engineers } } },
    { detail: { format: 'csv', rows: 1, filter: { search: 'โรงงาน' } } },
    { detail: { rows: 1, filter: { view: 'closed', closedFrom: '2026-05-04' } } },
    { actorId: officer.userId, detail: { rows: 1, contacts: false } },
    { actorId: officer.userId, detail: { rows: 1, contacts: false } },
    { actorId: planner.userId, detail: { rows: 2, contacts: false } },
    { actorId: o.desk.userId, detail: { rows: 2, contacts: true } },
  ]);
  const typed = encodeURIComponent(named.number.replace('ร.000', '').replace('2569', '69'));
  const ofCase = ['contact.reveal', 'complaint.assign', 'complaint.file'];
  expect(await acts(`number=${typed}`)).toEqual(ofCase);
  expect(await acts(`subjectKind=complaint&subjectId=${named.id}`)).toEqual(ofCase);
  expect(await acts(`number=${typed}&actorId=${officer.userId}`)).toEqual(['contact.reveal']);
  expect(await trail('action=contact.reveal')).toMatchObject([
    { subjectName: named.number, actorId: officer.userId, detail: { reason: 'นัดเข้าซ่อม' } },
  ]);
  expect(await acts('action=complaint.file&from=2026-05-05')).toEqual([]);
  expect((await acts('action=complaint.file&to=2026-05-04')).length).toBe(3);
  expect((await o.call(keeper, 'GET', '/audit?number=9/69')).status).toBe(404);
  expect((await o.call(keeper, 'GET', '/audit?subjectId=x')).status).toBe(400);
  expect((await o.call(planner, 'GET', '/audit/actors')).status).toBe(403);
  expect((await o.call(keeper, 'GET', '/audit/actors')).body).toContainEqual(
    expect.objectContaining({ id: officer.userId, kind: 'staff' }),
  );
});

test('no telephone, mail address or known name is left in words that go out without them', () => {
  const digit = fc.constantFrom(...'0123456789๐๑๒๓๔๕๖๗๘๙'.split(''));
  const phone = fc
    .tuple(fc.array(digit, { minLength: 9, maxLength: 13 }), fc.constantFrom('', '-', ' ', ' - '))
    .map(([digits, apart]) => digits.join(apart));
  const around = fc.constantFrom('โทร ', 'ติดต่อ', '(', 'ที่ ร.0001/2569: ');
  fc.assert(
    fc.property(around, phone, around, (before, number, after) => {
      const left = masked(`${before}${number} ${after} a.b@example.org สมหญิง`, 'สมหญิง รักถิ่น');
      expect(left).not.toContain(number);
      expect(left).not.toMatch(/example|สมหญิง/);
      expect(left.startsWith(before.trimEnd())).toBe(true);
    }),
  );
  expect(masked('บ้านเลขที่ 12/3 หมู่ 4 เกิดเมื่อ 3 พ.ค. 2569', '')).toBe('บ้านเลขที่ 12/3 หมู่ 4 เกิดเมื่อ 3 พ.ค. 2569');
});
