import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Office, office } from '../../../../test/desk.ts';
import type { SignedIn } from '../../../../test/sign-in.ts';
import { AuditPage } from '../../people/contract.ts';
import { SYSTEM } from '../../people/index.ts';
import { ComplaintPage } from '../contract.ts';
import { importComplaints } from '../import/import-complaints.ts';

let o: Office;
beforeAll(async () => {
  o = await office();
});
afterAll(() => o[Symbol.asyncDispose]());

const contact = { name: 'สมหญิง รักถิ่น', phone: '081-234-5678', email: 'somying@example.org' };
const take = async (who: SignedIn, query: string) => {
  const answer = await o.w.app.inject({ url: `/api/v1/complaints/register.${query}`, headers: who.headers });
  return { status: answer.statusCode, headers: answer.headers, body: answer.rawPayload, text: answer.body };
};
/** Ids in an order of their own, after every other. */
const AFTER = 'ffffffff-ffff-7fff-bfff-';
const lines = (csv: string): string[] =>
  csv
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');

test('the register leaves the office as its reader may see it, and the trail says that it did and answers who did what to a case', async () => {
  const officer = await o.staff('department-officer', o.engineers);
  const planner = await o.staff('planner');
  const named = await o.file({ text: '=HYPERLINK("http://x") โทร 0812345678 หาสมหญิง', contact });
  const concealed = await o.file({ text: 'น้ำเสียจากโรงงาน', contact, identity: 'concealed' });
  await o.file({ text: 'เบาะแสทุจริต', kind: 'whistleblow' });
  await o.step(o.desk, named.id, { step: 'assign', departmentId: o.engineers });
  await o.step(o.desk, concealed.id, { step: 'reply', note: 'ตรวจแล้ว' });
  await o.step(o.desk, concealed.id, { step: 'close' });

  const whole = await take(o.desk, 'csv?view=all');
  expect(whole.status).toBe(200);
  expect([...whole.body.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(whole.headers['content-type']).toContain('text/csv');
  const [head, first, second, ...more] = lines(whole.text);
  expect(head?.split(',').slice(-4)).toEqual(['จาก', 'ชื่อผู้แจ้ง', 'โทรศัพท์', 'อีเมล']);
  expect(first).toContain(named.number);
  expect(first).toContain(`"'=HYPERLINK(""http://x"") โทร 0812345678 หาสมหญิง"`);
  expect(first?.split(',').slice(-3)).toEqual(['สมหญิง รักถิ่น', '081-234-5678', 'somying@example.org']);
  expect(second).toContain(concealed.number);
  expect(second).toMatch(/ขอปกปิดตัวตน,,,$/);
  expect(more).toEqual([]);

  const without = await take(planner, 'csv?view=all');
  expect(lines(without.text)).toHaveLength(3);
  for (const own of ['สมหญิง', '0812345678', '081-234-5678', 'somying']) expect(without.text).not.toContain(own);
  expect(lines((await take(officer, 'csv')).text).slice(1)).toEqual([expect.stringContaining(named.number)]);
  expect(lines((await take(officer, 'csv')).text)[1]).not.toContain('0812345678');
  expect(lines((await take(o.desk, 'csv?view=closed&closedFrom=2026-05-04')).text).slice(1)).toEqual([
    expect.stringContaining(concealed.number),
  ]);
  expect(lines((await take(o.desk, `csv?search=${encodeURIComponent('โรงงาน')}`)).text)).toHaveLength(2);
  expect((await take(await o.staff('administrator'), 'csv')).status).toBe(403);

  const paper = await take(o.desk, `pdf?view=open&departmentId=${o.engineers}`);
  expect(paper.status).toBe(200);
  expect(paper.body.subarray(0, 5).toString()).toBe('%PDF-');
  expect(paper.headers['content-disposition']).toContain('register-2026-05-04.pdf');

  expect((await o.call(officer, 'POST', `/complaints/${named.id}/reveal`, { reason: 'นัดเข้าซ่อม' })).status).toBe(200);
  const unread = await o.call(officer, 'POST', `/complaints/${named.id}/reveal`, { reason: '\u200B'.repeat(9) });
  expect(unread).toMatchObject({
    status: 400,
    body: { detail: { fields: [{ field: '/reason', problem: 'too-short' }] } },
  });
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
    { detail: { format: 'csv', rows: 1, filter: {}, searched: true } },
    { detail: { rows: 1, filter: { view: 'closed', closedFrom: '2026-05-04' } } },
    { actorId: officer.userId, detail: { rows: 1, contacts: false } },
    { actorId: officer.userId, detail: { rows: 1, contacts: false } },
    { actorId: planner.userId, detail: { rows: 2, contacts: false } },
    { actorId: o.desk.userId, detail: { rows: 2, contacts: true } },
  ]);
  // What was looked for may be a telephone number: the trail, which nobody can clean, does not hold it.
  expect(JSON.stringify(await trail('action=register.take'))).not.toContain('โรงงาน');
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

test('the register that left the office can be brought in again: states, kinds, categories, departments and days are what they were', async () => {
  const placeText = 'ซอยส่งออก';
  const categoryId = o.named(o.directory.categories, 'ถนน').id;
  const person = { name: 'สมชาย', phone: '+66 81 234 5678', email: 'somchai@example.org' };
  const filed = async (over: object, ...steps: object[]) => {
    const { id } = await o.file({ text: 'ถนนพัง', placeText, categoryId, contact: person, ...over });
    for (const step of steps) expect((await o.step(o.desk, id, step)).status).toBe(200);
  };
  const assign = { step: 'assign', departmentId: o.engineers };
  const reply = { step: 'reply', note: 'ซ่อมแล้ว' };
  await filed({ channel: 'walk-in', kind: 'suggestion' });
  await filed({ channel: 'letter', kind: 'incident', identity: 'concealed' }, assign);
  await filed({}, assign, { step: 'start' }, { step: 'wait-agency', agency: 'แขวงทางหลวง' });
  await filed({}, assign, { step: 'ask-citizen', note: 'ตรงไหน' });
  o.w.at(new Date('2026-05-06T03:00:00Z'));
  await filed({ text: '=ถนนพัง' }, assign, reply);
  await filed({ receivedAt: '2026-05-04T02:00:00Z' }, assign, reply, { step: 'close' });
  await filed({}, { step: 'refuse', reasonId: o.directory.refusalReasons[0]?.id, note: 'ในศาล' });
  await filed({ categoryId: null, identity: 'anonymous' }, { step: 'transfer', agency: 'การไฟฟ้า', note: 'เสาแรงสูง' });

  const query = `csv?search=${encodeURIComponent(placeText)}`;
  const out = (await take(o.desk, query)).text;
  const path = join(o.w.dataDir, 'register.csv');
  await writeFile(path, out);
  const problems: string[] = [];
  const onProblem = ({ line, code }: { line: number; code: string }) => void problems.push(`${line} ${code}`);
  const { added, unmapped } = await importComplaints(
    o.w.db,
    o.w.municipalityId,
    { path },
    { actor: SYSTEM, now: o.w.now, dryRun: false, onProblem },
  );
  expect([added, problems, [...unmapped]]).toEqual([8, [], []]);
  const read = (csv: string): Record<string, string>[] => parse(csv, { bom: true, columns: true });
  const [first, again] = [read(out), read((await take(o.desk, query)).text)];
  const numbers = new Set(first.map((row) => row['เลขรับ']));
  // Its number is a new one, and of an answer the last alone is known.
  const told = ({ เลขรับ: _number, ตอบครั้งแรกเมื่อ: _first, ...row }: Record<string, string>) => JSON.stringify(row);
  const imported = again.filter((row) => !numbers.has(row['เลขรับ']));
  expect(imported.map(told).sort()).toEqual(first.map(told).sort());
  // By the number that it had there it is found.
  const former = first[0]?.['เลขรับ'] ?? '';
  const { items } = ComplaintPage.parse(
    (await o.call(o.desk, 'GET', `/complaints?search=${encodeURIComponent(former.slice(2))}`)).body,
  );
  expect(items.map(({ number }) => number).sort()).toEqual([expect.stringMatching(/^น\./), former]);
});

test('what is searched for leaves whole beside a filter, or not at all', async () => {
  const wanted = await o.file({ text: 'ท่อแตกหน้าวัด', channel: 'walk-in' });
  const other = await o.file({ text: 'ท่อแตกหน้าตลาด', channel: 'phone' });
  // More hits that the filter leaves out than a list goes through.
  await o.w.scoped(async (tx) => {
    await sql`insert into voices.voice select copy.* from complaints.complaint c join voices.voice v on v.id = c.voice_id,
      generate_series(1, 4200) n, jsonb_populate_record(v, jsonb_build_object('id', ${AFTER} || lpad(n::text, 12, '0'))) copy
      where c.id = ${other.id}`.execute(tx);
    await sql`insert into complaints.complaint select copy.* from complaints.complaint c, generate_series(1, 4200) n,
      jsonb_populate_record(c, jsonb_build_object('id', ${AFTER} || lpad(n::text, 12, '0'), 'voice_id', ${AFTER} || lpad(n::text, 12, '0'),
        'number', 'ร.' || 10000 + n || '/2569', 'sequence', 10000 + n)) copy where c.id = ${other.id}`.execute(tx);
    await sql`insert into complaints.search_text select copy.* from complaints.search_text s, generate_series(1, 4200) n,
      jsonb_populate_record(s, jsonb_build_object('complaint_id', ${AFTER} || lpad(n::text, 12, '0'))) copy
      where s.complaint_id = ${other.id}`.execute(tx);
  });
  const search = (words: string, filter = '') => take(o.desk, `csv?search=${encodeURIComponent(words)}${filter}`);
  expect(lines((await search('ท่อแตก', '&channel=walk-in')).text).slice(1)).toEqual([
    expect.stringContaining(wanted.number),
  ]);
  const code = async (...asked: Parameters<typeof search>) => {
    const { status, text } = await search(...asked);
    return status === 400 ? z.object({ code: z.string() }).parse(JSON.parse(text)).code : status;
  };
  expect(await code('ท่')).toBe('search-too-short');
  expect(await code('ทอแตกหนาวัด')).toBe('search-only-near');
  expect(await code('ทอแตกหนาวัด', '&channel=walk-in')).toBe('search-only-near');
  expect(lines((await search('ไม่มีคำนี้')).text)).toHaveLength(1);
});
