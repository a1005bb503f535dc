import { z } from 'zod';
import { type Measure, measure, reachedOn, readOnce, wholeOf } from '../../../platform/measure.ts';
import { dayOf, endOfDay, startOfDay } from '../../../thai/index.ts';

const OfCommittee = z.object({
  /** Null stands for every committee of the municipality. */
  committeeId: z.uuid().nullable().default(null),
  minutesApproved: z.boolean().default(true),
});

const held = readOnce(async (look) => {
  const { from, to } = wholeOf(look);
  const rows = await look.tx
    .selectFrom('plans.meeting')
    .select(['starts_at', 'committee_id', 'minutes_state'])
    .where('state', '=', 'held')
    .where('starts_at', '>=', startOfDay(from))
    .where('starts_at', '<', endOfDay(to))
    .execute();
  return rows.map((row) => ({
    day: dayOf(row.starts_at),
    committeeId: row.committee_id,
    approved: row.minutes_state === 'approved',
  }));
});

/** Meetings as evidence: by the day they were held. */
export const meetingMeasures: readonly Measure[] = [
  measure({
    id: 'plans.meeting-held',
    settings: OfCommittee,
    cadence: 'milestone',
    words: {
      th: {
        title: 'มีการประชุมของคณะกรรมการ และรับรองรายงานการประชุมแล้ว',
        help: 'นับตามวันที่ประชุม การประชุมที่รายงานยังไม่รับรองไม่นับ',
      },
      en: {
        title: 'The committee met, and its minutes are approved',
        help: 'Counted on the day of the meeting; without approved minutes it does not count.',
      },
    },
    async spans(look, { committeeId, minutesApproved }) {
      const meetings = (await held(look)).filter(
        (each) => (!committeeId || each.committeeId === committeeId) && (!minutesApproved || each.approved),
      );
      return reachedOn(
        meetings.map(({ day }) => day),
        look,
      );
    },
    async records(tx, { committeeId, minutesApproved }, { from, to }) {
      let query = tx
        .selectFrom('plans.meeting')
        .select(['id', 'title', 'starts_at', 'dated_at', 'approved_at'])
        .where('state', '=', 'held')
        .where('starts_at', '>=', startOfDay(from))
        .where('starts_at', '<', endOfDay(to))
        .orderBy('starts_at', 'desc')
        .limit(200);
      if (committeeId) query = query.where('committee_id', '=', committeeId);
      if (minutesApproved) query = query.where('minutes_state', '=', 'approved');
      return (await query.execute()).map((row) => ({
        id: row.id,
        label: row.title,
        to: `/meetings/${row.id}`,
        at: row.starts_at.toISOString(),
        ...(row.dated_at > row.starts_at && { recordedAt: row.dated_at.toISOString() }),
        ...(row.approved_at && { approvedAt: row.approved_at.toISOString() }),
      }));
    },
  }),
];
