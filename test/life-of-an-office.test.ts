import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { Role } from '../src/modules/people/index.ts';
import { Board } from '../src/modules/plans/contract.ts';
import { firstBrokenAudit } from '../src/platform/audit.ts';
import { addDays, type Day, dayOf } from '../src/thai/index.ts';
import { dice } from './dice.ts';
import { startFakeMeta } from './fakes/meta-server.ts';
import { receiver } from './hook-receiver.ts';
import { mailDesk } from './mail-desk.ts';
import { changed } from './planning.ts';
import { runAllJobs } from './run-jobs.ts';
import type { SignedIn } from './sign-in.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** How long the citizen's clock runs, as a municipality begins; and how long Messenger lets us answer. */
const PROMISED_DAYS = 15;
const WINDOW = DAY;

/** The workflow as the guide tells it: where a step may start, where it leads, the title of the citizen's mail, what it is outside. */
const UNANSWERED = ['new', 'assigned', 'in-progress', 'waiting-citizen', 'waiting-agency'];
const STEPS: Readonly<
  Record<string, { from: readonly string[]; to: string | null; title: (number: string) => string; outside: string }>
> = {
  assign: {
    from: UNANSWERED,
    to: 'assigned',
    title: (n) => `เรื่อง ${n} ส่งถึงผู้รับผิดชอบแล้ว`,
    outside: 'case.assigned',
  },
  progress: { from: UNANSWERED, to: null, title: (n) => `ความคืบหน้าเรื่อง ${n}`, outside: 'case.progressed' },
  reply: { from: UNANSWERED, to: 'answered', title: (n) => `คำตอบเรื่อง ${n}`, outside: 'case.answered' },
  'ask-citizen': {
    from: UNANSWERED,
    to: 'waiting-citizen',
    title: (n) => `ขอข้อมูลเพิ่มเรื่อง ${n}`,
    outside: 'case.waiting',
  },
  close: { from: ['answered'], to: 'closed', title: (n) => `ปิดเรื่อง ${n}`, outside: 'case.closed' },
  reopen: {
    from: ['answered', 'closed'],
    to: 'in-progress',
    title: (n) => `เปิดเรื่อง ${n} อีกครั้ง`,
    outside: 'case.reopened',
  },
};

type Officer = SignedIn & { readonly role: Role; departmentId: string | null };
type Case = {
  readonly id: string;
  readonly number: string;
  readonly email: string | null;
  /** Who told it by Messenger, and when they were last heard. */
  readonly chat: { readonly who: string; heard: number } | null;
  readonly receivedAt: Date;
  status: string;
  dueOn: Day;
  departmentId: string | null;
  answeredAt: Date | null;
  closedAt: Date | null;
  late: boolean;
  spoke: boolean;
};

const plus = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
const sorted = (counts: ReadonlyMap<string, number>) =>
  [...counts].map(([key, n]) => `${n} ${key}`).toSorted((a, b) => a.localeCompare(b));

/** An office whose mail, Messenger, webhooks and plan are all at work, and somebody who counts along by hand. */
async function life(seed: number) {
  const [meta, hook] = [await startFakeMeta(), await receiver()];
  onTestFinished(() => meta[Symbol.asyncDispose]());
  onTestFinished(() => void hook.close());
  const d = await mailDesk({
    env: {
      META_API_BASE: meta.base,
      META_APP_SECRET: 'app-secret',
      META_PAGE_TOKEN: 'page-token',
      META_VERIFY_TOKEN: 'verify me',
      OUTBOUND_INTERNAL_HOSTS: '127.0.0.1',
    },
  });
  onTestFinished(() => d[Symbol.asyncDispose]());
  const { w } = d;
  meta.state.now = () => w.now().getTime();
  const administrator = await d.staff('administrator');
  const planner = await d.staff('planner');
  const hired = async (role: Role, departmentId: string | null): Promise<Officer> => ({
    ...(await d.staff(role, departmentId)),
    role,
    departmentId,
  });
  const desk: Officer = { ...d.desk, role: 'intake', departmentId: null };
  const head = await hired('department-head', d.engineers);
  const officer = await hired('department-officer', d.engineers);
  const mover = await hired('department-officer', d.health);
  const staff = [desk, head, officer, mover];
  const rows = await w.scoped((tx) => tx.selectFrom('complaints.holiday').select('day').execute());
  const closed = new Set(rows.map(({ day }) => day));
  const kinds = [
    ...['case.filed', 'case.assigned', 'case.progressed', 'case.waiting', 'case.answered', 'case.closed'],
    ...['case.reopened', 'case.judged'],
  ];
  expect((await d.call(administrator, 'POST', '/webhook-endpoints', { url: hook.url, kinds })).status).toBe(201);
  return { ...d, ...dice(seed), meta, hook, administrator, planner, staff, desk, head, mover, closed };
}
type Life = Awaited<ReturnType<typeof life>>;

/** What happens, and what it must lead to: each act goes through its real door and is counted here, without the program's code. */
function acts(o: Life) {
  const { w, one } = o;
  const cases: Case[] = [];
  const mails = new Map<string, number>();
  const outside = new Map<string, number>();
  /** Words that an officer wrote, each unlike any other, and who must have read them: an address, a person of Messenger, or nobody. */
  const words = new Map<string, string | null>();
  const works = (day: Day) => !o.closed.has(day) && ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  const closedAfter = (day: Day): Day => (works(addDays(day, 1)) ? day : closedAfter(addDays(day, 1)));
  const sees = ({ role, departmentId }: Officer, it: Case) => role === 'intake' || departmentId === it.departmentId;
  const mailTo = ({ userId }: Officer, title: string) => plus(mails, `${userId}@example.org ${title}`);
  /** Who hears of a case: its department, or the desk where nobody is in it. */
  const holders = (it: Case) => {
    const there = o.staff.filter(({ departmentId }) => departmentId !== null && departmentId === it.departmentId);
    return there.length > 0 ? there : [o.desk];
  };
  const promised = (from: Date) => addDays(dayOf(from), PROMISED_DAYS);
  const onTime = ({ answeredAt, dueOn, late }: Case) => !late && answeredAt !== null && dayOf(answeredAt) <= dueOn;
  const moved = (it: Case, to: string) => {
    const was = it.status;
    if (to === was) return;
    if (to === 'answered') it.answeredAt = w.now();
    else if (to === 'closed') it.closedAt = w.now();
    else if (!UNANSWERED.includes(was)) {
      Object.assign(it, { late: !onTime(it), dueOn: promised(w.now()), answeredAt: null, closedAt: null });
    }
    it.status = to;
  };
  const begun = (it: Pick<Case, 'id' | 'number' | 'email' | 'chat'>) => {
    const fresh = { status: 'new', departmentId: null, answeredAt: null, closedAt: null };
    const receivedAt = w.now();
    const dueOn = promised(receivedAt);
    cases.push({ ...it, ...fresh, receivedAt, dueOn, late: false, spoke: false });
    plus(outside, `${it.number} case.filed`);
  };

  async function files() {
    const email = `c${cases.length}@citizens.example`;
    const { id, number } = await o.file({ contact: { name: 'สมหญิง', email } });
    begun({ id, number, email, chat: null });
    plus(mails, `${email} รับเรื่องแล้ว ${number}`);
  }

  async function chats() {
    const who = `P${cases.length}`;
    await hear(who, { message: { mid: randomUUID(), text: 'ไฟถนนดับทั้งซอย' } });
    await runAllJobs({ ...w, municipalities: [w.municipalityId] }, w.ownerUrl);
    const filed = (await o.cases()).filter(({ id }) => cases.every((known) => known.id !== id));
    expect(filed).toHaveLength(1);
    for (const { id, number } of filed) begun({ id, number, email: null, chat: { who, heard: w.now().getTime() } });
  }

  async function hear(who: string, what: object) {
    const at = w.now().getTime();
    o.meta.hear(who, at);
    const messaging = [{ sender: { id: who }, recipient: { id: o.meta.pageId }, timestamp: at, ...what }];
    const body = Buffer.from(JSON.stringify({ object: 'page', entry: [{ id: o.meta.pageId, time: at, messaging }] }));
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': o.meta.sign(body) };
    const answer = await w.app.inject({ method: 'POST', url: '/webhooks/facebook/main', headers, payload: body });
    expect(answer.statusCode).toBe(200);
  }

  /** What a step is answered with, by who takes it and how the case stands. */
  function answersTo(
    by: Officer,
    it: Case,
    asked: { step: string; from: readonly string[]; departmentId: string | null },
  ) {
    if (!sees(by, it)) return [404];
    const mayAll = by.role === 'intake' || by.role === 'department-head';
    if (!mayAll && asked.step !== 'progress' && asked.step !== 'ask-citizen') return [403];
    if (!asked.from.includes(it.status)) return [409];
    if (by.role === 'department-head' && ![null, by.departmentId].includes(asked.departmentId)) return [403];
    return [200, 204];
  }

  async function steps() {
    const it = one(cases.slice(-8));
    const by = one([o.desk, o.desk, o.desk, o.head, ...o.staff]);
    const fits = Object.entries(STEPS).filter(([, { from }]) => it && (from.includes(it.status) || o.below(9) === 0));
    const [step, rule] = one(fits) ?? [];
    if (!it || !by || !step || !rule) return;
    const note = `ถ้อยคำที่ ${words.size} จบ`;
    const departmentId = step === 'assign' ? (one([o.engineers, o.health]) ?? null) : null;
    const { status } = await o.step(by, it.id, { step, note, ...(departmentId && { departmentId }) });
    const expected = answersTo(by, it, { step, from: rule.from, departmentId });
    expect(expected, `${step} of ${it.number} (${it.status}) by ${by.role}`).toContain(status);
    if (status >= 300) return;
    plus(outside, `${it.number} ${rule.outside}`);
    moved(it, rule.to ?? it.status);
    if (step !== 'assign') it.spoke = false;
    const isHandedOn = departmentId !== null && departmentId === it.departmentId;
    if (departmentId !== null) it.departmentId = departmentId;
    if (step === 'assign') {
      const [known] = holders(it);
      const alone = `เรื่อง ${it.number} มอบหมายแล้ว แต่ยังไม่มีผู้รับ`;
      for (const each of holders(it)) mailTo(each, known === o.desk ? alone : `ท่านได้รับมอบหมายเรื่อง ${it.number}`);
    }
    if (it.email && !isHandedOn) plus(mails, `${it.email} ${rule.title(it.number)}`);
    const reached = it.chat && w.now().getTime() - it.chat.heard <= WINDOW ? it.chat.who : it.email;
    words.set(note, step === 'assign' ? null : reached);
  }

  async function judges() {
    const it = one(cases.filter(({ chat, status }) => chat && (status === 'answered' || status === 'closed')));
    const verdict = one(['done', 'not-done']);
    if (!it?.chat) return;
    it.chat.heard = w.now().getTime();
    await hear(it.chat.who, {
      postback: { mid: randomUUID(), payload: `verdict:${verdict}:${it.id}:${it.number}`, title: 'ปุ่ม' },
    });
    const was = it.status;
    moved(it, verdict === 'not-done' ? 'in-progress' : 'closed');
    const kind = was === it.status ? 'judged' : verdict === 'done' ? 'closed' : 'reopened';
    plus(outside, `${it.number} case.${kind}`);
    if (verdict === 'not-done') it.spoke = true;
    for (const each of holders(it)) mailTo(each, `ผู้แจ้งตอบกลับเรื่อง ${it.number}`);
  }

  async function moves() {
    const departmentId = o.mover.departmentId === o.health ? o.engineers : o.health;
    const answer = await w.app.inject({
      method: 'PATCH',
      url: `/api/v1/staff/${o.mover.userId}`,
      headers: o.administrator.headers,
      payload: { position: '', roles: [o.mover.role], departmentId, active: true },
    });
    expect(answer.statusCode).toBe(200);
    o.mover.departmentId = departmentId;
  }

  /** What the schedules of an hour lead to. */
  const reminded = new Set<string>();
  async function passes() {
    await runAllJobs({ ...w, municipalities: [w.municipalityId] }, w.ownerUrl, 'every.complaints.remind');
    await runAllJobs({ ...w, municipalities: [w.municipalityId] }, w.ownerUrl, 'every.complaints.tell-outside');
    const today = dayOf(w.now());
    const minutes = Math.floor(((w.now().getTime() + 7 * HOUR) % DAY) / MINUTE);
    const isOffice = (minutes >= 510 && minutes < 720) || (minutes >= 780 && minutes < 990);
    if (!works(today) || !isOffice) return;
    for (const it of cases.filter(({ status }) => UNANSWERED.includes(status))) {
      if (it.dueOn > closedAfter(addDays(today, 3))) continue;
      const title =
        it.dueOn < today
          ? `เรื่อง ${it.number} เกินกำหนดตอบแล้ว`
          : it.dueOn <= closedAfter(today)
            ? `เรื่อง ${it.number} ต้องตอบวันนี้`
            : `เรื่อง ${it.number} ใกล้ครบกำหนดตอบ`;
      if (reminded.has(`${title} ${it.dueOn}`)) continue;
      reminded.add(`${title} ${it.dueOn}`);
      for (const each of holders(it)) mailTo(each, title);
    }
  }
  return { cases, mails, outside, words, works, closedAfter, sees, onTime, passes, files, chats, steps, judges, moves };
}
type Acts = ReturnType<typeof acts>;

const Home = z.object({
  counts: z.record(z.string(), z.int()),
  departments: z.array(z.object({ departmentId: z.string().nullable(), received: z.int(), closedOnTime: z.int() })),
});
const Hook = z.object({ type: z.string(), data: z.object({ number: z.string() }) });

/** Holds what went out, and what stands on the first page, against the count by hand. */
async function holds(o: Life, { cases, mails, outside, words, works, closedAfter, sees, onTime }: Acts) {
  const texts = [
    ...o.sent.map(({ to, text }) => ({ to: [to ?? []].flat()[0]?.text ?? '', text: text ?? '' })),
    ...o.meta.delivered.map(({ to, message }) => ({ to, text: JSON.stringify(message) })),
    ...o.meta.posted.map(({ message }) => ({ to: 'everybody', text: message })),
  ];
  for (const [note, to] of words)
    expect(
      texts.filter(({ text }) => text.includes(note)).map((each) => each.to),
      note,
    ).toEqual(to === null ? [] : [to]);
  const sent = new Map<string, number>();
  for (const { to, subject } of o.sent) plus(sent, `${[to ?? []].flat()[0]?.text} ${subject}`);
  expect(sorted(sent)).toEqual(sorted(mails));
  const told = new Map<string, number>();
  for (const { body } of o.hook.got) {
    const { type, data } = Hook.parse(JSON.parse(body));
    plus(told, `${data.number} ${type}`);
  }
  expect(sorted(told)).toEqual(sorted(outside));

  const today = dayOf(o.w.now());
  const lastToday = works(today) ? closedAfter(today) : today;
  const lastSoon = closedAfter(addDays(today, 3));
  const isEmpty = (departmentId: string | null) => o.staff.every((each) => each.departmentId !== departmentId);
  for (const who of o.staff) {
    const mine = cases.filter((it) => sees(who, it));
    const waiting = mine.filter(({ status }) => UNANSWERED.includes(status));
    const withUs = waiting.filter(({ status }) => !status.startsWith('waiting'));
    const home = Home.parse((await o.call(who, 'GET', '/home')).body);
    expect(home.counts, `${who.role} on ${today}`).toMatchObject({
      open: mine.filter(({ status }) => status !== 'closed').length,
      unassigned: withUs.filter(({ departmentId }) => departmentId === null || isEmpty(departmentId)).length,
      overdue: waiting.filter(({ dueOn }) => dueOn < today).length,
      dueToday: waiting.filter(({ dueOn }) => dueOn >= today && dueOn <= lastToday).length,
      dueSoon: waiting.filter(({ dueOn }) => dueOn > lastToday && dueOn <= lastSoon).length,
      citizenSpoke: mine.filter(({ spoke }) => spoke).length,
      toClose: mine.filter(({ status }) => status === 'answered').length,
    });
    for (const departmentId of new Set(mine.map((it) => it.departmentId))) {
      const its = mine.filter((it) => it.departmentId === departmentId);
      const closedOnTime = its.filter((it) => it.closedAt !== null && onTime(it)).length;
      expect(home.departments).toContainEqual({ departmentId, received: its.length, closedOnTime });
    }
  }
  expect(await o.w.scoped(firstBrokenAudit)).toBeNull();
}

test('a life of an office: each is told once what is theirs, and every figure is what is counted by hand', async () => {
  const o = await life(2570);
  const made = acts(o);
  expect((await o.call(o.planner, 'POST', '/plans/years', { fiscalYear: 2569, from: 2562 })).status).toBe(201);
  const board = async () => Board.parse((await o.call(o.planner, 'GET', '/plans/years/2569')).body);
  const plan = (await board()).systems.find(({ system }) => system.code === 'complaints')?.plan;
  if (!plan) throw new Error('no plan of complaints');
  const rules = ['complaints.recorded', 'complaints.on-time'];
  const content = changed(plan.document.content, () => {
    const rule = rules.shift();
    return rule ? { evidence: { kind: 'rule', rule, settings: rule.endsWith('time') ? { period: 'month' } : {} } } : {};
  });
  const saved = {
    version: plan.document.version,
    why: 'ตามมติ',
    confirmPast: true,
    document: { kind: 'plan', content },
  };
  expect((await o.call(o.planner, 'PUT', `/plans/documents/${plan.document.id}`, saved)).status).toBe(200);

  const { files, chats, steps, judges, moves } = made;
  const often = [files, chats, chats, judges, judges, moves, ...Array.from({ length: 12 }, () => steps)];
  for (let turn = 1; turn <= 140; turn += 1) {
    o.w.at(new Date(o.w.now().getTime() + MINUTE + o.below(turn % 5 === 0 ? 3 * DAY : 5 * HOUR)));
    await (o.one(often) ?? files)();
    await made.passes();
    if (turn % 70 === 0) await holds(o, made);
  }
  const read = [...made.words.values()].filter((to) => to !== null);
  expect(read.length).toBeGreaterThan(15);
  const { steps: judged = [] } = (await board()).systems.find(({ system }) => system.code === 'complaints')?.plan ?? {};
  const monthly = (of: (it: Case) => Date | null) =>
    Array.from({ length: 12 }, (_, i) => {
      const month = `${i < 3 ? 2025 : 2026}-${String(((i + 9) % 12) + 1).padStart(2, '0')}`;
      return made.cases.filter((it) => dayOf(of(it) ?? new Date(0)).startsWith(month));
    });
  expect(judged[0]?.cells.map(({ records }) => records)).toEqual(
    monthly(({ receivedAt }) => receivedAt).map((its) => its.length),
  );
  expect(judged[1]?.cells.map(({ value }) => value)).toEqual(
    monthly(({ closedAt }) => closedAt).map((its) =>
      its.length === 0 ? null : Math.round((its.filter(made.onTime).length / its.length) * 1000) / 10,
    ),
  );
});
