import type { Draft } from '../../modules/complaints/index.ts';
import { SYSTEM } from '../../modules/people/index.ts';
import { addDays, type Day, startOfDay, weekdayOf } from '../../thai/index.ts';
import { CENTRE, person, place } from './people-and-places.ts';
import type { Random } from './random.ts';
import { fill, TOPICS } from './texts.ts';

/** What made-up cases refer to: ids of a municipality's directory, and the days they fall on. */
export type Setting = {
  readonly categories: readonly { readonly id: string; readonly code: string }[];
  readonly communities: readonly { readonly id: string; readonly nameTh: string }[];
  readonly groups: readonly { readonly id: string; readonly data: { readonly kind: 'recipient' | 'stakeholder' } }[];
  readonly from: Day;
  readonly days: number;
};

const CHANNELS = [
  ['website', 34],
  ['phone', 27],
  ['line', 14],
  ['walk-in', 11],
  ['facebook', 8],
  ['petition', 4],
  ['email', 2],
] as const;
const KIND_OF: Readonly<Record<string, Draft['kind']>> = {
  praise: 'compliment',
  corruption: 'whistleblow',
  info: 'question',
  registry: 'question',
};
const KINDS = [
  ['complaint', 80],
  ['grievance', 8],
  ['incident', 8],
  ['suggestion', 4],
] as const;
const HOURS = [2, 5, 8, 8, 5, 3, 6, 6, 5, 4, 3, 4, 4, 3, 2].map((weight, i) => [i + 7, weight] as const);
const MINUTE = 60_000;

/** `n` filings of people who do not exist, oldest first: pure, and the same for the same random numbers. Ready for `fileComplaints`. */
export function generateCases(random: Random, n: number, setting: Setting): Draft[] {
  const moments = Array.from({ length: n }, () => moment(random, setting)).sort((a, b) => a - b);
  const topics = TOPICS.flatMap((topic) => {
    const category = setting.categories.find(({ code }) => code === topic.code);
    return category ? [[{ ...topic, id: category.id }, topic.weight] as const] : [];
  });
  return moments.map((at): Draft => {
    const receivedAt = new Date(at);
    const topic = random.weighted(topics);
    const community = random.pick(setting.communities);
    const group = random.chance(0.6) ? random.pick(setting.groups) : null;
    const pinned = random.chance(0.55);
    const channel = random.weighted(CHANNELS);
    const identity =
      topic.code === 'corruption'
        ? 'concealed'
        : random.weighted([
            ['named', 82],
            ['anonymous', 15],
            ['concealed', 3],
          ] as const);
    return {
      id: random.id(receivedAt),
      actor: SYSTEM,
      idempotency: null,
      kind: KIND_OF[topic.code] ?? (channel === 'petition' ? 'petition' : random.weighted(KINDS)),
      channel,
      text: fill(random, random.pick(topic.texts)),
      placeText: place(random, community.nameTh),
      latitude: pinned ? near(random, CENTRE.latitude) : null,
      longitude: pinned ? near(random, CENTRE.longitude) : null,
      categoryId: random.chance(0.93) || topic.code === 'corruption' || topic.code === 'service' ? topic.id : null,
      communityId: random.chance(0.9) ? community.id : null,
      groupId: group?.id ?? null,
      stakeholderKind: group?.data.kind ?? null,
      identity,
      contact: identity === 'anonymous' ? { name: '', phone: '', email: '' } : person(random),
      language: 'th',
      noticeVersion: 1,
      severity: random.chance(0.06) ? 'urgent' : 'normal',
      receivedAt,
      fileIds: [],
      source: null,
      sourceRef: null,
    };
  });
}

/** More in the rainy months and on working days, most in the morning and after work. */
function moment(random: Random, { from, days }: Setting): number {
  for (;;) {
    const day = addDays(from, random.whole(0, days - 1));
    const rainy = ['05', '06', '07', '08', '09', '10'].includes(day.slice(5, 7));
    const weekend = weekdayOf(day) === 0 || weekdayOf(day) === 6;
    if (!random.chance((rainy ? 1 : 0.7) * (weekend ? 0.5 : 1))) continue;
    const hour = random.weighted(HOURS);
    return startOfDay(day).getTime() + (hour * 60 + random.whole(0, 59)) * MINUTE + random.whole(0, 59_999);
  }
}

const near = (random: Random, centre: number): number =>
  Math.round((centre + (random.next() + random.next() - 1) * 0.03) * 1e6) / 1e6;
