import { expect, test } from 'vitest';
import type { EventView } from '../../../modules/complaints/contract.ts';
import type { Names } from '../../lib/directory.ts';
import { eventTitle } from './event-words.ts';

const called: Record<string, string> = { road: 'ถนน', light: 'ไฟฟ้าสาธารณะ', north: 'ชุมชนเหนือ' };
const name = (id: string | null) => called[id ?? ''] ?? '';
const names: Names = { department: name, category: name, community: name, group: name, reason: name, staff: name };
const corrected = (data: Record<string, unknown>): EventView => ({
  ...{ seq: 2, step: 'classify', toStatus: 'new', at: '2026-05-04T03:00:00.000Z', public: false },
  ...{ actorKind: 'staff', actorName: 'สมศรี', note: '', data },
});
const now = { categoryId: 'light', communityId: null, groupId: null, kind: 'incident', severity: 'normal' };

test('a correction says what it changed, from what to what; one of an earlier version that it was one', () => {
  expect(
    eventTitle(corrected({ ...now, was: { categoryId: 'road', communityId: 'north', kind: 'complaint' } }), names),
  ).toBe('หมวดเรื่อง ถนน → ไฟฟ้าสาธารณะ · ชุมชน/หมู่บ้าน ชุมชนเหนือ → – · ชนิดเรื่อง ร้องเรียน → แจ้งเหตุ');
  expect(eventTitle(corrected(now), names)).toBe('แก้หมวดเรื่องหรือรายละเอียด');
  const seen = { from: 'normal', to: 'restricted' };
  expect(eventTitle(corrected({ ...now, was: { severity: 'urgent' }, visibility: seen }), names)).toMatch(
    /^เปลี่ยนผู้ที่เห็นเรื่อง .* · ความเร่งด่วน ด่วน → ปกติ$/,
  );
});
