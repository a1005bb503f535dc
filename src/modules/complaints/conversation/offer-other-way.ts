import { z } from 'zod';
import type { Tx } from '../../../platform/db/db.ts';
import type { Job } from '../../../platform/jobs.ts';
import { inFours } from '../../../platform/token.ts';
import { type Adapter, casesBroughtBy, queueMessage, type Thread, threadsLastHeard } from '../../channels/index.ts';
import { loadMunicipality } from '../../people/index.ts';
import { UNANSWERED } from '../rules.ts';
import { loadComplaint } from '../store.ts';
import { isTheirs } from './own-ways.ts';
import { trackUrl, type Way } from './way.ts';
import { wordsIn } from './words.ts';

const HOUR_MS = 3_600_000;
/** How long before a channel's window closes the person is offered another way; run every quarter of an hour, nobody is missed. */
const BEFORE_HOURS = 2;
const Nothing = z.object({});

/**
 * Where a channel lets us answer for a while only: shortly before that ends, the person gets number, code and another way of each case of
 * theirs there that is not answered yet, once for each. After that nothing may be said until they write again.
 */
export function offerOtherWay(way: Way): Job<typeof Nothing> {
  return {
    id: 'complaints.offer-other-way',
    schema: Nothing,
    async handle({ scoped, now }) {
      for (const adapter of way.adapters) {
        const { windowHours } = adapter.abilities;
        if (windowHours === null || windowHours <= BEFORE_HOURS) continue;
        await scoped(async (tx) => {
          const at = (hours: number) => new Date(now().getTime() - hours * HOUR_MS);
          const threads = await threadsLastHeard(tx, [adapter.kind], at(windowHours), at(windowHours - BEFORE_HOURS));
          for (const thread of threads.filter(({ quiet_at }) => quiet_at === null))
            for (const caseId of await casesOf(tx, thread)) await offer(tx, thread, caseId, adapter, way, now());
        });
      }
    },
  };
}

const casesOf = async (tx: Tx, thread: Thread): Promise<ReadonlySet<string>> =>
  new Set([...(await casesBroughtBy(tx, thread)), ...(thread.subject_id === null ? [] : [thread.subject_id])]);

async function offer(
  tx: Tx,
  thread: Thread,
  caseId: string,
  { abilities }: Adapter,
  way: Way,
  now: Date,
): Promise<void> {
  const row = await loadComplaint(tx, caseId);
  if (!row || !UNANSWERED.includes(row.status) || !(await isTheirs(tx, row, thread))) return;
  const { phone } = await loadMunicipality(tx);
  const w = wordsIn(thread.language);
  const code = inFours(row.tracking_code);
  const url = trackUrl(way, row.number);
  const text = w.otherWay(row.number, code, phone);
  await queueMessage(tx, {
    thread,
    subjectKind: 'complaint',
    subjectId: row.id,
    template: 'other-way',
    title: w.otherWayTitle(row.number),
    parts: [url !== '' && abilities.sends.includes('link') ? { kind: 'link', text, url } : { kind: 'text', text }],
    dedupeKey: `other-way:${row.id}`,
    now,
  });
}
