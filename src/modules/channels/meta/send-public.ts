import { z } from 'zod';
import type { Reach } from '../adapter.ts';
import type { Outgoing, SendResult } from '../outgoing.ts';
import { flatten } from '../provider/flatten.ts';
import { afterLoss, beforeSaying, type Looked } from '../provider/looked.ts';
import { accepted, refused, sinceQueued, unreachable } from '../provider/results.ts';
import { Id } from './envelope.ts';
import { failed } from './failures.ts';
import { graph } from './graph.ts';
import { sentUnder } from './was-sent.ts';

/** A yes is a yes, also when the rest of it cannot be read: it must not be said again. */
const Made = z.object({ id: Id.optional() }).catch({});
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export type Under = {
  /** Where the answer is posted: `<comment>/comments`, `<comment>/replies`, `<account>/mentions`. */
  readonly path: string;
  readonly extra?: Readonly<Record<string, string>>;
  /** Where answers are listed; null when they cannot be looked at. */
  readonly listed: string | null;
  readonly accountId: string;
  /** Most characters of one comment. */
  readonly most: number;
};

/** Answers where everybody reads it. The whole message is one comment. */
export async function sendPublic(message: Outgoing, reach: Reach, under: Under): Promise<SendResult> {
  const method = 'public';
  const text = flatten(message.parts, true);
  if (text === '') return refused('there are no words to post', { method });
  if (text.length > under.most) return refused(`longer than ${under.most}`, { method, problem: 'too-long' });
  const look = async (ms: number): Promise<Looked> =>
    under.listed === null
      ? 'nobody-knows'
      : sentUnder(reach, under.listed, under.accountId, {
          words: text,
          since: sinceQueued(reach.now(), ms, message.queuedAt),
        });
  const before = message.again ? beforeSaying(await look(DAY_MS), method) : null;
  if (before) return before;
  const asked = await graph(reach, { method: 'POST', path: under.path, json: { ...under.extra, message: text } }, Made);
  if (asked.kind === 'done')
    return accepted('', { method, providerIds: asked.body.id === undefined ? [] : [asked.body.id] });
  if (asked.kind === 'failed') return failed(asked.failure, method);
  if (asked.kind === 'unreached') return unreachable(asked.why, { method, nothingSent: true });
  return afterLoss(await look(5 * MINUTE_MS), asked.why, method);
}
