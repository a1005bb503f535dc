import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ADAPTERS } from '../src/modules/channels/index.ts';
import { readConfig } from '../src/platform/config.ts';
import { openDb } from '../src/platform/db/db.ts';
import { assemble } from '../src/server/assemble.ts';
import { channelSettings } from '../src/server/channel-settings.ts';
import { CONNECTED, deliver, lineBody, lineText, type Machine } from './deliveries.ts';
import { world } from './harness.ts';

type Delivery = { channel: Machine; body: string };

/** A second program on the same database, as another process is: it shares no memory of what was kept. */
async function beside(w: Awaited<ReturnType<typeof world>>) {
  const { files, dataDir, key, log, now } = w.parts;
  return assemble({
    db: openDb(w.appUrl, { max: 8 }),
    ownerUrl: w.ownerUrl,
    now,
    files,
    dataDir,
    key,
    log,
    publicUrl: null,
    smtpUrl: null,
    mailFrom: 'desk@example.org',
    trustProxy: 0,
    channels: channelSettings(readConfig(CONNECTED)),
  });
}

const CHANNEL: Readonly<Record<string, Machine>> = {
  line: 'line',
  fb: 'facebook',
  ig: 'instagram',
  x: 'twitter',
  traffy: 'traffy',
};

/** Payloads that providers publish, in a folder that the variable names; without it, small ones of the same shapes. */
function deliveries(): Delivery[] {
  const folder = process.env['FANGSIANG_SAMPLE_WEBHOOKS'];
  if (!folder) return own();
  return readdirSync(folder).flatMap((name): Delivery[] => {
    const channel = CHANNEL[name.split('-')[0] ?? ''];
    if (!channel || !name.endsWith('.json')) return [];
    const text = readFileSync(join(folder, name), 'utf8');
    const content: unknown = JSON.parse(text);
    const bodies = Array.isArray(content) && channel !== 'traffy' ? content : [content];
    return [{ channel, body: text }, ...bodies.map((body) => ({ channel, body: JSON.stringify(body) }))];
  });
}

function own(): Delivery[] {
  const entry = (over: object) => ({ id: '1', time: 1777863600000, ...over });
  const dm = (mid: string, over: object = {}) => ({
    sender: { id: '2' },
    recipient: { id: '1' },
    timestamp: 1777863600001,
    message: { mid, text: 'น้ำไม่ไหล', ...over },
  });
  const feed = (verb: string, id: string) => ({
    field: 'feed',
    value: {
      item: 'comment',
      verb,
      comment_id: id,
      post_id: '1_1',
      from: { id: '9', name: 'สมชาย' },
      message: 'ถนนพัง',
      created_time: 1777863601,
    },
  });
  const x = (event_type: string, uuid: string, payload: object) => ({
    data: { event_uuid: uuid, filter: { user_id: '1' }, event_type, tag: 't', payload },
  });
  const line = [
    lineText('ไฟดับ'),
    lineText('สวัสดี'),
    { ...lineText(''), type: 'follow', message: undefined },
    { ...lineText(''), type: 'unsend', message: undefined, unsend: { messageId: '1' } },
  ];
  const bodies: [Machine, unknown][] = [
    ['line', JSON.parse(lineBody(...line))],
    ['line', JSON.parse(lineBody(...line.map((event) => ({ ...event, deliveryContext: { isRedelivery: true } }))))],
    ['line', JSON.parse(lineBody())],
    ['facebook', { object: 'page', entry: [entry({ messaging: [dm('m1'), dm('m2', { is_echo: true })] })] }],
    [
      'facebook',
      {
        object: 'page',
        entry: [
          entry({ messaging: [dm('m1')] }),
          entry({ changes: [feed('add', 'a'), feed('edited', 'a'), feed('remove', 'a')] }),
        ],
      },
    ],
    ['instagram', { object: 'instagram', entry: [entry({ messaging: [dm('i1'), dm('i1', { is_deleted: true })] })] }],
    [
      'instagram',
      {
        object: 'instagram',
        entry: [
          entry({
            changes: [
              {
                field: 'comments',
                value: { id: 'c1', text: 'ขยะ', from: { id: '5', username: 'a' }, media: { id: 'm' } },
              },
            ],
          }),
        ],
      },
    ],
    ['twitter', x('post.mention.create', '-42', { id: '1790000000000000001', text: '@main ไฟดับ', author_id: '7' })],
    ['twitter', x('dm.received', '9007199254740993', { id: '1790000000000000002', sender_id: '7' })],
    ['traffy', { timestamp: '2026-05-04 10:00:00.000000', ticket_id: '2026-AAAAAA', description: 'ท่อแตก' }],
    ['traffy', { timestamp: '2026-05-04 11:00:00.000000', ticket_id: '2026-AAAAAA', status: 'เสร็จสิ้น' }],
  ];
  return bodies.map(([channel, body]) => ({ channel, body: JSON.stringify(body) }));
}

/** The names of the events in deliveries, by what the doors say of each alone. */
function namesOf(all: readonly Delivery[]): Set<string> {
  return new Set(
    all.flatMap(({ channel, body }) => {
      const door = ADAPTERS.find(({ kind }) => kind === channel)?.door;
      return (door?.split(JSON.parse(body)) ?? []).map(({ externalId }) => `${channel} ${externalId}`);
    }),
  );
}

test('every payload delivered three times, shuffled, in parallel, to two programs on one database is there exactly once', async () => {
  await using w = await world({ env: CONNECTED });
  const other = await beside(w);
  try {
    const all = deliveries();
    expect(all.length).toBeGreaterThan(10);
    const names = namesOf(all);
    expect(names.size).toBeGreaterThan(10);
    const [shuffled = []] = fc.sample(fc.shuffledSubarray([...all, ...all, ...all], { minLength: all.length * 3 }), {
      numRuns: 1,
      seed: 5,
    });
    const answers = await Promise.all(
      shuffled.map(({ channel, body }, i) => deliver(i % 2 ? w.app : other.app, channel, body)),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const rows = await w.scoped((tx) => tx.selectFrom('channels.event').select(['channel', 'external_id']).execute());
    const kept = rows.map(({ channel, external_id }) => `${channel} ${external_id}`);
    expect(new Set(kept).size).toBe(kept.length);
    expect(kept.toSorted()).toEqual([...names].toSorted());
  } finally {
    await other.close();
  }
});

test('whatever is delivered together, in whatever order and however often, what is kept is the set of it', async () => {
  await using w = await world({ env: CONNECTED });
  const other = await beside(w);
  try {
    const plan = fc.array(fc.array(fc.nat(30), { maxLength: 12 }), { minLength: 1, maxLength: 24 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(plan, async (batches) => {
        run += 1;
        const id = (n: number) => `run${run}-${n}`;
        const bodies = batches.map((batch) =>
          lineBody(
            ...batch.map((n) =>
              lineText(`เรื่อง ${n}`, {
                webhookEventId: id(n),
                message: { type: 'text', id: '1', text: `เรื่อง ${n}` },
                timestamp: 1_777_863_600_000,
                source: { type: 'user', userId: 'U' },
              }),
            ),
          ),
        );
        const answers = await Promise.all(bodies.map((body, i) => deliver(i % 2 ? w.app : other.app, 'line', body)));
        expect(answers.every(({ status }) => status === 200)).toBe(true);
        const rows = await w.scoped((tx) =>
          tx.selectFrom('channels.event').select('external_id').where('external_id', 'like', `run${run}-%`).execute(),
        );
        expect(new Set(rows.map(({ external_id }) => external_id.replace(/#.*/, '')))).toEqual(
          new Set(batches.flat().map(id)),
        );
      }),
      { numRuns: 25 },
    );
  } finally {
    await other.close();
  }
});
