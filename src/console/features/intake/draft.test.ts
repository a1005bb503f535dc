import { describe, expect, test } from 'vitest';
import { emptyDraft, faultsOf, toIntake } from './draft.ts';

const NOW = new Date('2026-05-04T03:00:00Z'); // 10:00 in Bangkok
const draft = { ...emptyDraft(), text: 'ไฟดับ', name: 'สมใจ', phone: '081 000 0000' };
const NONE = { categories: [], groups: [] };
const sent = (part: Partial<typeof draft>, mode: 'phone' | 'petition' | 'other' = 'phone') =>
  toIntake({ ...draft, ...part }, mode, NONE, [], NOW);

describe('what the intake form sends', () => {
  test('the tab decides the channel, and a petition is one', () => {
    expect(sent({})).toMatchObject({ channel: 'phone', kind: 'complaint' });
    expect(sent({}, 'petition')).toMatchObject({ channel: 'petition', kind: 'petition' });
    expect(sent({ otherChannel: 'facebook' }, 'other')).toMatchObject({ channel: 'facebook' });
  });
  test('what is copied from the web keeps its channel and link; a call belongs to the telephone alone', () => {
    const link = 'https://x.com/a/status/1';
    const callId = '0198c0de-0000-7000-8000-000000000001';
    const copied = toIntake({ ...draft, socialChannel: 'twitter', link: ` ${link} `, callId }, 'social', NONE, [], NOW);
    expect(copied).toMatchObject({ channel: 'twitter', link, callId: null });
    expect(sent({ link, callId })).toMatchObject({ channel: 'phone', link: null, callId });
    expect(faultsOf({ ...draft, link: 'javascript:alert(1)' }, 'social', NOW)).toEqual({ link: 'wrong' });
    expect(faultsOf({ ...draft, link }, 'social', NOW)).toEqual({});
  });
  test('what the category asks stands below the matter, with the names of what was chosen; another category keeps its answers to itself', () => {
    const questions = [
      { code: 'post', datatype: 'number' as const, required: true, nameTh: 'เลขเสา', nameEn: 'Post', values: [] },
      {
        code: 'fault',
        datatype: 'multivaluelist' as const,
        required: false,
        nameTh: 'อาการ',
        nameEn: 'Fault',
        values: [
          { key: 'dark', nameTh: 'ดับ', nameEn: 'Dark' },
          { key: 'leaning', nameTh: 'เอียง', nameEn: 'Leaning' },
        ],
      },
    ];
    const entry = {
      noun: 'category' as const,
      nameTh: 'ไฟ',
      nameEn: 'Light',
      sort: 1,
      validFrom: '2026-01-01',
      validTo: null,
      version: 1,
    };
    const data = { departmentId: null, visibility: 'normal' as const, keywords: [], offered: true, questions };
    const id = '0198c0de-0000-7000-8000-000000000002';
    const categories = [{ ...entry, id, code: 'light', data }];
    const answers = { [`${id} post`]: ['12 '], [`${id} fault`]: ['dark', 'leaning'], 'another post': ['9'] };
    const asked = (categoryId: string | null) =>
      toIntake({ ...draft, categoryId, answers }, 'phone', { categories, groups: [] }, [], NOW).text;
    expect(asked(id)).toBe('ไฟดับ\nเลขเสา: 12\nอาการ: ดับ, เอียง');
    expect(asked(null)).toBe('ไฟดับ');
  });
  test('a caller who gives no name leaves no trace, also of what was typed before', () => {
    expect(sent({ identity: 'anonymous' }).contact).toEqual({});
    expect(sent({ identity: 'concealed' }).contact).toMatchObject({ name: 'สมใจ' });
  });
  test('a voice is heard now, whatever day was chosen on another tab', () => {
    expect(sent({ receivedDay: '2026-05-01', receivedTime: '14:05' }).receivedAt).toBeNull();
  });
  test('paper counts from the day and hour it came, by the clock of Thailand', () => {
    expect(sent({ receivedDay: '2026-05-01', receivedTime: '14:05' }, 'petition').receivedAt).toBe(
      '2026-05-01T07:05:00.000Z',
    );
    expect(sent({ receivedDay: '2026-05-01' }, 'petition').receivedAt).toBe('2026-05-01T01:30:00.000Z');
    expect(sent({ receivedDay: '2026-05-04' }, 'petition').receivedAt).toBeNull();
  });
  test('sent again it is the same to the letter: the same key, so that it is registered once', () => {
    expect(sent({}, 'petition')).toEqual(toIntake(draft, 'petition', NONE, [], new Date(NOW.getTime() + 90_000)));
  });
});

describe('what must be put right before', () => {
  const faults = (part: Partial<typeof draft>, mode: 'phone' | 'petition' = 'phone') =>
    faultsOf({ ...draft, ...part }, mode, NOW);
  test('only the matter itself is needed', () => {
    expect(faults({ name: '', phone: '' })).toEqual({});
    expect(faults({ text: ' \n' })).toEqual({ text: 'missing' });
  });
  test('a time that is none, or still to come', () => {
    expect(faults({ receivedTime: '25:00' }, 'petition')).toEqual({ receivedTime: 'wrong' });
    expect(faults({ receivedTime: '10:01' }, 'petition')).toEqual({ receivedTime: 'future' });
    expect(faults({ receivedTime: '9.30' }, 'petition')).toEqual({});
    expect(faults({ receivedTime: '25:00' })).toEqual({});
  });
  test('half an e-mail address, but not of someone who gives no name', () => {
    expect(faults({ email: 'somjai@' })).toEqual({ email: 'wrong' });
    expect(faults({ email: 'somjai@', identity: 'anonymous' })).toEqual({});
  });
});
