import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type FakeLine, startFakeLine } from '../../../../test/fakes/line-server.ts';
import { type World, world } from '../../../../test/harness.ts';
import { ChannelView } from '../contract.ts';
import { quotaState } from './rules.ts';
import { quotaWords } from './words.ts';

test('what is counted, what happens and whom to ask are said as the channel declares them', () => {
  const facts = { used: 900, most: 1000, municipality: 'เทศบาล' };
  const said = (channel: 'line' | 'traffy', state: 'ending' | 'ended') => quotaWords({ ...facts, channel, state });
  expect(said('line', 'ending').body).toContain('900 จาก 1,000 ข้อความ');
  expect(said('line', 'ended').body).toContain('ไม่เสียโควตา');
  expect(said('traffy', 'ending').title).toBe('เครดิตของ Traffy Fondue จะหมดก่อนสิ้นเดือน (900/1,000)');
  const { body } = said('traffy', 'ended');
  expect(body).toContain('ระบบทำต่อเองเมื่อได้โควตาใหม่');
  expect(body).not.toMatch(/ข้อความ|อีเมล|แพ็กเกจ/);
});

describe('the month', () => {
  const on = (day: string, used: number, most: number | null = 100) =>
    quotaState({ used, most }, new Date(`${day}T05:00:00Z`));

  test('ends at four fifths, or when its pace says so; not by a guess of its first days', () => {
    expect(on('2026-05-28', 79)).toBe('enough');
    expect(on('2026-05-28', 80)).toBe('ending');
    expect(on('2026-05-10', 45)).toBe('ending');
    expect(on('2026-05-16', 45)).toBe('enough');
    expect(on('2026-05-02', 30)).toBe('enough');
    expect(on('2026-05-31', 100)).toBe('ended');
    expect(on('2026-05-31', 120)).toBe('ended');
    expect(on('2026-05-01', 0, 0)).toBe('ended');
    expect(on('2026-05-31', 9_999, null)).toBe('enough');
  });
});

describe('administrators', () => {
  let line: FakeLine;
  let w: World;
  beforeEach(async () => {
    line = await startFakeLine();
    w = await world({
      env: line.env,
    });
  });
  afterEach(async () => {
    await w[Symbol.asyncDispose]();
    await line.close();
  });
  const look = async () => {
    const job = w.schedules.find(({ job: { id } }) => id === 'channels.watch-quota')?.job;
    await job?.handle({ scoped: w.scoped, municipalityId: w.municipalityId, now: w.now, log: w.parts.log }, {});
  };
  const mails = () =>
    w.scoped((tx) =>
      tx
        .selectFrom('channels.message')
        .select(['recipient', 'title', 'body'])
        .where('template', '=', 'quota')
        .orderBy('created_at')
        .execute(),
    );

  test('are told once that it will end and once that it has, and anew in the next month', async () => {
    const { headers } = await w.signIn('administrator');
    await w.signIn('intake');
    const shown = async () =>
      z
        .array(ChannelView)
        .parse((await w.app.inject({ url: '/api/v1/channels', headers })).json())
        .find(({ kind }) => kind === 'line')?.quota;
    expect(await shown()).toBeNull();
    line.state.used = 10;
    await look();
    expect(await shown()).toMatchObject({ used: 10, most: 300, state: 'enough' });
    expect(await mails()).toEqual([]);

    line.state.used = 250;
    await look();
    await look();
    expect(await shown()).toMatchObject({ used: 250, state: 'ending' });
    const [first, ...none] = await mails();
    expect(none).toEqual([]);
    expect(first?.title).toContain('250/300');
    expect(first?.body).toContain('จะหมดก่อนสิ้นเดือน');

    line.state.used = 300;
    await look();
    await look();
    expect((await mails()).map(({ title }) => title)).toEqual([first?.title, expect.stringContaining('หมดแล้ว')]);

    w.at(new Date('2026-06-01T02:00:00Z'));
    line.state.used = 290;
    await look();
    expect(await mails()).toHaveLength(3);
  });

  test('hear nothing while LINE does not answer', async () => {
    await w.signIn('administrator');
    await line.down();
    await look();
    expect(await mails()).toEqual([]);
    await line.up();
  });
});
