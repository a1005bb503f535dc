import { Pool } from 'undici';
import { expect, it } from 'vitest';
import { CONNECTED, lineBody, lineText, proof } from '../deliveries.ts';
import { dataFolder, startServer, visit } from './running-server.ts';

const CONNECTIONS = 32;
const EVENTS = 1200;

/** Delivers one event a request; gives the ids of those that were answered 200. Stops at the first connection that breaks. */
async function deliverAll(origin: string, bodies: ReadonlyMap<string, string>, progress: (answered: number) => void) {
  const pool = new Pool(origin, { connections: CONNECTIONS, pipelining: 1 });
  const answered = new Set<string>();
  const refused: number[] = [];
  const waiting = [...bodies];
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [id, body] = next;
        const { headers } = proof('line', Buffer.from(body));
        const answer = await pool
          .request({
            method: 'POST',
            path: '/webhooks/line/main',
            headers: { 'content-type': 'application/json', ...headers },
            body,
          })
          .catch(() => null);
        await answer?.body.dump();
        if (answer?.statusCode === 200) answered.add(id);
        else if (answer) refused.push(answer.statusCode);
        progress(answered.size);
      }
    }),
  );
  await pool.destroy();
  return { answered, refused };
}

it('kill -9 in the middle of deliveries loses no answered event, and what is delivered again is there once', async () => {
  using folder = dataFolder();
  const env = { ...CONNECTED, ROLE: 'web' };
  const ids = Array.from({ length: EVENTS }, (_, i) => `killed-${i}`);
  const bodies = new Map(ids.map((id) => [id, lineBody(lineText(`น้ำท่วม ${id}`, { webhookEventId: id }))]));
  const first = await startServer(folder.path, env);
  const ended: Promise<number | null>[] = [];
  const before = await deliverAll(first.origin, bodies, (answered) => {
    if (answered >= EVENTS / 3 && ended.length === 0) ended.push(first.end('SIGKILL'));
  });
  expect(await ended[0]).toBeNull();
  expect(before.refused).toEqual([]);
  expect(before.answered.size).toBeGreaterThanOrEqual(EVENTS / 3);
  expect(before.answered.size).toBeLessThan(EVENTS);

  const second = await startServer(folder.path, env);
  try {
    await using desk = await visit(folder.path);
    const kept = () =>
      desk.scoped(async (tx) => {
        const rows = await tx.selectFrom('channels.event').select('external_id').execute();
        return rows.map(({ external_id }) => external_id);
      });
    expect(await kept()).toEqual(expect.arrayContaining([...before.answered]));

    const again = await deliverAll(second.origin, bodies, () => undefined);
    expect(again.answered.size).toBe(EVENTS);
    expect((await kept()).toSorted()).toEqual(ids.toSorted());
  } finally {
    await second.end();
  }
}, 240_000);
