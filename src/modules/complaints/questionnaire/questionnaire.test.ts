import fc from 'fast-check';
import { expect, test } from 'vitest';
import { office } from '../../../../test/desk.ts';
import { weigh } from './rules.ts';

const AT = '2026-05-04T02:00:00Z';

test('low marks with words are a case, words or low marks alone a voice, content alone nothing; each once', async () => {
  await using o = await office();
  const group = o.directory.groups[0];
  const give = async (over: object) =>
    (await o.call(o.desk, 'POST', '/questionnaire-answers', { questionnaire: 'พอใจ 2569', at: AT, ...over })).body;
  const complaint = { answerId: '1', score: 2, openAnswer: 'รอนานมาก', groupCode: group?.code };
  const filed = await give(complaint);
  expect(filed).toMatchObject({ became: 'case', again: false, number: expect.stringMatching(/^ร\./) });
  const again = await Promise.all([give(complaint), give({ ...complaint, openAnswer: 'คำอื่น' })]);
  expect(again).toEqual([1, 2].map(() => ({ ...filed, again: true })));
  expect(await give({ answerId: '2', score: 4, scale: 10 })).toMatchObject({ became: 'voice', number: null });
  expect(await give({ answerId: '3', score: 5, openAnswer: 'ดีมาก' })).toMatchObject({ became: 'voice' });
  expect(await give({ answerId: '3', score: 5, openAnswer: 'ดีมาก' })).toMatchObject({ became: 'voice', again: true });
  expect(await give({ answerId: '4', score: 3 })).toMatchObject({ became: 'nothing' });
  expect(await give({ answerId: '5', score: 6 })).toMatchObject({ code: 'invalid-input' });
  expect(await give({ answerId: '6', openAnswer: 'x', groupCode: 'ไม่มี' })).toMatchObject({ code: 'invalid-input' });
  const wrong = { code: 'invalid-input', detail: { fields: [{ field: '/at', problem: 'out-of-range' }] } };
  expect(await give({ answerId: '7', openAnswer: 'x', at: '1970-01-01T00:00:00Z' })).toMatchObject(wrong);
  expect(await give({ answerId: '7', openAnswer: 'x', at: '2026-05-04T04:00:00Z' })).toMatchObject(wrong);
  const voices = await o.w.scoped((tx) =>
    tx.selectFrom('voices.voice').select(['channel', 'group_id', 'identity']).orderBy('recorded_at').execute(),
  );
  expect(voices).toHaveLength(3);
  expect(
    voices.filter(({ channel, identity }) => channel === 'questionnaire' && identity === 'anonymous'),
  ).toHaveLength(3);
  expect(voices.filter(({ group_id }) => group_id === group?.id)).toHaveLength(1);
  // The directory's figures count what was said, a case or not.
  const { body } = await o.call(o.desk, 'GET', '/channel-figures');
  expect(body).toMatchObject({
    channels: [
      {
        ...{ channel: 'questionnaire', received: 3, lastReceivedAt: new Date(AT).toISOString() },
        groups: [
          { groupId: null, received: 2 },
          { groupId: group?.id, received: 1 },
        ],
      },
    ],
  });
});

test('an answer that was told twice at the same moment is one voice', async () => {
  await using o = await office();
  const give = () =>
    o.call(o.desk, 'POST', '/questionnaire-answers', {
      questionnaire: 'q',
      answerId: 'same',
      score: 1,
      openAnswer: 'ไม่พอใจ',
      at: AT,
    });
  const all = await Promise.all(Array.from({ length: 6 }, give));
  expect(all.map(({ status }) => status)).toEqual(Array(6).fill(201));
  expect(all.filter(({ body }) => body['again'] === false)).toHaveLength(1);
  expect(new Set(all.map(({ body }) => body['number'])).size).toBe(1);
});

test('a better mark never makes a complaint of what was none', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.nat(),
      fc.nat(),
      fc.constantFrom('', 'คำ'),
      (scale, a, b, words) => {
        const [low, high] = [a % (scale + 1), b % (scale + 1)].toSorted((x, y) => x - y);
        const of = (score: number | undefined) => weigh({ score: score ?? 0, scale, openAnswer: words });
        if (!of(low).isLow) expect(of(high).isLow).toBe(false);
        if (of(high).became === 'case') expect(of(low).became).toBe('case');
      },
    ),
  );
});
