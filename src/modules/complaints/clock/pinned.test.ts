import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseHolidayCsv } from '../../../thai/index.ts';
import { computeDeadline } from './compute.ts';
import { explainLines } from './explain.ts';
import { legalDeadline } from './legal-deadline.ts';
import { departmentDeadline, mergePauses } from './pauses.ts';
import { type ClockRule, ruleInForce } from './rule.ts';
import {
  addWorkingMinutes,
  isWorkingMoment,
  nextWorkingMoment,
  OFFICE_HOURS,
  type WorkingHours,
  workingMinutesBetween,
} from './working-time.ts';

const { holidays } = parseHolidayCsv(readFileSync(new URL('../seed/holidays.csv', import.meta.url), 'utf8'));
const calendar = new Map(holidays.map((holiday) => [holiday.day, holiday]));
const isHoliday = (day: string) => calendar.has(day);
const inThai = (lines: Parameters<typeof explainLines>[0]) => explainLines(lines, 'th').join(' · ');
/** 'YYYY-MM-DD HH:mm' in Bangkok. */
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+07:00`);

describe('fifteen days by section 64, counted by hand', () => {
  it.each([
    [
      '10 Dec is 1, 24 Dec is 15, a Tuesday: both parties the 24th',
      '2024-12-09 14:05',
      '2024-12-24',
      '2024-12-24',
      '2024-12-24',
    ],
    [
      '30 Mar is 1, 13 Apr is 15, Songkran Saturday: person to Wed 17 (Sun 14, Mon 15, Tue 16 in lieu), act by Thu 11 (Fri 12 cabinet)',
      '2024-03-29 10:00',
      '2024-04-13',
      '2024-04-17',
      '2024-04-11',
    ],
    [
      '18 Dec is 1, 1 Jan is 15: person to Thu 2 Jan, act by Fri 27 Dec (Mon 30 cabinet, Tue 31 year end)',
      '2024-12-17 09:00',
      '2025-01-01',
      '2025-01-02',
      '2024-12-27',
    ],
    ['leap year: 15 Feb is 1, 29 Feb is 15, a Thursday', '2024-02-14 08:00', '2024-02-29', '2024-02-29', '2024-02-29'],
    [
      'plain year: 15 Feb is 1, 28 Feb is 14, 1 Mar is 15, a Wednesday',
      '2023-02-14 08:00',
      '2023-03-01',
      '2023-03-01',
      '2023-03-01',
    ],
    [
      'over the fiscal year: 17 Sep is 1, 30 Sep is 14, 1 Oct is 15',
      '2024-09-16 08:00',
      '2024-10-01',
      '2024-10-01',
      '2024-10-01',
    ],
    ['a minute to midnight is still the 9th', '2024-12-09 23:59', '2024-12-24', '2024-12-24', '2024-12-24'],
    [
      'midnight is the 10th: 11 Dec is 1, 25 Dec is 15, not a holiday in Thailand',
      '2024-12-10 00:00',
      '2024-12-25',
      '2024-12-25',
      '2024-12-25',
    ],
  ])('%s', (_, received, authorityDue, personDue, actBy) => {
    const input = { receivedAt: at(received), days: 15, isHoliday };
    const authority = legalDeadline({ ...input, party: 'authority' });
    expect([authority.dueDay, authority.warnDay]).toEqual([authorityDue, actBy]);
    expect(authority.dueAt.toISOString()).toBe(`${authorityDue}T16:59:59.999Z`);
    expect(legalDeadline({ ...input, party: 'person' }).dueDay).toBe(personDue);
  });

  it('has no working day to warn of when all of a short limit is closed: Sat 13 Apr + 2 = Mon 15 Apr', () => {
    const found = legalDeadline({ receivedAt: at('2024-04-13 10:00'), days: 2, party: 'authority', isHoliday });
    expect([found.dueDay, found.warnDay]).toEqual(['2024-04-15', null]);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses to count %s days', (days) => {
    expect(() => legalDeadline({ receivedAt: at('2024-12-09 10:00'), days, party: 'authority', isHoliday })).toThrow(
      RangeError,
    );
  });
});

describe('office time, counted by hand', () => {
  it.each([
    ['60 min to 16:30 on 30 Sep, 60 min from 08:30 on 1 Oct', '2024-09-30 15:30', 120, '2024-10-01 09:30'],
    ['210 min from 08:30 end at noon, not at 13:00', '2024-12-09 08:30', 210, '2024-12-09 12:00'],
    ['one more minute ends at 13:01', '2024-12-09 08:30', 211, '2024-12-09 13:01'],
    [
      'Fri after hours, then Mon 30 cabinet, Tue 31, Wed 1 closed: Thu 2 Jan 08:31',
      '2024-12-27 16:30',
      1,
      '2025-01-02 08:31',
    ],
    [
      '145 Wed 10, 420 Thu 11, Fri 12 to Tue 16 closed, 420 Wed 17, 305 of Thu 18 = 210 + 95',
      '2024-04-10 14:05',
      1290,
      '2024-04-18 14:35',
    ],
    ['Wed 28 Feb 16:00: 30 min, then all of leap day Thu 29 (420)', '2024-02-28 16:00', 450, '2024-02-29 16:30'],
  ])('%s', (_, start, minutes, due) => {
    expect(addWorkingMinutes(at(start), minutes, OFFICE_HOURS, isHoliday)).toEqual(at(due));
    expect(workingMinutesBetween(at(start), at(due), OFFICE_HOURS, isHoliday)).toBe(minutes);
  });

  it.each([
    ['08:29', false],
    ['08:30', true],
    ['11:59', true],
    ['12:00', false],
    ['13:00', true],
    ['16:29', true],
    ['16:30', false],
  ])('works at %s: %s', (time, works) => {
    expect(isWorkingMoment(at(`2024-12-09 ${time}`), OFFICE_HOURS, isHoliday)).toBe(works);
    expect(isWorkingMoment(at(`2024-12-10 ${time}`), OFFICE_HOURS, isHoliday)).toBe(false);
  });

  it('does not wait for a pause that begins the moment the time runs out, and joins pauses that touch', () => {
    const clock = { startedAt: at('2024-12-09 09:00'), workingMinutes: 60, hours: OFFICE_HOURS, isHoliday };
    const after = { from: at('2024-12-09 10:00'), to: at('2024-12-09 11:00') };
    expect(departmentDeadline({ ...clock, pauses: [after] })).toEqual({
      paused: false,
      due: after.from,
      creditedMinutes: 0,
    });
    const before = { from: at('2024-12-09 09:30'), to: after.from };
    expect(mergePauses([after, before])).toEqual([{ from: before.from, to: after.to }]);
    expect(departmentDeadline({ ...clock, pauses: [after, before] }).due).toEqual(at('2024-12-09 11:30'));
  });

  it('keeps seconds', () => {
    const start = new Date('2024-12-09T16:29:30+07:00');
    expect(addWorkingMinutes(start, 1, OFFICE_HOURS, isHoliday).toISOString()).toBe('2024-12-11T01:30:30.000Z');
  });

  it('refuses hours that never open, overlap, run backwards or are not times, and minutes that are not numbers', () => {
    const shut: WorkingHours = { blocks: { 0: [], 1: [], 2: [], 3: [], 4: [], 5: [], 6: [] } };
    const monday = (...blocks: { from: string; to: string }[]): WorkingHours => ({
      blocks: { ...shut.blocks, 1: blocks },
    });
    const start = at('2024-12-09 08:00');
    expect(() => nextWorkingMoment(start, shut, isHoliday)).toThrow(RangeError);
    expect(() => addWorkingMinutes(start, 1, OFFICE_HOURS, () => true)).toThrow(RangeError);
    for (const hours of [
      monday({ from: '09:00', to: '09:00' }),
      monday({ from: '09:00', to: '12:00' }, { from: '11:00', to: '13:00' }),
      monday({ from: '13:00', to: '16:00' }, { from: '09:00', to: '12:00' }),
      monday({ from: '9:00', to: '12:00' }),
      monday({ from: '09:00', to: '24:30' }),
    ]) {
      expect(() => addWorkingMinutes(start, 1, hours, isHoliday)).toThrow(RangeError);
    }
    expect(() => addWorkingMinutes(start, -1, OFFICE_HOURS, isHoliday)).toThrow(RangeError);
    expect(() => addWorkingMinutes(start, Number.NaN, OFFICE_HOURS, isHoliday)).toThrow(RangeError);
  });
});

const rule: ClockRule = {
  id: '1',
  code: 'citizen-15-days',
  clock: 'citizen',
  effectiveFrom: '2024-01-01',
  effectiveTo: null,
  countMethod: 'calendar-s64',
  days: 15,
  party: 'authority',
  legalSource: 'ประกาศเทศบาล',
};

describe('the rule in force', () => {
  const rules: ClockRule[] = [
    { ...rule, id: 'old', effectiveFrom: '2020-01-01', effectiveTo: '2024-05-31' },
    { ...rule, id: 'new', effectiveFrom: '2024-10-01' },
    { ...rule, id: 'early', effectiveFrom: '2024-06-01' },
    { ...rule, id: 'water', effectiveFrom: '2023-01-01', categoryId: 'water' },
    { ...rule, id: 'office', clock: 'department' },
  ];
  it.each([
    ['2024-05-31', null, 'old'],
    ['2024-09-30', null, 'early'],
    ['2024-10-01', null, 'new'],
    ['2024-10-01', 'road', 'new'],
    ['2024-10-01', 'water', 'water'],
    ['2022-12-31', 'water', 'old'],
    ['2019-12-31', null, undefined],
  ])('on %s for %s is %s', (day, category, id) => {
    expect(ruleInForce(rules, 'citizen', category, day)?.id).toBe(id);
    expect(ruleInForce([...rules].reverse(), 'citizen', category, day)?.id).toBe(id);
  });
});

describe('a deadline that says how it was counted', () => {
  it('tells the day, the law, the count and the day to act on', () => {
    const { dueDay, warnDay, explanation } = computeDeadline(rule, { startedAt: at('2024-03-29 10:00') }, calendar);
    expect([dueDay, warnDay]).toEqual(['2024-04-13', '2024-04-11']);
    expect(inThai(explanation)).toBe(
      'รับเรื่องวันศุกร์ที่ 29 มีนาคม 2567 10:00 น. · ไม่นับวันแรก (พ.ร.บ. วิธีปฏิบัติราชการทางปกครอง พ.ศ. 2539 มาตรา 64) · นับ 1 ถึง 15 ตั้งแต่วันที่ 30 มี.ค. 2567 ครบวันที่ 13 เม.ย. 2567 · วันเสาร์ที่ 13 เมษายน 2567 เป็นวันหยุด (วันสงกรานต์) แต่ฝ่ายเจ้าหน้าที่นับวันสุดท้ายด้วย จึงควรตอบภายในวันพฤหัสบดีที่ 11 เมษายน 2567 · ครบกำหนดเมื่อสิ้นวันเสาร์ที่ 13 เมษายน 2567 · ที่มาของกำหนดเวลา: ประกาศเทศบาล',
    );
    expect(explainLines(explanation, 'en')).toContain('Counting 1 to 15 from 30 Mar 2024 ends on 13 Apr 2024');
  });

  it('tells a person that a closed last day moves, and that an evening receipt counts from the next working day', () => {
    const evening: ClockRule = { ...rule, party: 'person', countFrom: 'next-working-day-when-after-hours' };
    const { dueDay, explanation } = computeDeadline(evening, { startedAt: at('2024-03-29 19:05') }, calendar);
    expect(dueDay).toBe('2024-04-17');
    expect(explanation.map((line) => line.code)).toEqual([
      'received',
      'received-after-hours',
      'first-day-excluded',
      'days-counted',
      'last-day-moves',
      'due-day',
      'by-rule',
    ]);
    expect(inThai(explanation)).toContain('คือวันจันทร์ที่ 1 เมษายน 2567');
  });

  it('names the holidays that office time skipped, and gives back what pauses took: 7 h of Thu 11 10:00 to Wed 17 10:00', () => {
    const office: ClockRule = {
      ...rule,
      clock: 'department',
      countMethod: 'working-time',
      days: null,
      workingMinutes: 1290,
    };
    const pause = { from: at('2024-04-11 10:00'), to: at('2024-04-17 10:00') };
    const { dueAt, explanation } = computeDeadline(
      office,
      { startedAt: at('2024-04-10 14:05'), pauses: [pause] },
      calendar,
    );
    expect(dueAt).toEqual(at('2024-04-19 14:35'));
    expect(explanation.find((line) => line.code === 'holidays-skipped')?.holidays.map((h) => h.day)).toEqual([
      '2024-04-12',
      '2024-04-15',
      '2024-04-16',
    ]);
    expect(inThai(explanation)).toContain(
      'ให้เวลาทำการ 21 ชั่วโมง 30 นาที · ข้ามวันหยุดราชการ 12 เม.ย. 2567 (วันหยุดพิเศษ (เพิ่มเติม)), 15 เม.ย. 2567 (วันสงกรานต์)',
    );
    expect(inThai(explanation)).toContain('คืนเวลาทำการที่หยุดนับระหว่างรอ 7 ชั่วโมง · ครบกำหนดวันศุกร์ที่ 19 เมษายน 2567 14:35 น.');
    const open = computeDeadline(
      office,
      { startedAt: at('2024-04-10 14:05'), pauses: [{ ...pause, to: null }] },
      calendar,
    );
    expect(open).toMatchObject({ dueAt: null, dueDay: null, remainingMinutes: 1290 - 145 - 90 });
    expect(inThai(open.explanation)).toContain(
      'หยุดนับตั้งแต่วันพฤหัสบดีที่ 11 เมษายน 2567 10:00 น. เหลือเวลาทำการ 17 ชั่วโมง 35 นาที',
    );
  });

  it('says when a year has no list of holidays yet', () => {
    const { explanation } = computeDeadline(rule, { startedAt: at('2026-12-30 10:00') }, calendar);
    expect(inThai(explanation)).toContain('ยังไม่มีรายการวันหยุดราชการของปี พ.ศ. 2570');
  });

  it('survives being stored as JSON', () => {
    const { explanation } = computeDeadline(rule, { startedAt: at('2024-03-29 10:00') }, calendar);
    expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
  });

  it('refuses a rule that lacks its length', () => {
    expect(() => computeDeadline({ ...rule, days: null }, { startedAt: at('2024-03-29 10:00') }, calendar)).toThrow(
      RangeError,
    );
    expect(() =>
      computeDeadline({ ...rule, countMethod: 'working-time' }, { startedAt: at('2024-03-29 10:00') }, calendar),
    ).toThrow(RangeError);
  });
});
