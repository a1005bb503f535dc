import fc from 'fast-check';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { type Office, office } from '../../../../test/desk.ts';
import { type World, world } from '../../../../test/harness.ts';
import { lineDesk } from '../../../../test/line-desk.ts';
import { joinOnProof, splitIdentity } from '../../people/index.ts';
import type { CaseView } from '../contract.ts';
import { PersonOfCase, PersonView } from './contract.ts';
import { isClaimAlone, readClaim } from './read-claim.ts';

const reason = 'โทรกลับแล้ว เป็นคนเดียวกัน';
const somchai = { name: 'สมชาย ใจดี', phone: '081-234-5678', email: 'somchai@example.org' };

const look = async (o: Pick<Office, 'call' | 'desk'>, id: string, who = o.desk) =>
  PersonOfCase.parse((await o.call(who, 'GET', `/complaints/${id}/person`)).body);
const numbers = (view: PersonOfCase) => view.person?.cases.map((row) => row.number) ?? [];

const trail = (w: World) =>
  w.scoped((tx) => tx.selectFrom('platform.audit_entry').selectAll().orderBy('seq').execute());

test('equal names and equal unproven numbers join nothing: the number is a hint, for those who see contacts', async () => {
  await using o = await office();
  const one = await o.file({ contact: somchai });
  const two = await o.file({ contact: { name: 'สมชาย ใจดี', phone: '+66 81 234 5678' } });
  const three = await o.file({ contact: { name: 'สมชาย ใจดี', phone: '02-111-2222', email: 'SOMCHAI@example.org' } });
  await o.file({ contact: { name: 'สมชาย ใจดี', phone: '02-999-9999' } });
  await o.file({ contact: somchai, identity: 'concealed' });
  await o.file({ contact: somchai, identity: 'anonymous' });
  await o.file({ contact: somchai, kind: 'whistleblow' });
  const view = await look(o, one.id);
  expect(view).toMatchObject({ person: null, mayJoin: true, phoneToConfirm: '081-234-5678' });
  expect(view.suggestions.map(({ row, why }) => [row.id, why])).toEqual([
    [three.id, 'same-email'],
    [two.id, 'same-phone'],
  ]);
  const officer = await o.staff('department-officer', o.engineers);
  await o.step(o.desk, one.id, { step: 'assign', departmentId: o.engineers });
  expect(await look(o, one.id, officer)).toEqual({
    person: null,
    suggestions: [],
    stillFormer: [],
    phoneToConfirm: null,
    mayJoin: false,
  });
});

test('two numbers confirmed by calling back are one person; what each may see of them follows the register', async () => {
  await using o = await office();
  const one = await o.file({ contact: somchai });
  const two = await o.file({ contact: { name: 'ชาย', phone: '๐๘๑ ๒๓๔ ๕๖๗๘' } });
  const other = await o.file({ contact: somchai });
  const confirm = (id: string) => o.call(o.desk, 'POST', `/complaints/${id}/person/confirm-phone`, { reason });
  expect((await confirm(one.id)).status).toBe(200);
  expect(numbers(await look(o, one.id))).toEqual([one.number]);
  expect((await confirm(two.id)).status).toBe(200);
  expect((await confirm(two.id)).status).toBe(200);
  const view = await look(o, two.id);
  expect(numbers(view).toSorted()).toEqual([one.number, two.number]);
  expect(view.phoneToConfirm).toBeNull();
  expect(view.suggestions.map(({ row }) => row.id)).toEqual([other.id]);
  const id = view.person?.id ?? '';
  const whole = PersonView.parse((await o.call(o.desk, 'GET', `/persons/${id}`)).body);
  expect(whole.identities.map(({ kind, label }) => [kind, label])).toEqual([
    ['case', one.number],
    ['phone', '+66812345678'],
    ['case', two.number],
  ]);
  expect(whole.proofs).toMatchObject([
    { kind: 'verified-phone', reason, endedAt: null },
    { kind: 'verified-phone', reason, endedAt: null },
  ]);

  const officer = await o.staff('department-officer', o.engineers);
  expect((await o.call(officer, 'GET', `/persons/${id}`)).status).toBe(404);
  expect((await o.call(officer, 'GET', `/complaints/${one.id}/person`)).status).toBe(404);
  await o.step(o.desk, one.id, { step: 'assign', departmentId: o.engineers });
  expect(numbers(await look(o, one.id, officer))).toEqual([one.number]);
  const seen = PersonView.parse((await o.call(officer, 'GET', `/persons/${id}`)).body);
  expect(seen.identities.map(({ kind, label }) => [kind, label])).toEqual([
    ['case', one.number],
    ['phone', null],
  ]);
  expect(JSON.stringify(seen)).not.toContain(two.id);
  expect(JSON.stringify(seen)).not.toContain(reason);
  for (const path of [`/complaints/${one.id}/person/confirm-phone`, `/persons/${id}/split`])
    expect((await o.call(officer, 'POST', path, { reason, identityId: v7() })).status).toBe(403);
});

test('staff join with a reason and split with a reason; both are in the audit chain; the confidential is never joined', async () => {
  await using o = await office();
  const one = await o.file({ contact: somchai });
  const two = await o.file({ contact: { name: 'สมหญิง', phone: '' } });
  const join = (a: string, b: string, why = reason) =>
    o.call(o.desk, 'POST', `/complaints/${a}/person/join`, { withCaseId: b, reason: why });
  expect((await join(one.id, two.id, '')).status).toBe(400);
  expect((await join(one.id, one.id)).status).toBe(400);
  expect((await join(one.id, v7())).status).toBe(404);
  for (const over of [{ identity: 'concealed' }, { identity: 'anonymous' }]) {
    const hidden = await o.file({ contact: somchai, ...over });
    expect((await join(one.id, hidden.id)).status).toBe(409);
    expect((await o.call(o.desk, 'POST', `/complaints/${hidden.id}/person/confirm-phone`, { reason })).status).toBe(
      409,
    );
    expect(await look(o, hidden.id)).toMatchObject({ person: null, suggestions: [], mayJoin: false });
  }
  const corrupt = await o.file({ contact: somchai, kind: 'whistleblow' });
  expect((await join(one.id, corrupt.id)).status).toBe(404);
  expect((await join(one.id, two.id)).status).toBe(200);
  const id = (await look(o, two.id)).person?.id ?? '';
  const whole = PersonView.parse((await o.call(o.desk, 'GET', `/persons/${id}`)).body);
  const mine = whole.identities.find(({ caseId }) => caseId === two.id);
  expect((await o.call(o.desk, 'POST', `/persons/${id}/split`, { identityId: v7(), reason })).status).toBe(404);
  const split = await o.call(o.desk, 'POST', `/persons/${id}/split`, { identityId: mine?.id, reason });
  expect(split.body).toMatchObject({
    id,
    cases: [{ id: one.id }],
    identities: [
      { caseId: one.id, apart: false },
      { caseId: two.id, apart: true },
    ],
    proofs: [{ kind: 'staff-with-reason', endedReason: reason }],
    events: [{ kind: 'joined' }, { kind: 'split' }],
  });
  expect(numbers(await look(o, one.id))).toEqual([one.number]);
  expect(numbers(await look(o, two.id))).toEqual([two.number]);
  const apart = (await look(o, two.id)).person?.id ?? '';
  expect((await o.call(o.desk, 'POST', `/persons/${apart}/split`, { identityId: mine?.id, reason })).status).toBe(409);
  expect((await join(two.id, one.id)).status).toBe(200);
  expect(numbers(await look(o, one.id)).toSorted()).toEqual([one.number, two.number]);
  const said = (await trail(o.w)).filter(({ subject_kind }) => subject_kind === 'person');
  expect(said.map(({ action }) => action)).toEqual(['person.join', 'person.split', 'person.join']);
  const again = PersonView.parse((await o.call(o.desk, 'GET', `/persons/${apart}`)).body);
  expect(again.proofs.filter(({ endedAt }) => endedAt !== null)).toMatchObject([{ endedReason: reason }]);

  await o.w.scoped((tx) =>
    tx.updateTable('complaints.complaint').set({ visibility: 'corruption' }).where('id', '=', two.id).execute(),
  );
  expect(numbers(await look(o, one.id))).toEqual([one.number]);
  const committee = await o.staff('committee');
  expect(await look(o, two.id, committee)).toMatchObject({ person: null, suggestions: [] });
});

test('what is told in one LINE thread is one person’s; a code told there brings in the case of another channel', async () => {
  await using d = await lineDesk();
  const user = d.person('สมชาย');
  await d.hear(d.text(user, 'ไฟถนนหน้าตลาดดับสามดวง'));
  d.w.at(new Date(d.w.now().getTime() + 24 * 3_600_000));
  await d.hear(d.text(user, 'ขยะล้นถังหน้าวัดมาก'));
  await d.hear(d.text(d.person('สมชาย'), 'ท่อแตกหน้าบ้าน'));
  const [one, two, stranger] = await d.cases();
  const own = await look(d, one?.id ?? '');
  expect(own.person?.cases.map(({ id }) => id)).toEqual([two?.id, one?.id]);

  const called = await d.file({ contact: somchai });
  expect((await look(d, called.id)).person).toBeNull();
  await d.hear(d.text(user, `${called.number} AAAA-BBBB-CCCC`));
  expect((await look(d, called.id)).person).toBeNull();
  d.w.at(new Date(d.w.now().getTime() + 24 * 3_600_000));
  await d.hear(d.text(user, `เรื่องของผม ${called.number} รหัส ${called.trackingCode.toLowerCase()}`));
  expect(d.reads(user).join('\n')).toContain(`ผูกเรื่อง ${called.number} กับแชทนี้แล้ว`);
  // What was said so is answered: it does not wait at the desk.
  const { body } = await d.call(d.desk, 'GET', '/conversations?loose=true');
  expect(body['items']).toEqual([]);
  const joined = await look(d, called.id);
  expect(joined.person?.cases.map(({ id }) => id)).toEqual(expect.arrayContaining([one?.id, two?.id, called.id]));
  expect(joined.person?.cases.map(({ id }) => id)).not.toContain(stranger?.id);

  const hidden = await d.file({ contact: somchai, identity: 'concealed' });
  await d.hear(d.text(user, `${hidden.number} ${hidden.trackingCode}`));
  expect(d.reads(user).join('\n')).toContain('ไม่เปิดเผยตัวตน');
  expect((await look(d, hidden.id)).person).toBeNull();
});

test('whoever is split off hears nothing more, whichever identity is taken out; a proof anew brings it back', async () => {
  await using d = await lineDesk();
  const view = async (caseId: string) => {
    const { person } = await look(d, caseId);
    return PersonView.parse((await d.call(d.desk, 'GET', `/persons/${person?.id}`)).body);
  };
  for (const which of ['line', 'case'] as const) {
    const user = d.person();
    const called = await d.file({ contact: somchai });
    await d.step(d.desk, called.id, { step: 'assign', departmentId: d.engineers });
    const claim = `${called.number} ${called.trackingCode}`;
    await d.hear(d.text(user, claim), d.text(user, `${claim} เสาต้นที่สองด้วยครับ`));
    await d.step(d.desk, called.id, { step: 'progress', note: 'กำลังไป' });
    await d.w.runJobs();
    expect(d.reads(user).at(-1)).toContain('กำลังไป');
    // LINE takes nothing for a while: what is said waits, and the person is split meanwhile.
    d.line.break(/message\/push/, 'rate-limit');
    await d.step(d.desk, called.id, { step: 'progress', note: 'ถึงแล้ว' });
    await d.w.runJobs();
    const before = await view(called.id);
    const identityId = before.identities.find(({ kind }) => kind === which)?.id;
    const split = await d.call(d.desk, 'POST', `/persons/${before.id}/split`, { identityId, reason });
    expect(split.status, which).toBe(200);
    expect(PersonView.parse(split.body).cases.map(({ id }) => id)).toEqual([called.id]);
    expect(PersonView.parse(split.body).events.at(-1)).toMatchObject({ kind: 'split', reason });
    const heard = d.reads(user).length;
    await d.step(d.desk, called.id, { step: 'progress', note: 'เสร็จพรุ่งนี้' });
    await d.hurry();
    d.w.at(new Date(d.w.now().getTime() + 120_000));
    await d.hurry();
    expect(d.reads(user).slice(heard)).toEqual([]);
    const { messages } = (await d.see(d.desk, called.id)).body as Pick<CaseView, 'messages'>;
    expect(messages).toContainEqual(expect.objectContaining({ status: 'failed', problem: 'not-theirs' }));
    await d.hear(d.press(user, 'cases'));
    expect(d.reads(user).slice(heard).join('\n')).not.toContain(called.number);
    await d.hear(d.text(user, 'ไฟหน้าโรงเรียนก็ดับ'));
    const { events, conversation } = (await d.see(d.desk, called.id)).body as Pick<CaseView, 'events' | 'conversation'>;
    expect(events.filter(({ step, note }) => step === 'note' && note.includes('แยกแชท'))).toHaveLength(1);
    const noted = (await trail(d.w)).filter(({ action }) => action === 'complaint.note');
    expect(noted.filter(({ subject_id }) => subject_id === called.id)).toMatchObject([{ actor_id: d.desk.userId }]);
    expect(conversation).toMatchObject({ mayReply: false, whyNot: 'not-theirs' });
    expect(JSON.stringify(conversation)).not.toContain('โรงเรียน');
    await d.hear(d.text(user, claim));
    await d.step(d.desk, called.id, { step: 'progress', note: 'เสร็จแล้วจริง' });
    await d.w.runJobs();
    expect(d.reads(user).at(-1)).toContain('เสร็จแล้วจริง');
    await d.hear(d.press(user, 'cases'));
    expect(d.reads(user).at(-1)).toContain(called.number);
  }

  // What began with words in a chat is told there, whoever else its person is not; and it can be joined again.
  const nameless = d.person();
  await d.hear(d.text(nameless, 'ฝาท่อหายหน้าวัด'));
  const own = (await d.cases()).find(({ summary }) => summary === 'ฝาท่อหายหน้าวัด')?.id ?? '';
  // No address of mail: what is said of it goes to the chat.
  const called = await d.file({ contact: { ...somchai, email: '' } });
  const join = () => d.call(d.desk, 'POST', `/complaints/${own}/person/join`, { withCaseId: called.id, reason });
  expect((await join()).status).toBe(200);
  const whole = await view(own);
  // What was said to them of the other case before: one of which nobody knows whether it arrived, one that is being sent right now.
  await d.hear(d.sticker(nameless));
  d.line.break(/message\/reply$/, 'lost-answer', 'half-closed');
  await d.step(d.desk, called.id, { step: 'assign', departmentId: d.engineers });
  await d.w.runJobs();
  d.w.at(new Date(d.w.now().getTime() + 180_000));
  await d.hurry();
  d.line.break(/message\/push$/, 'rate-limit');
  await d.step(d.desk, called.id, { step: 'progress', note: 'กำลังส่งอยู่' });
  await d.w.runJobs();
  const claimed = (claimed_until: Date | null) =>
    d.w.scoped((tx) =>
      tx.updateTable('channels.message').set({ claimed_until }).where('status', '=', 'queued').execute(),
    );
  await claimed(new Date(d.w.now().getTime() + 60_000));
  const identityId = whole.identities.find(({ caseId }) => caseId === called.id)?.id;
  expect((await d.call(d.desk, 'POST', `/persons/${whole.id}/split`, { identityId, reason })).status).toBe(200);
  expect(numbers(await look(d, called.id))).toEqual([called.number]);
  const heard = d.reads(nameless).length;
  await claimed(null);
  d.w.at(new Date(d.w.now().getTime() + 120_000));
  await d.hurry();
  const { messages } = (await d.see(d.desk, called.id)).body as Pick<CaseView, 'messages'>;
  const unsure = messages.find(({ status }) => status === 'uncertain');
  const again = await d.call(d.desk, 'POST', `/complaints/${called.id}/messages/${unsure?.id}/again`);
  expect(again).toMatchObject({ status: 409, body: { code: 'not-theirs' } });
  await d.step(d.desk, called.id, { step: 'progress', note: 'ของอีกคน' });
  await d.step(d.desk, own, { step: 'progress', note: 'ปิดฝาแล้ว' });
  await d.w.runJobs();
  expect(d.reads(nameless).slice(heard)).toEqual([expect.stringContaining('ปิดฝาแล้ว')]);
  await d.hear(d.text(nameless, 'ของผมยังเปิดอยู่เลย'));
  const words = async (id: string) => JSON.stringify((await d.see(d.desk, id)).body['conversation']);
  expect([await words(own), await words(called.id)].map((said) => said.includes('ยังเปิดอยู่'))).toEqual([true, false]);
  // Joined again, they are told again, and what they say may be about either.
  expect((await join()).status).toBe(200);
  await d.step(d.desk, called.id, { step: 'progress', note: 'ของคนเดียวกัน' });
  await d.w.runJobs();
  expect(d.reads(nameless).at(-1)).toContain('ของคนเดียวกัน');
});

test('words beside a number and its code go to the case; a wrong pair alone is answered, and files nothing', async () => {
  await using d = await lineDesk();
  const user = d.person();
  const called = await d.file({ contact: somchai });
  await d.step(d.desk, called.id, { step: 'assign', departmentId: d.engineers });
  const words = `เรื่อง ${called.number} รหัส ${called.trackingCode} ตอนนี้มีคนตกลงไปบาดเจ็บแล้วค่ะ ช่วยด่วน`;
  await d.hear(d.text(user, words));
  expect(d.reads(user).join('\n')).toContain(`ผูกเรื่อง ${called.number} กับแชทนี้แล้ว`);
  expect(d.reads(user).join('\n')).toContain(`เพิ่มในเรื่อง ${called.number} แล้ว`);
  const { body } = await d.see(d.desk, called.id);
  expect(body).toMatchObject({
    row: { citizenSpokeAt: expect.any(String) },
    conversation: { incoming: expect.arrayContaining([expect.objectContaining({ role: 'added', text: words })]) },
  });
  const found = await d.call(d.desk, 'GET', `/complaints?search=${encodeURIComponent('บาดเจ็บ')}`);
  expect(found.body['items']).toMatchObject([{ id: called.id }]);

  const guess = d.person();
  const none = `${called.number.slice(0, 2)}9999${called.number.slice(6)}`;
  const tries = [
    `${called.number} AAAA-BBBB-CCCC`,
    `ติดตามเรื่อง ${none} รหัส ${called.trackingCode} ครับ`,
    `${called.number} AAAA-BBBB-CCC0`,
  ];
  for (const text of tries) await d.hear(d.text(guess, text));
  const answers = d.reads(guess);
  expect(answers).toHaveLength(tries.length);
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toContain('ไม่พบเรื่องที่ตรงกัน');
  expect(await d.cases()).toHaveLength(1);
  expect((await d.call(d.desk, 'GET', '/conversations?loose=true')).body['items']).toEqual([]);
  // Words beside a wrong code are words: nothing of them is lost.
  await d.hear(d.text(guess, `${called.number} AAAA-BBBB-CCCC น้ำท่วมถึงเข่าแล้ว`));
  expect((await d.cases()).map(({ summary }) => summary)).toContainEqual(expect.stringContaining('น้ำท่วมถึงเข่าแล้ว'));

  // Nothing of a concealed case shows who wrote: the words reach it as they do by its page.
  const hidden = await d.file({ contact: somchai, identity: 'concealed' });
  await d.hear(d.text(d.person('สมหญิง'), `${hidden.number} ${hidden.trackingCode} เขารู้ตัวแล้วค่ะ`));
  const seen = (await d.see(d.desk, hidden.id)).body;
  expect(JSON.stringify(seen['events'])).toContain('เขารู้ตัวแล้วค่ะ');
  expect(seen['conversation']).toBeNull();
});

test('a claim is a number and a code, in whatever words', () => {
  const claim = { number: 'ร.0001/2569', code: 'ABCD-EFGH-JKMN' };
  expect(readClaim('ร.0001/2569 ABCD-EFGH-JKMN')).toEqual(claim);
  expect(readClaim('เลข ร.๐๐๐๑/๒๕๖๙ รหัสABCD-EFGH-JKMNครับ')).toEqual(claim);
  // As many blanks as a mail may hold: read once.
  expect(readClaim(`ร${' '.repeat(200_000)}ABCD-EFGH-JKMN`)).toBeNull();
  for (const words of ['ร.0001/2569', 'ABCD-EFGH-JKMN', 'ไฟดับ', 'ร.0001/2569 ABCDEFGHJKMNP', ''])
    expect(readClaim(words)).toBeNull();
  const alone = [
    'ร.0001/2569 ABCD-EFGH-JKMN',
    'ขอติดตามเรื่อง ร.๐๐๐๑/๒๕๖๙ รหัสABCD EFGH JKMNครับ 🙏',
    'ร.1/2569 abcd-efgh-jkm0',
  ];
  for (const words of alone) expect(isClaimAlone(words), words).toBe(true);
  const more = ['ร.0001/2569 ABCD-EFGH-JKMN ท่วมแล้ว', 'ร.0001/2569', 'ร.0001/2569 still broken', 'ABCD-EFGH-JKMN'];
  for (const words of more) expect(isClaimAlone(words), words).toBe(false);
});

const NODES = 6;
type Act = { kind: 'join'; a: number; b: number; proof: 'staff-with-reason' | 'thread' } | { kind: 'split'; a: number };

/** Who belongs with whom, by walking over the proofs that hold. */
function naive(edges: readonly (readonly [number, number])[], from: number): Set<number> {
  const found = new Set([from]);
  for (const at of found)
    for (const [a, b] of edges) {
      if (a === at) found.add(b);
      if (b === at) found.add(a);
    }
  return found;
}

test('joined and split in any order, persons are who the proofs that hold lead between, and nothing else', async () => {
  await using w = await world();
  const node = fc.nat(NODES - 1);
  const act: fc.Arbitrary<Act> = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('join' as const),
        a: node,
        b: node,
        proof: fc.constantFrom('staff-with-reason' as const, 'thread' as const),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('split' as const), a: node }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
      const values = Array.from({ length: NODES }, () => v7());
      let edges: (readonly [number, number])[] = [];
      const by = { kind: 'staff', id: 'x' } as const;
      const rows = () =>
        w.scoped((tx) => tx.selectFrom('people.identity').selectAll().where('value', 'in', values).execute());
      for (const each of acts) {
        const before = await rows();
        const key = (n: number) => ({ kind: 'case' as const, value: values[n] ?? '' });
        if (each.kind === 'join') {
          await w.scoped((tx) =>
            joinOnProof(tx, { one: key(each.a), other: key(each.b), proof: each.proof, reason, by }, w.now()),
          );
          if (each.a !== each.b) edges.push([each.a, each.b]);
        } else {
          const row = before.find(({ value }) => value === values[each.a]);
          const splitting = w.scoped((tx) =>
            splitIdentity(tx, { personId: row?.person_id ?? v7(), identityId: row?.id ?? v7(), reason, by }, w.now()),
          );
          if (row && edges.some((edge) => edge.includes(each.a))) await splitting;
          else await expect(splitting).rejects.toMatchObject({ name: 'Refusal' });
          edges = edges.filter((edge) => !edge.includes(each.a));
        }
        const persons = new Map((await rows()).map(({ value, person_id }) => [values.indexOf(value), person_id]));
        for (const a of persons.keys())
          for (const b of persons.keys())
            expect(persons.get(a) === persons.get(b), `${a} and ${b}`).toBe(naive(edges, a).has(b));
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);
