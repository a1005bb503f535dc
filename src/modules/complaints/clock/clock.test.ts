import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHolidayCsv } from '../../../thai/index.ts';
import { legalDeadline } from './legal-deadline.ts';
import { departmentDeadline, mergePauses, type Pause } from './pauses.ts';
import {
  addWorkingMinutes,
  isWorkingMoment,
  nextWorkingMoment,
  OFFICE_HOURS,
  type WorkingHours,
  workingMinutesBetween,
} from './working-time.ts';

/*
 * A second implementation, slow and plain: it walks day by day and minute by minute and shares no code with the first.
 */
const MINUTE = 60_000;
const SEED = readFileSync(new URL('../seed/holidays.csv', import.meta.url), 'utf8');
const CLOSED = new Set(SEED.split('\n').map((line) => line.slice(0, 10)));
const isHoliday = (day: string) => CLOSED.has(day);

const DAY = 1440 * MINUTE;
const dates = new Map<number, { day: string; weekday: number }>();

/** What a wall clock and a calendar in Bangkok show. Dates are remembered: a walk asks for each 1,440 times. */
function wall(ms: number) {
  const local = ms + 7 * 60 * MINUTE;
  const n = Math.floor(local / DAY);
  const date = dates.get(n) ?? {
    day: new Date(local).toISOString().slice(0, 10),
    weekday: new Date(local).getUTCDay(),
  };
  dates.set(n, date);
  return { ...date, minute: Math.floor((local - n * DAY) / MINUTE) };
}

type MinuteTest = (ms: number) => boolean;

const officeOpen: MinuteTest = (ms) => {
  const { day, weekday, minute } = wall(ms);
  if (weekday === 0 || weekday === 6 || CLOSED.has(day)) return false;
  return (minute >= 510 && minute < 720) || (minute >= 780 && minute < 990);
};

/** Saturday mornings, one long Wednesday around the clock, nothing on Thursday. */
const ODD_HOURS: WorkingHours = {
  blocks: {
    ...OFFICE_HOURS.blocks,
    3: [{ from: '00:00', to: '24:00' }],
    4: [],
    6: [
      { from: '09:00', to: '09:01' },
      { from: '09:01', to: '10:30' },
    ],
  },
};
const oddOpen: MinuteTest = (ms) => {
  const { day, weekday, minute } = wall(ms);
  if (CLOSED.has(day) || weekday === 4 || weekday === 0) return false;
  if (weekday === 3) return true;
  if (weekday === 6) return minute >= 540 && minute < 630;
  return officeOpen(ms);
};

function walkMinutes(start: number, minutes: number, counts: MinuteTest): number {
  let at = start;
  for (let left = minutes; left > 0; at += MINUTE) if (counts(at)) left -= 1;
  return at;
}

function countMinutes(from: number, to: number, counts: MinuteTest): number {
  let n = 0;
  for (let at = from; at < to; at += MINUTE) if (counts(at)) n += 1;
  return n;
}

/** Whole minutes, mostly where calendars go wrong. */
const moment = fc
  .tuple(
    fc.constantFrom(
      '2024-04-10',
      '2020-04-10',
      '2023-12-27',
      '2024-12-26',
      '2024-09-28',
      '2024-02-27',
      '2023-02-26',
      '2026-07-24',
      '2025-05-30',
    ),
    fc.integer({ min: 0, max: 7 * 1440 }),
  )
  .map(([day, minute]) => Date.parse(`${day}T00:00:00+07:00`) + minute * MINUTE);
const someHours = fc.constantFrom([OFFICE_HOURS, officeOpen] as const, [ODD_HOURS, oddOpen] as const);

describe('office time against a walk minute by minute', () => {
  it('adds, measures and finds the next moment alike', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 3000 }), someHours, (start, minutes, [hours, open]) => {
        const due = addWorkingMinutes(new Date(start), minutes, hours, isHoliday).getTime();
        expect(due).toBe(walkMinutes(start, minutes, open));
        expect(workingMinutesBetween(new Date(start), new Date(due), hours, isHoliday)).toBe(minutes);
        const next = nextWorkingMoment(new Date(start), hours, isHoliday).getTime();
        expect(countMinutes(start, next, open)).toBe(0);
        expect(open(next)).toBe(true);
        expect(isWorkingMoment(new Date(start), hours, isHoliday)).toBe(open(start));
      }),
      { numRuns: 300 },
    );
  });

  it('measures between any two moments alike, in both directions', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 20_000 }), someHours, (a, length, [hours, open]) => {
        const b = a + length * MINUTE;
        const minutes = workingMinutesBetween(new Date(a), new Date(b), hours, isHoliday);
        expect(minutes).toBe(countMinutes(a, b, open));
        expect(workingMinutesBetween(new Date(b), new Date(a), hours, isHoliday)).toBe(0 - minutes);
      }),
      { numRuns: 300 },
    );
  });
});

describe('pauses against a walk minute by minute', () => {
  const pausesFrom = (start: number): fc.Arbitrary<Pause[]> =>
    fc.array(
      fc
        .tuple(fc.integer({ min: -2000, max: 9000 }), fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 9 }))
        .map(([after, length, open]) => ({
          from: new Date(start + after * MINUTE),
          to: open === 0 ? null : new Date(start + (after + length) * MINUTE),
        })),
      { maxLength: 5 },
    );
  const covers = (pauses: readonly Pause[], ms: number) =>
    pauses.some(({ from, to }) => from.getTime() <= ms && (to === null || ms < to.getTime()));

  it('finds the same due moment, or the same remainder under an open pause', () => {
    const cases = moment.chain((start) =>
      fc.tuple(fc.constant(start), pausesFrom(start), fc.integer({ min: 1, max: 2500 }), someHours),
    );
    fc.assert(
      fc.property(cases, ([start, pauses, minutes, [hours, open]]) => {
        const found = departmentDeadline({
          startedAt: new Date(start),
          workingMinutes: minutes,
          pauses,
          hours,
          isHoliday,
        });
        const stops = pauses.filter((p) => p.to === null).map((p) => p.from.getTime());
        const stop = stops.length === 0 ? null : Math.max(start, Math.min(...stops));
        const counts: MinuteTest = (ms) => open(ms) && !covers(pauses, ms);
        const done = stop === null ? null : countMinutes(start, stop, counts);
        if (done !== null && done < minutes) {
          expect(found).toMatchObject({ paused: true, due: null, remainingMinutes: minutes - done });
        } else {
          const due = walkMinutes(start, minutes, counts);
          const credited = countMinutes(start, due, (ms) => open(ms) && covers(pauses, ms));
          expect(found).toEqual({ paused: false, due: new Date(due), creditedMinutes: credited });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('merges pauses into ones that are in order and apart, covering the same moments', () => {
    fc.assert(
      fc.property(
        moment.chain((start) => fc.tuple(fc.constant(start), pausesFrom(start))),
        ([start, pauses]) => {
          const merged = mergePauses(pauses);
          for (let at = start - 2100 * MINUTE; at < start + 15_000 * MINUTE; at += 97 * MINUTE) {
            expect(covers(merged, at)).toBe(covers(pauses, at));
          }
          for (const [i, pause] of merged.slice(1).entries()) {
            const before = merged[i]?.to ?? null;
            expect(before !== null && before < pause.from).toBe(true);
          }
        },
      ),
    );
  });

  it('refuses a pause that ends before it begins', () => {
    expect(() => mergePauses([{ from: new Date(2), to: new Date(1) }])).toThrow(RangeError);
  });
});

describe('days by law against a walk day by day', () => {
  const closed = (ms: number) => [0, 6].includes(wall(ms).weekday) || CLOSED.has(wall(ms).day);

  it('counts alike for both parties', () => {
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom('authority', 'person'),
        (start, days, party) => {
          const found = legalDeadline({ receivedAt: new Date(start), days, party, isHoliday });
          let at = start;
          for (let n = 0; n < days; n += 1) at += DAY;
          while (party === 'person' && closed(at)) at += DAY;
          expect(found.dueDay).toBe(wall(at).day);
          expect(wall(found.dueAt.getTime())).toEqual({ ...wall(at), minute: 1439 });
          expect(wall(found.dueAt.getTime() + 1).minute).toBe(0);
          let act: number | null = at;
          while (act !== null && closed(act)) act = act - DAY >= start ? act - DAY : null;
          expect(found.warnDay).toBe(act === null ? null : wall(act).day);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('moves the receipt only when told to, and only to a day the office works', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 60 }), (start, days) => {
        const input = { receivedAt: new Date(start), days, party: 'authority', isHoliday } as const;
        const moved = legalDeadline({ ...input, countFrom: 'next-working-day-when-after-hours' });
        const plain = legalDeadline(input);
        const { minute, day } = wall(start);
        const sameDay = !closed(start) && minute < 990;
        let first = start;
        if (!sameDay)
          do first += DAY;
          while (closed(first));
        expect(moved.steps.receivedDay).toBe(day);
        expect(moved.steps.effectiveDay).toBe(wall(first).day);
        expect(plain.steps.effectiveDay).toBe(day);
        expect(moved.dueDay).toBe(wall(first + days * DAY).day);
      }),
    );
  });
});

it('ships a list of holidays that reads without a problem and whose substitutes are all on weekdays', () => {
  const { holidays, problems } = parseHolidayCsv(SEED);
  expect(problems).toEqual([]);
  expect(new Set(holidays.map(({ day }) => day)).size).toBe(holidays.length);
  const years = Map.groupBy(holidays, (h) => h.day.slice(0, 4));
  expect([...years.keys()]).toEqual(['2019', '2020', '2021', '2022', '2023', '2024', '2025', '2026']);
  for (const { day, kind } of holidays) {
    if (kind === 'substitute' || kind === 'cabinet') expect([1, 2, 3, 4, 5]).toContain(new Date(day).getUTCDay());
  }
});
