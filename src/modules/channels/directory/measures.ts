import { z } from 'zod';
import { type Measure, measure, reachedOn, readOnce, wholeOf } from '../../../platform/measure.ts';
import { dayOf, endOfDay, formatInstant, startOfDay } from '../../../thai/index.ts';

const published = readOnce(async (look) => {
  const { from, to } = wholeOf(look);
  const rows = await look.tx
    .selectFrom('channels.publication')
    .select('published_at')
    .where('published_at', '>=', startOfDay(from))
    .where('published_at', '<', endOfDay(to))
    .execute();
  return rows.map((row) => dayOf(row.published_at));
});

/** The channel directory as evidence: on the day it was published. */
export const channelMeasures: readonly Measure[] = [
  measure({
    id: 'channels.directory-published',
    settings: z.object({}),
    cadence: 'milestone',
    words: {
      th: { title: 'เผยแพร่ทำเนียบช่องทางแล้ว', help: 'นับตามวันที่เผยแพร่ทำเนียบช่องทางรับฟังความต้องการ' },
      en: { title: 'The channel directory was published', help: 'Counted on the day it was published.' },
    },
    spans: async (look) => reachedOn(await published(look), look),
    async records(tx, _settings, { from, to }) {
      const rows = await tx
        .selectFrom('channels.publication')
        .select(['id', 'published_at', 'published_by'])
        .where('published_at', '>=', startOfDay(from))
        .where('published_at', '<', endOfDay(to))
        .orderBy('published_at', 'desc')
        .limit(200)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        label: `${formatInstant(row.published_at)} · ${row.published_by}`,
        to: '/channel-directory',
        at: row.published_at.toISOString(),
      }));
    },
  }),
];
