import { expect, test } from 'vitest';
import { blankResolution, bodyOf, draftOf, everybodyCame, itemsOf, stillTyped } from './minutes-draft.ts';
import type { Meeting } from './queries.ts';

const member = (id: string, attendance: Meeting['members'][number]['attendance']): Meeting['members'][number] => ({
  id,
  name: id,
  position: '',
  role: 'member',
  userId: null,
  email: '',
  fromOn: '2025-10-01',
  toOn: null,
  attendance,
  note: attendance === null ? '' : 'ป่วย',
});
const meeting: Meeting = {
  id: 'm',
  committeeId: 'c',
  committeeName: 'คณะกรรมการ',
  title: 'ประชุม',
  startsAt: '2026-05-03T02:00:00Z',
  endsAt: '2026-05-03T04:00:00Z',
  place: '',
  state: 'held',
  minutesState: 'draft',
  version: 3,
  sequence: 3,
  agenda: [
    { no: '1', text: 'เรื่องแจ้ง' },
    { no: '2', text: 'เรื่องค้าง' },
  ],
  stepIds: ['step'],
  members: [member('a', 'leave'), member('b', null)],
  minutes: [{ no: '2', text: 'รับทราบ' }],
  resolutions: [{ id: 'r1', no: '1', text: 'ให้รายงาน', stepIds: [], task: null }],
  minutesBy: [],
  approvedAt: null,
  approvedBy: null,
  createdAt: '2026-05-01T02:00:00Z',
  createdBy: 'วางแผน',
  datedAt: '2026-05-01T02:00:00Z',
  changedAt: '2026-05-03T05:00:00Z',
  changedBy: 'วางแผน',
  changedSinceInvited: false,
};

test('nobody is recorded as come before somebody says so; one press says it of everybody', () => {
  const draft = draftOf(meeting);
  expect(bodyOf(draft, meeting).attendance).toEqual([{ memberId: 'a', state: 'leave', note: 'ป่วย' }]);
  expect(bodyOf(everybodyCame(draft, meeting), meeting).attendance.map(({ state }) => state)).toEqual([
    'present',
    'present',
  ]);
});

test('what was written under an item that the agenda has no more stays in sight and is sent', () => {
  const newer = { ...meeting, version: 4, agenda: [{ no: '1', text: 'เรื่องแจ้ง' }] };
  const draft = draftOf(meeting);
  expect(itemsOf(draft, newer)).toEqual([
    { no: '1', text: 'เรื่องแจ้ง' },
    { no: '2', text: '' },
  ]);
  expect(bodyOf(draft, newer)).toMatchObject({
    version: 4,
    minutes: [
      { no: '1', text: '' },
      { no: '2', text: 'รับทราบ' },
    ],
  });
});

test('an empty resolution is not sent; what is typed while another is saved stays, and is not made twice', () => {
  const before = draftOf(meeting);
  const blank = blankResolution(before, meeting);
  expect([blank.no, blank.stepIds]).toEqual(['2', ['step']]);
  expect(bodyOf({ ...before, resolutions: [...before.resolutions, blank] }, meeting).resolutions).toHaveLength(1);

  const sent = { ...before, resolutions: [...before.resolutions, { ...blank, text: 'ให้ซ่อม ' }] };
  const made = { id: 'r2', no: '2', text: 'ให้ซ่อม', stepIds: ['step'], task: null };
  const saved = { ...meeting, version: 4, resolutions: [...meeting.resolutions, made] };
  expect(stillTyped(sent, sent, saved)).toBeNull();
  const meanwhile = {
    ...sent,
    resolutions: [...before.resolutions, { ...blank, text: 'ให้ซ่อมให้เสร็จ' }, blankResolution(sent, meeting)],
  };
  expect(stillTyped(meanwhile, sent, saved)?.resolutions.map(({ id, text }) => [id, text])).toEqual([
    ['r1', 'ให้รายงาน'],
    ['r2', 'ให้ซ่อมให้เสร็จ'],
    [undefined, ''],
  ]);
});
