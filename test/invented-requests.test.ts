import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Permission, permissionsOf, ROLES } from '../src/modules/people/index.ts';
import { type Office, office } from './desk.ts';
import { invented, OpenApi, type Operation } from './invent.ts';

/** Each door is asked so often. */
const ROUNDS = 6;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** What others do not answer is no fault of ours, and is said with a code of its own. */
const OTHERS = new Set(['not-configured', 'provider-unreachable']);
/** They end the session that the next request needs. */
const ENDS = /sign-out|revoke|two-factor/;

type Door = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly operation: Operation;
};

test('whatever is asked at any door that is described, by whoever may come through it, is answered and no fault of ours', async () => {
  await using o = await office();
  const doors = await doorsOf(o);
  expect(doors.length).toBeGreaterThan(120);
  const staff = await Promise.all(ROLES.map(async (role) => ({ role, who: await o.staff(role, o.engineers) })));
  const ids = new Map<string, string[]>();
  const learn = (noun: string, text: string) => {
    ids.set(noun, [...new Set([...(ids.get(noun) ?? []), ...(text.match(UUID) ?? [])])].slice(-200));
  };
  learn('', JSON.stringify(o.directory));
  for (let n = 0; n < 6; n += 1) {
    const { id } = await o.file({ text: `ไฟดับ ${n}`, contact: { name: 'Anne-Marie', phone: '0812345678' } });
    learn('complaints', id);
    if (n % 2 === 0) await o.step(o.desk, id, { step: 'assign', departmentId: o.engineers });
  }
  const faults: string[] = [];
  let answered = 0;
  for (const [at, door] of Array.from({ length: ROUNDS }, () => doors)
    .flat()
    .entries()) {
    const noun = nounOf(door.path);
    const near = () => ids.get(noun) ?? [];
    const known = (name: string) => (name === 'id' && near().length > 0 ? near() : [...(ids.get('') ?? []), ...near()]);
    const [sent] = fc.sample(request(door, known), { numRuns: 1, seed: at });
    const permission = door.operation['x-permission'];
    const may = staff.filter(({ role }) => permissionsOf([role]).has(permission as Permission));
    const { role, who } = (may.length > 0 ? may : staff)[at % (may.length || staff.length)] ?? {};
    if (!sent || !who) throw new Error('there is somebody, and something to ask');
    const answer = await o.w.app.inject({ method: door.method, ...sent, headers: who.headers });
    if (answer.statusCode < 300) {
      answered += 1;
      if (noun !== 'complaints' || door.method === 'POST') learn(noun, answer.body);
    }
    if (answer.statusCode < 500 || OTHERS.has(answer.json<{ code: string }>().code)) continue;
    faults.push(`${role} ${door.method} ${sent.url} ${JSON.stringify(sent.payload)} → ${answer.statusCode}`);
  }
  expect(faults).toEqual([]);
  expect(answered).toBeGreaterThan(doors.length);
});

async function doorsOf({ w }: Office): Promise<readonly Door[]> {
  const document = OpenApi.parse((await w.app.inject({ url: '/api/openapi.json' })).json());
  const method = (name: string) => name.toUpperCase() as Door['method'];
  return Object.entries(document.paths)
    .filter(([path]) => path.startsWith('/api/') && !ENDS.test(path))
    .flatMap(([path, each]) =>
      Object.entries(each).map(([name, operation]) => ({ method: method(name), path, operation })),
    );
}

const nounOf = (path: string): string => path.replace(/^\/api\/v1\//, '').split('/')[0] ?? '';

type Sent = { readonly url: string; readonly payload?: object };
function request({ path, operation }: Door, known: (name: string) => readonly string[]): fc.Arbitrary<Sent> {
  const given = operation.parameters.map(({ name, in: where, schema }) =>
    fc.record({
      name: fc.constant(name),
      where: fc.constant(where),
      value: invented(schema, name, known),
      left: fc.boolean(),
    }),
  );
  const schema = operation.requestBody?.content['application/json']?.schema;
  const body = schema ? invented(schema, '', known) : fc.constant(undefined);
  return fc.tuple(fc.tuple(...given), body).map(([parameters, payload]) => {
    const query = new URLSearchParams();
    let url = path;
    for (const { name, where, value, left } of parameters) {
      const text = (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed();
      if (where === 'path') url = url.replace(`{${name}}`, encodeURIComponent(text) || 'x');
      else if (where === 'query' && !left) query.append(name, text);
    }
    return {
      url: query.size > 0 ? `${url}?${query.toString()}` : url,
      ...(payload !== undefined && { payload: Object(payload) }),
    };
  });
}
