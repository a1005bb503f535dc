import pg from 'pg';
import { expect, onTestFinished } from 'vitest';
import { type Office, office } from './desk.ts';
import { startFakeTraffy } from './fakes/traffy-server.ts';

const KEY = 'a-secret-of-the-address';
export const MINUTE = 60_000;

/** An office whose Traffy Fondue is connected to one of our own, and what it hears and says. */
export async function traffyDesk({ account = true } = {}) {
  const fake = await startFakeTraffy();
  onTestFinished(() => fake[Symbol.asyncDispose]());
  const o = await office({
    env: { TRAFFY_API_BASE: fake.base, TRAFFY_WEBHOOK_KEY: KEY, OUTBOUND_INTERNAL_HOSTS: '127.0.0.1' },
  });
  onTestFinished(() => o[Symbol.asyncDispose]());
  const { w } = o;
  fake.state.now = () => w.now().getTime();
  if (account) {
    const administrator = await o.staff('administrator');
    const fields = { user: 'town', password: 'secret', orgId: '151' };
    const saved = await w.app.inject({
      method: 'PUT',
      url: '/api/v1/channels/traffy',
      headers: administrator.headers,
      payload: { active: true, fields },
    });
    expect(saved.statusCode).toBe(200);
  }
  const post = (body: unknown, { key = KEY, method = 'POST' as 'POST' | 'PATCH' } = {}) =>
    w.app.inject({
      method,
      url: `/webhooks/traffy/main/${key}`,
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(body),
    });
  const cases = () =>
    w.scoped((tx) =>
      tx.selectFrom('complaints.complaint').selectAll().where('source', '=', 'traffy').orderBy('sequence').execute(),
    );
  const only = async () => {
    const [row, ...rest] = await cases();
    if (!row || rest.length > 0) throw new Error(`there are ${rest.length + (row ? 1 : 0)} cases`);
    return row;
  };
  return {
    ...o,
    fake,
    post,
    cases,
    only,
    /** Later on, with everything done that is due by then. */
    async after(minutes: number) {
      w.at(new Date(w.now().getTime() + minutes * MINUTE));
      await dueNow(o);
      await w.runJobs();
    },
    /** What waits after a failure is tried once more, for the last time. */
    async lastTry() {
      await dueNow(o, 'attempts = max_attempts - 1');
      await w.runJobs();
    },
    events: async () =>
      w.scoped((tx) =>
        tx
          .selectFrom('complaints.complaint_event')
          .select(['step', 'note', 'public', 'to_status', 'actor_kind'])
          .orderBy('seq')
          .execute(),
      ),
  };
}

/** The queue keeps the database's own time: what waits for a later hour of the test's clock is due by then. */
async function dueNow({ w }: Office, set = 'locked_at = null') {
  const client = new pg.Client({ connectionString: w.ownerUrl });
  await client.connect();
  await client.query(
    `update graphile_worker._private_jobs set run_at = now() - interval '1 second', ${set} where run_at > now() - interval '1 minute'`,
  );
  await client.end();
}
