import { createHmac } from 'node:crypto';
import { v5 } from 'uuid';
import { z } from 'zod';
import type { App } from '../../platform/http.ts';
import { addDays, dayOf } from '../../thai/index.ts';
import { CAST, emailOf, PASSWORD } from './cast.ts';
import { SECRETS } from './stand-in.ts';
import { idOf, TALKERS, type TalkerKey } from './talkers.ts';
import { type Done, type Said, type Scene, TALKS, WAYS } from './talks.ts';

/** The whole program, its clock, and what is still to be done in it. */
export type Stage = {
  readonly app: App;
  /** Sets the clock. */
  at(moment: Date): void;
  runJobs(): Promise<void>;
};

const MINUTE = 60_000;
const PAGE = 'demo-page';
/** Keys of the desk's forms are made from it, the same each time. */
const KEYS = 'd9b0a0c4-6f3e-4c58-9f0e-2a5d1c7e8b40';
const PIN = { latitude: 11.2012, longitude: 100.9034 };
const Code = z.object({ id: z.string(), number: z.string(), trackingCode: z.string() });
const Found = z.object({ items: z.array(z.object({ id: z.string() })).min(1) });
const Versioned = z.object({ version: z.int() });
const Directory = z.object({ departments: z.array(z.object({ id: z.string(), code: z.string() })) });

/**
 * Two days of messages: what people send comes in by the webhooks, signed; what staff do goes by the interface, signed in. Each at its
 * own moment, with everything that follows done before the next.
 */
export async function letTalk(stage: Stage, now: Date): Promise<void> {
  const codes = new Map<TalkerKey, z.infer<typeof Code>>();
  for (const [i, scene] of TALKS.entries()) {
    const at = new Date(now.getTime() - scene.minutesAgo * MINUTE);
    stage.at(at);
    await perform(stage.app, scene, { at, id: `demo-${i}`, codes });
    await stage.runJobs();
  }
  stage.at(now);
  await publishWays(stage.app, now);
  const headers = await enter(stage.app, 'admin');
  for (const kind of ['line', 'facebook', 'instagram'])
    await ask(stage.app, { method: 'POST', url: `/api/v1/channels/${kind}/test`, headers, payload: {} }, z.unknown());
}

/** The ways that the messages come by join the published directory. */
async function publishWays(app: App, now: Date): Promise<void> {
  const headers = await enter(app, 'planner');
  const post = { method: 'POST', headers } as const;
  const { departments } = await ask(app, { method: 'GET', headers, url: '/api/v1/directory' }, Directory);
  const departmentId = departments.find(({ code }) => code === 'complaint-centre')?.id ?? null;
  for (const [i, way] of WAYS.entries()) {
    const payload = { version: null, way: { ...way, departmentId, openedOn: addDays(dayOf(now), -2), sort: 10 + i } };
    await ask(app, { ...post, url: '/api/v1/channel-directory', payload }, z.unknown());
  }
  await ask(app, { ...post, url: '/api/v1/channel-directory/publish', payload: {} }, z.unknown());
}

type Moment = { readonly at: Date; readonly id: string; readonly codes: Map<TalkerKey, z.infer<typeof Code>> };

async function perform(app: App, scene: Scene, moment: Moment): Promise<void> {
  if ('who' in scene) return deliver(app, scene.who, scene.said, moment);
  if ('staff' in scene) return work(app, scene.staff, scene.about, scene.done);
  if ('claims' in scene) {
    const filed = moment.codes.get(scene.claims);
    return deliver(app, scene.claims, { text: `${filed?.number} ${filed?.trackingCode}` }, moment);
  }
  const heard =
    'calls' in scene
      ? { channel: 'phone', contact: { name: TALKERS[scene.calls].name, phone: '00-000-0000' } }
      : { channel: scene.captured, identity: 'anonymous', link: scene.link };
  const payload = { key: v5(moment.id, KEYS), text: scene.text, ...heard };
  const headers = await enter(app, 'intake');
  const filed = await ask(app, { method: 'POST', url: '/api/v1/intake', headers, payload }, Code);
  if ('calls' in scene) moment.codes.set(scene.calls, filed);
}

/** What somebody says, as LINE or Meta delivers it: over the raw bytes signed. */
async function deliver(app: App, who: TalkerKey, said: Said, moment: Moment): Promise<void> {
  const { channel } = TALKERS[who];
  const bodies = channel === 'line' ? lineBodies(who, said, moment) : [metaBody(who, said, moment)];
  for (const body of bodies) {
    const payload = JSON.stringify(body);
    const sign = (secret: string, as: 'base64' | 'hex') => createHmac('sha256', secret).update(payload).digest(as);
    const headers =
      channel === 'line'
        ? { 'x-line-signature': sign(SECRETS.line, 'base64') }
        : { 'x-hub-signature-256': `sha256=${sign(SECRETS.meta, 'hex')}` };
    await ask(app, { method: 'POST', url: `/webhooks/${channel}/main`, headers, payload }, z.unknown());
  }
}

function lineBodies(who: TalkerKey, said: Said, { at, id }: Moment): object[] {
  const body = (type: string, more: object) => ({
    destination: PAGE,
    events: [
      {
        type,
        mode: 'active',
        timestamp: at.getTime(),
        webhookEventId: `${id}-${type}`,
        source: { type: 'user', userId: idOf(who) },
        replyToken: `${id}-token`,
        ...more,
      },
    ],
  });
  const message = (content: object) => body('message', { message: { id: `${who}-${id}`, ...content } });
  if ('takesBack' in said) {
    const before = TALKS.findLastIndex((scene) => 'who' in scene && scene.who === who && 'text' in scene.said);
    return [body('unsend', { unsend: { messageId: `${who}-demo-${before}` } })];
  }
  if ('text' in said || 'comments' in said) {
    const [text, edits] = 'text' in said ? [said.text, said.edits] : [said.comments];
    const first = message({ type: 'text', text });
    if (edits === undefined) return [first];
    return [first, body('messageEdited', { message: { id: `${who}-${id}`, type: 'text', text: edits } })];
  }
  switch (said.sends) {
    case 'picture':
      return [message({ type: 'image', contentProvider: { type: 'line' } })];
    case 'sticker':
      return [message({ type: 'sticker', packageId: '1', stickerId: '1', keywords: ['สวัสดี'] })];
    case 'place':
      return [message({ type: 'location', title: 'สวนสาธารณะริมน้ำ', address: 'ถนนริมน้ำ', ...PIN })];
    case 'follow':
      return [body('follow', { follow: { isUnblocked: false } })];
    case 'video-watched':
      return [body('videoPlayComplete', { videoPlayComplete: { trackingId: id } })];
  }
}

function metaBody(who: TalkerKey, said: Said, { at, id }: Moment): object {
  const { channel, name } = TALKERS[who];
  const person = { id: idOf(who) };
  const entry = { id: PAGE, time: at.getTime() };
  if ('comments' in said) {
    const value = {
      item: 'comment',
      verb: 'add',
      comment_id: `post_${id}`,
      post_id: 'post',
      parent_id: 'post',
      from: { ...person, name },
      created_time: Math.floor(at.getTime() / 1000),
      message: said.comments,
    };
    return { object: 'page', entry: [{ ...entry, changes: [{ field: 'feed', value }] }] };
  }
  const text = 'text' in said ? said.text : '';
  const words = { sender: person, recipient: { id: PAGE }, timestamp: at.getTime(), message: { mid: id, text } };
  return { object: channel === 'facebook' ? 'page' : 'instagram', entry: [{ ...entry, messaging: [words] }] };
}

async function work(app: App, key: string, about: string, done: Done): Promise<void> {
  const headers = await enter(app, key);
  const get = { method: 'GET', headers } as const;
  const search = `/api/v1/complaints?view=all&search=${encodeURIComponent(about)}`;
  const { items } = await ask(app, { ...get, url: search }, Found);
  const url = `/api/v1/complaints/${items[0]?.id}`;
  const { version } = await ask(app, { ...get, url }, Versioned);
  const { department, ...step } = { department: null, ...done };
  const { departments } = await ask(app, { ...get, url: '/api/v1/directory' }, Directory);
  const departmentId = departments.find(({ code }) => code === department)?.id;
  const payload = { ...step, version, ...(departmentId && { departmentId }) };
  await ask(app, { method: 'POST', url: `${url}/steps`, headers, payload }, z.unknown());
}

/** Signs a member of the cast in; the headers of who is signed in. */
async function enter(app: App, key: string): Promise<Record<string, string>> {
  const member = CAST.find((each) => each.key === key);
  if (!member) throw new RangeError(`nobody is called ${key}`);
  const headers = { origin: 'http://localhost', host: 'localhost', 'x-requested-with': 'fangsiang' };
  const payload = { email: emailOf(member), password: PASSWORD };
  const answer = await app.inject({ method: 'POST', url: '/api/auth/sign-in/email', headers, payload });
  return { ...headers, cookie: answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
}

type Asked = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly payload?: object | string;
};
/** @throws Error when it is refused: the demonstration is then not made */
async function ask<S extends z.ZodType>(app: App, asked: Asked, schema: S): Promise<z.output<S>> {
  const answer = await app.inject(asked);
  if (answer.statusCode >= 300) throw new Error(`${asked.url}: ${answer.statusCode} ${answer.body}`);
  return schema.parse(answer.body === '' ? null : answer.json());
}
