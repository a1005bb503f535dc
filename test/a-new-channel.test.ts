import { createHmac, randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type * as Desk from './desk.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const CHANNELS = 'src/modules/channels';

/** What somebody writes who adds a channel: its folder, whole. */
const FOLDER = {
  'contract.ts': `import type { Declared } from '../declared/contract.ts';

export const PIGEON = {
  kind: 'pigeon',
  names: { th: 'นกพิราบ', en: 'Pigeon post' },
  brand: 'Pigeon Post',
  alsoCalled: ['นกพิราบสื่อสาร'],
  threads: 'own',
  copiedByHand: false,
  settings: { key: { th: 'กุญแจของกรง', en: 'Key of the loft' }, loft: { th: 'ที่อยู่กรง', en: 'Address of the loft' } },
  steps: { th: ['ขอกุญแจจากผู้เลี้ยงนก'], en: ['Ask the keeper for the key'] },
} as const satisfies Declared;
`,
  'adapter.ts': `import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { sameSecret } from '../../../platform/token.ts';
import type { Adapter } from '../adapter.ts';
import { call } from '../provider/call.ts';
import { flatten } from '../provider/flatten.ts';
import { accepted, refused, unreachable } from '../provider/results.ts';
import { setting } from '../provider/setting.ts';

const Note = z.object({ id: z.string(), from: z.string(), name: z.string(), at: z.number(), words: z.string() });
const Flight = z.object({ notes: z.array(z.unknown()) });

export const pigeon: Adapter = {
  kind: 'pigeon',
  fields: [
    { name: 'key', secret: true, required: true, environment: null },
    { name: 'loft', secret: false, required: true, environment: null },
  ],
  abilities: {
    longestText: 120,
    mostAtOnce: 1,
    windowHours: 72,
    humanWindowHours: null,
    sends: ['text', 'link'],
    inPublic: null,
  },
  door: {
    prove: ({ headers, body }, settings) =>
      sameSecret(headers['x-ring'] ?? '', createHmac('sha256', setting(settings, 'key')).update(body).digest('hex')),
    split: (body) =>
      Flight.parse(body).notes.map((note) => {
        const { id, at } = Note.parse(note);
        return { externalId: id, kind: 'note', at: new Date(at), raw: JSON.stringify(note) };
      }),
  },
  read(event) {
    const { id, from, name, at, words } = Note.parse(JSON.parse(event.raw));
    return [
      {
        kind: 'message',
        externalId: id,
        thread: { kind: 'person', id: from },
        sender: { id: from, name },
        at: new Date(at),
        replyToken: null,
        mayReply: true,
        text: words,
        pin: null,
        media: [],
        album: null,
        replyTo: null,
        public: false,
        link: null,
        gesture: false,
        unreadable: false,
      },
    ];
  },
  async send({ id, to, parts }, reach) {
    const json = { id, to: to.id, words: flatten(parts, true) };
    const said = await call(reach, { method: 'POST', url: setting(reach.settings, 'loft'), json });
    if (said.kind !== 'answer') return unreachable(said.why, { method: 'push' });
    return said.status === 200
      ? accepted('flown', { method: 'push', cost: 1, providerIds: [id] })
      : refused(String(said.status), { method: 'push' });
  },
  async test(reach) {
    const said = await call(reach, { url: setting(reach.settings, 'loft') });
    return { ok: said.kind === 'answer', detail: 'กรงหน้าเทศบาล', problem: said.kind === 'answer' ? null : 'unreachable' };
  },
};
`,
};

/** The program with one more channel: a copy of it, the folder beside the others, and its line in each of the two lists. */
function withTheFolder(): string {
  const copy = mkdtempSync(join(tmpdir(), 'fangsiang-channel-'));
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  for (const part of ['src', 'test', 'migrations'])
    cpSync(join(ROOT, part), join(copy, part), { recursive: true, filter: (path) => !path.includes('.test.') });
  for (const part of ['node_modules', 'package.json']) symlinkSync(join(ROOT, part), join(copy, part));
  mkdirSync(join(copy, CHANNELS, 'pigeon'));
  for (const [name, text] of Object.entries(FOLDER)) writeFileSync(join(copy, CHANNELS, 'pigeon', name), text);
  addLine(join(copy, CHANNELS, 'kinds/contract.ts'), 'const DECLARED = [', 'PIGEON', '../pigeon/contract.ts');
  addLine(join(copy, CHANNELS, 'adapters.ts'), 'Adapter } = {', 'pigeon', './pigeon/adapter.ts');
  return copy;
}

function addLine(path: string, list: string, name: string, from: string): void {
  const before = readFileSync(path, 'utf8');
  const after = before.replace(list, `${list} ${name}, `);
  expect(after).not.toBe(before);
  writeFileSync(path, `import { ${name} } from '${from}';\n${after}`);
}

/** The far side: keeps what it is given. */
async function loft() {
  const Note = z.object({ to: z.string(), words: z.string() });
  const flown: z.infer<typeof Note>[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (request.method === 'POST') flown.push(Note.parse(JSON.parse(Buffer.concat(parts).toString())));
      response.end('{}');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => new Promise<void>((done) => server.close(() => done())));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return { flown, address: `http://127.0.0.1:${port}/` };
}

test('a channel that is not there is added by its folder and its lines in two lists: heard, filed, answered, joined, shown', async () => {
  const copy = withTheFolder();
  const { office }: typeof Desk = await import(pathToFileURL(join(copy, 'test/desk.ts')).href);
  await using o = await office();
  const { w } = o;
  const far = await loft();
  const admin = await w.signIn('administrator');
  const fields = { key: 'a key of the loft, long enough', loft: far.address };
  expect(await o.call(admin, 'PUT', '/channels/pigeon', { active: true, fields })).toMatchObject({
    status: 200,
    body: { kind: 'pigeon', connected: true, abilities: { windowHours: 72 } },
  });
  expect((await o.call(admin, 'POST', '/channels/pigeon/test')).body).toMatchObject({ ok: true, problem: null });

  const hear = async (words: string, key = fields.key): Promise<number> => {
    const note = { id: randomUUID(), from: 'somsri', name: 'สมศรี', at: w.now().getTime(), words };
    const payload = JSON.stringify({ notes: [note] });
    const answer = await w.app.inject({
      method: 'POST',
      url: '/webhooks/pigeon/main',
      headers: { 'x-ring': createHmac('sha256', key).update(payload).digest('hex') },
      payload,
    });
    await w.runJobs();
    return answer.statusCode;
  };
  expect(await hear('ไฟถนนหน้าวัดดับ', 'another key')).toBe(401);
  expect(await hear('ไฟถนนหน้าวัดดับสามต้น ช่วยมาดูด้วยค่ะ')).toBe(200);
  const found = (await o.call(o.desk, 'GET', '/complaints?channel=pigeon')).body['items'];
  const [row] = z.array(z.object({ id: z.string(), number: z.string(), channel: z.literal('pigeon') })).parse(found);
  expect(far.flown.map(({ to }) => to)).toContain('somsri');
  expect(far.flown.map(({ words }) => words).join('\n')).toContain(row?.number);

  const answer = { step: 'reply', note: 'ช่างเปลี่ยนหลอดแล้วค่ะ' };
  expect((await o.step(o.desk, row?.id ?? '', answer)).status).toBe(200);
  await w.runJobs();
  expect(far.flown.at(-1)?.words).toContain('ช่างเปลี่ยนหลอดแล้วค่ะ');

  const other = await o.file({ contact: { name: 'สมศรี', phone: '' } });
  await hear(`${other.number} ${other.trackingCode}`);
  const { person } = z
    .object({ person: z.object({ id: z.string(), cases: z.array(z.object({ number: z.string() })) }) })
    .parse((await o.call(o.desk, 'GET', `/complaints/${other.id}/person`)).body);
  expect(person.cases.map(({ number }) => number).toSorted()).toEqual([row?.number, other.number].toSorted());
  const whole = await o.call(o.desk, 'GET', `/persons/${person.id}`);
  expect(whole.body['identities']).toContainEqual(expect.objectContaining({ kind: 'pigeon', label: 'สมศรี' }));

  expect((await o.call(o.desk, 'GET', `/complaints/${row?.id}/conversation`)).status).toBeLessThan(500);
  expect((await o.call(o.desk, 'GET', '/conversations?channel=pigeon')).body['items']).toMatchObject([
    { channel: 'pigeon', name: 'สมศรี' },
  ]);
  expect((await o.call(admin, 'GET', '/channel-events?channel=pigeon')).body['rows']).toHaveLength(2);
  const counts = z
    .array(z.object({ channel: z.string() }))
    .parse((await w.app.inject({ url: '/api/v1/channel-events/counts', headers: admin.headers })).json());
  expect(counts.map(({ channel }) => channel)).toContain('pigeon');
  // What the console calls it, and the names of what is filled in.
  const { declaredOf } = z
    .object({ declaredOf: z.custom<(kind: string) => unknown>((value) => typeof value === 'function') })
    .parse(await import(pathToFileURL(join(copy, CHANNELS, 'kinds/contract.ts')).href));
  expect(declaredOf('pigeon')).toMatchObject({ names: { th: 'นกพิราบ' } });
});
