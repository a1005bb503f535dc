import { z } from 'zod';
import type { Profile, Quota, Reach, TestResult, Trying } from '../adapter.ts';
import { answerOf, line } from './api.ts';

const Person = z.object({ displayName: z.string(), language: z.string().optional().catch(undefined) });
const Summary = z.object({ groupName: z.string() });

/**
 * Who somebody is, as LINE shows them. `id`: a person's (`U…`); `<group>/<person>` or `<room>/<person>` for somebody who is no friend of the
 * account but speaks in a group (`C…`) or room (`R…`); a group's own id gives the group's name. Null when LINE does not say.
 */
export async function profileOf(id: string, reach: Reach): Promise<Profile | null> {
  const [place = '', person] = id.split('/').map(encodeURIComponent);
  if (person === undefined && place.startsWith('C')) {
    const asked = await line(reach, { path: `/v2/bot/group/${place}/summary` }, Summary);
    return asked.kind === 'done' ? { name: asked.body.groupName, language: null } : null;
  }
  if (person === undefined && place.startsWith('R')) return null;
  const where = place.startsWith('R') ? 'room' : 'group';
  const path = person === undefined ? `/v2/bot/profile/${place}` : `/v2/bot/${where}/${place}/member/${person}`;
  const asked = await line(reach, { path }, Person);
  if (asked.kind !== 'done') return null;
  const { displayName, language } = asked.body;
  return {
    name: displayName,
    language: /^th\b/i.test(language ?? '') ? 'th' : /^en\b/i.test(language ?? '') ? 'en' : null,
  };
}

const Limit = z.object({ type: z.enum(['none', 'limited']), value: z.int().min(0).optional() });
const Consumption = z.object({ totalUsage: z.int().min(0) });

/** What is sent of the month's messages. LINE's plans differ by country and change: the number is asked for, never known. */
export async function quotaOf(reach: Reach): Promise<Quota> {
  const [limit, used] = await Promise.all([
    line(reach, { path: '/v2/bot/message/quota' }, Limit),
    line(reach, { path: '/v2/bot/message/quota/consumption' }, Consumption),
  ]);
  if (limit.kind !== 'done' || used.kind !== 'done') throw new Error('LINE did not say what is used of its quota');
  return { used: used.body.totalUsage, most: limit.body.type === 'limited' ? (limit.body.value ?? null) : null };
}

const Bot = z.object({ displayName: z.string(), basicId: z.string() });
const Endpoint = z.object({ endpoint: z.string(), active: z.boolean() });

/** Whether the token works, whose it is, and whether LINE sends its events, and to us. */
export async function testLine(reach: Trying): Promise<TestResult> {
  const bot = await line(reach, { path: '/v2/bot/info' }, Bot);
  if (bot.kind === 'failed')
    return { ok: false, detail: answerOf(bot.failure), problem: problemOf(bot.failure.status) };
  if (bot.kind !== 'done') return { ok: false, detail: bot.why, problem: 'unreachable' };
  const name = `${bot.body.displayName} (${bot.body.basicId})`;
  const endpoint = await line(reach, { path: '/v2/bot/channel/webhook/endpoint' }, Endpoint);
  if (endpoint.kind !== 'done') return { ok: true, detail: name, problem: 'no-webhook' };
  const { active, endpoint: url } = endpoint.body;
  const detail = `${name} · Webhook: ${url}`;
  if (reach.webhook !== undefined && !isSame(url, reach.webhook))
    return { ok: true, detail: `${detail} → ${reach.webhook}`, problem: 'webhook-elsewhere' };
  return { ok: true, detail, problem: active ? null : 'webhook-off' };
}

/** Written differently (letters of the host, a port that is understood), one address is still the same. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [URL.parse(one), URL.parse(other)];
  return a !== null && b !== null && a.origin === b.origin && a.pathname === b.pathname && a.search === b.search;
}

function problemOf(status: number): TestResult['problem'] {
  if (status === 401) return 'wrong-key';
  if (status === 403) return 'no-permission';
  return status >= 500 || status === 429 ? 'unreachable' : 'other';
}
