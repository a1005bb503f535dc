import { z } from 'zod';
import { type Measure, measure } from '../../../platform/measure.ts';
import { addDays, dayOf, formatInstant, startOfDay } from '../../../thai/index.ts';

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
    async spans(tx, _settings, spans) {
      const rows = await tx
        .selectFrom('channels.publication')
        .select('published_at')
        .where('published_at', '>=', startOfDay(spans[0]?.from ?? '1970-01-01'))
        .where('published_at', '<', startOfDay(addDays(spans.at(-1)?.to ?? '1970-01-01', 1)))
        .execute();
      const days = rows.map((row) => dayOf(row.published_at));
      return spans.map(({ from, to }) => {
        const records = days.filter((day) => from <= day && day <= to).length;
        return { value: records, target: 1, met: records > 0, records };
      });
    },
    async records(tx, _settings, { from, to }) {
      const rows = await tx
        .selectFrom('channels.publication')
        .select(['id', 'published_at', 'published_by'])
        .where('published_at', '>=', startOfDay(from))
        .where('published_at', '<', startOfDay(addDays(to, 1)))
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
