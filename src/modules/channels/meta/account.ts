import { z } from 'zod';
import type { Profile, Reach, TestResult } from '../adapter.ts';
import { Id } from './envelope.ts';
import { testFailed } from './failures.ts';
import { graph } from './graph.ts';

const Page = z.object({
  id: Id,
  name: z.string().default(''),
  instagram_business_account: z.object({ id: Id, username: z.string().optional() }).nullish(),
});
export type Page = z.infer<typeof Page>;

/** The Page that the token belongs to, and its Instagram account. */
export async function page(reach: Reach): Promise<Page | TestResult> {
  const fields = 'id,name,instagram_business_account{id,username}';
  const asked = await graph(reach, { path: 'me', query: { fields } }, Page);
  if (asked.kind === 'done') return asked.body;
  if (asked.kind === 'failed') return testFailed(asked.failure);
  return { ok: false, detail: asked.why, problem: 'unreachable' };
}

const Person = z.object({
  name: z.string().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  username: z.string().optional(),
  locale: z.string().optional(),
});

/** Who a person says they are; null when Meta does not tell (no permission, or they are gone). */
export async function metaProfile(personId: string, fields: string, reach: Reach): Promise<Profile | null> {
  const asked = await graph(reach, { path: encodeURIComponent(personId), query: { fields } }, Person);
  if (asked.kind !== 'done') return null;
  const { name, first_name, last_name, username, locale } = asked.body;
  const whole = name ?? [first_name, last_name].filter((part) => part).join(' ');
  const shown = whole === '' ? (username ?? '') : whole;
  if (shown === '') return null;
  return { name: shown, language: locale?.startsWith('th') ? 'th' : locale?.startsWith('en') ? 'en' : null };
}
