import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { room } from '../../../../test/meeting-room.ts';
import type { SignedIn } from '../../../../test/sign-in.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

test('another department’s task is nobody else’s: not its head’s of theirs, nor the file it ended with', async () => {
  await using o = await room();
  const officer = await o.staff('department-officer', o.engineers);
  const other = await o.staff('department-head', o.health);
  const form = new FormData();
  form.append('file', new Blob([PNG], { type: 'image/png' }), 'ผลงาน.png');
  const upload = await o.w.app.inject({
    method: 'POST',
    url: '/api/v1/files',
    headers: officer.headers,
    payload: form,
  });
  const { id: fileId } = z.object({ id: z.uuid() }).parse(upload.json());
  const { body: made } = await o.send(o.planner, 'POST', '/tasks', { title: 'งานกองช่าง', departmentId: o.engineers });
  const ended = await o.send(officer, 'POST', `/tasks/${String(made['id'])}/end`, {
    version: 1,
    outcome: 'done',
    result: '',
    fileId,
  });
  expect(ended.status).toBe(200);
  for (const state of ['open', 'ended']) {
    expect((await o.send(other, 'GET', `/tasks?of=all&state=${state}`)).body).toMatchObject({ items: [] });
  }
  const file = (who: SignedIn) =>
    o.w.app.inject({ method: 'GET', url: `/api/v1/plans/files/${fileId}`, headers: who.headers });
  expect((await file(officer)).statusCode).toBe(200);
  expect((await file(other)).statusCode).toBe(404);
});

test('of a task that is due somebody is told, however late it is given to them, and each who has it in turn', async () => {
  await using o = await room();
  const first = await o.staff('department-officer', o.engineers);
  const second = await o.staff('department-officer', o.engineers);
  const job = o.w.schedules.find((each) => each.job.id === 'plans.remind-tasks')?.job;
  const told = async () => {
    const { municipalityId, now, scoped } = o.w;
    await job?.handle({ scoped, municipalityId, now, log: o.w.parts.log }, {});
    const mails = await o.w.scoped((tx) =>
      tx.selectFrom('channels.message').select('recipient').where('subject_kind', '=', 'task').orderBy('id').execute(),
    );
    return mails.map(({ recipient }) => recipient);
  };
  const addresses = await o.w.scoped((tx) => tx.selectFrom('auth.user').select(['id', 'email']).execute());
  const [one, two, giver] = [first, second, o.planner].map(
    ({ userId }) => addresses.find(({ id }) => id === userId)?.email,
  );
  // Nobody is in that department: whoever gave it hears of it.
  const draft = { title: 'รายงานผล', departmentId: o.health, dueOn: '2026-05-06' };
  const { body: task } = await o.send(o.planner, 'POST', '/tasks', draft);
  o.w.at(new Date('2026-05-06T03:00:00Z'));
  expect(await told()).toEqual([giver]);
  const give = async (version: number, ownerId: string | undefined) => {
    const body = { version, task: { ...draft, departmentId: null, ownerId } };
    expect((await o.send(o.planner, 'PUT', `/tasks/${String(task['id'])}`, body)).status).toBe(200);
    await told();
    return told();
  };
  expect(await give(1, first.userId)).toEqual([giver, one]);
  expect(await give(2, second.userId)).toEqual([giver, one, two]);
});

test('the task of somebody who left is the department’s to hear of; that it was given, changed and done is in the trail', async () => {
  await using o = await room();
  const owner = await o.staff('department-officer', o.engineers);
  const head = await o.staff('department-head', o.engineers);
  const administrator = await o.staff('administrator');
  const draft = { title: 'ทำรายงานตามมติ', departmentId: o.engineers, ownerId: owner.userId, dueOn: '2026-05-06' };
  const { body: task } = await o.send(o.planner, 'POST', '/tasks', { ...draft, dueOn: '2026-05-05' });
  const url = `/tasks/${String(task['id'])}`;
  expect((await o.send(head, 'PUT', url, { version: 1, task: draft })).status).toBe(200);
  await o.w.scoped((tx) =>
    tx.updateTable('people.staff').set({ active: false }).where('user_id', '=', owner.userId).execute(),
  );
  o.w.at(new Date('2026-05-06T03:00:00Z'));
  const job = o.w.schedules.find((each) => each.job.id === 'plans.remind-tasks')?.job;
  const { municipalityId, now, scoped } = o.w;
  await job?.handle({ scoped, municipalityId, now, log: o.w.parts.log }, {});
  const mails = await scoped((tx) =>
    tx.selectFrom('channels.message').select('recipient').where('subject_kind', '=', 'task').execute(),
  );
  const { email } = await scoped((tx) =>
    tx.selectFrom('auth.user').select('email').where('id', '=', head.userId).executeTakeFirstOrThrow(),
  );
  expect(mails.map(({ recipient }) => recipient)).toEqual([email]);
  // Where there is no department either, whoever gave it hears of it: nothing is due in silence.
  const { body: theirs } = await o.send(o.planner, 'POST', '/tasks', {
    ...draft,
    departmentId: null,
    ownerId: head.userId,
  });
  await o.w.scoped((tx) =>
    tx.updateTable('people.staff').set({ active: false }).where('user_id', '=', head.userId).execute(),
  );
  await job?.handle({ scoped, municipalityId, now, log: o.w.parts.log }, {});
  const told = await scoped((tx) =>
    tx
      .selectFrom('channels.message as m')
      .innerJoin('auth.user as u', 'u.email', 'm.recipient')
      .select('u.id')
      .where('m.subject_id', '=', String(theirs['id']))
      .execute(),
  );
  expect(told).toEqual([{ id: o.planner.userId }]);
  await o.w.scoped((tx) =>
    tx.updateTable('people.staff').set({ active: true }).where('user_id', '=', head.userId).execute(),
  );
  const ended = await o.send(head, 'POST', `${url}/end`, { version: 2, outcome: 'done', result: 'ส่งแล้ว' });
  expect(ended.status).toBe(200);
  const { body } = await o.send(administrator, 'GET', `/audit?subjectKind=task&subjectId=${String(task['id'])}`);
  expect(body).toMatchObject({
    items: [
      { action: 'task.done', actorId: head.userId },
      {
        action: 'task.change',
        actorId: head.userId,
        detail: { before: { dueOn: '2026-05-05' }, after: { dueOn: '2026-05-06' } },
      },
      { action: 'task.make', actorId: o.planner.userId, detail: { ownerId: owner.userId } },
    ],
  });
});

test('a task for nobody of the staff, no department, or no step of any plan is refused', async () => {
  await using o = await room();
  const officer = await o.staff('department-officer', o.engineers);
  const strangers = [{ ownerId: v7() }, { departmentId: v7() }, { departmentId: o.engineers, stepId: v7() }];
  for (const who of strangers) {
    const refused = await o.send(officer, 'POST', '/tasks', { title: 'งาน', ...who });
    expect([refused.status, refused.body['code']]).toEqual([400, 'invalid-input']);
  }
});

test('what an order asks for is given out as a task that says where it came from', async () => {
  await using o = await room();
  const { body: committee } = await o.committee();
  const { body: order } = await o.send(o.planner, 'POST', '/papers', { kind: 'order', committeeId: committee['id'] });
  const task = { title: 'แจ้งเวียนคำสั่ง', departmentId: o.engineers, paperId: order['id'] };
  const { body: made } = await o.send(o.planner, 'POST', '/tasks', task);
  const officer = await o.staff('department-officer', o.engineers);
  const seen = await o.send(officer, 'GET', '/tasks?of=department');
  expect(seen.body).toMatchObject({ items: [{ id: made['id'], origin: 'paper', originId: order['id'] }] });
  // Changing it leaves where it came from; of an order that is not there nothing is given out.
  const { paperId: _, ...changed } = { ...task, title: 'แจ้งเวียนคำสั่งแล้ว' };
  await o.send(o.planner, 'PUT', `/tasks/${String(made['id'])}`, { version: 1, task: changed });
  const after = await o.send(officer, 'GET', '/tasks?of=department');
  expect(after.body).toMatchObject({ items: [{ title: 'แจ้งเวียนคำสั่งแล้ว', origin: 'paper', originId: order['id'] }] });
  expect((await o.send(o.planner, 'POST', '/tasks', { ...task, paperId: v7() })).status).toBe(404);
});
