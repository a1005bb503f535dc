import { dayOf } from '../../../thai/index.ts';
import type { Adapter, Quota, Reach, TestResult } from '../adapter.ts';
import type { Arrival } from '../arrival.ts';
import type { Outgoing, SendResult } from '../outgoing.ts';
import { flatten } from '../provider/flatten.ts';
import { accepted, refused, unreachable } from '../provider/results.ts';
import { askTraffy, getAuth, hasAccount, monthsCredits } from './api.ts';
import { traffyDoor } from './door.ts';
import { readSaidRaw } from './said.ts';

/** The secret of the address is the only proof of a webhook: 24 random letters and digits are some 140 bits. */
const KEY_LEAST = 24;

/** Traffy Fondue, the national register of city problems: its tickets are cases here, and what becomes of them is told there. */
export const traffy: Adapter = {
  kind: 'traffy',
  fields: [
    { name: 'webhookKey', secret: true, required: true, environment: 'TRAFFY_WEBHOOK_KEY', least: KEY_LEAST },
    { name: 'user', secret: false, required: false, environment: null },
    { name: 'password', secret: true, required: false, environment: null },
    { name: 'orgId', secret: false, required: false, environment: null },
  ],
  abilities: {
    longestText: 2000,
    mostAtOnce: 1,
    windowHours: null,
    humanWindowHours: null,
    sends: ['text', 'link'],
    inPublic: null,
  },
  door: traffyDoor,
  read(event): Arrival[] {
    const said = readSaidRaw(event.raw);
    if (!said) return [];
    return [{ kind: 'ticket', ticket: said.ticket, event: said.kind, at: said.at ?? event.at ?? new Date(0) }];
  },
  send,
  test,
  quota,
};

/** Writes to whoever reported, in the ticket's chat (docs/action-apis.md, `comment`). `to.id` is the ticket. */
async function send(message: Outgoing, reach: Reach): Promise<SendResult> {
  const method = 'chat';
  const comment = flatten(message.parts, true);
  const json = { ticket_id: message.to.id, comment, comment_type: 'chat', noti_reporter: true, noti_staff: false };
  const asked = await askTraffy(reach, { method: 'POST', path: 'comment/v1', json });
  switch (asked.kind) {
    case 'done':
      return accepted('', { method, cost: 1 });
    case 'failed':
      return refused(asked.words, { method });
    case 'quota':
      return refused(asked.words, { method, problem: 'quota' });
    case 'wrong-key':
      return unreachable(asked.words, { method, problem: 'wrong-key' });
    case 'later':
      return unreachable(asked.words, { method, retryAfterSeconds: asked.retryAfterSeconds });
    case 'unreached':
    case 'lost':
      return unreachable(asked.why, { method });
  }
}

async function test(reach: Reach): Promise<TestResult> {
  if (!hasAccount(reach)) {
    return { ok: true, detail: '', problem: 'webhooks-only' };
  }
  const found = await getAuth(reach, true);
  switch (found.kind) {
    case 'auth': {
      const { credit, limit } = found.auth;
      return {
        ok: true,
        detail: credit === null ? '' : `${credit}/${limit ?? '?'}`,
        problem: null,
      };
    }
    case 'wrong-key':
      return { ok: false, detail: found.words, problem: 'wrong-key' };
    case 'unreached':
    case 'lost':
      return { ok: false, detail: found.why, problem: 'unreachable' };
    case 'later':
      return { ok: false, detail: found.words, problem: 'unreachable' };
    case 'failed':
    case 'quota':
      return { ok: false, detail: found.words, problem: 'other' };
  }
}

const monthOf = (at: Date): string => dayOf(at).slice(0, 7);

/** Credits of this month (docs/authentication.md); they are counted anew on the first. */
async function quota(reach: Reach): Promise<Quota> {
  const known = await getAuth(reach, false);
  // What was told last month says nothing of this one, and credits that are used up may have been raised.
  const isOld =
    known.kind === 'auth' && (known.auth.credit === 0 || monthOf(known.auth.toldAt) !== monthOf(reach.now()));
  const found = isOld ? await getAuth(reach, true) : known;
  if (found.kind === 'quota') {
    const all = monthsCredits(reach);
    if (all !== null) return { used: all, most: all };
  }
  if (found.kind !== 'auth') throw new Error('Traffy did not tell the credits');
  const { credit, limit } = found.auth;
  if (credit === null || limit === null) return { used: 0, most: null };
  return { used: Math.max(0, limit - credit), most: limit };
}
