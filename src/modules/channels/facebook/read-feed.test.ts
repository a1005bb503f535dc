import { describe, expect, test } from 'vitest';
import type { Arrival } from '../arrival.ts';
import { splitMeta } from '../meta/split.ts';
import { facebook } from './adapter.ts';

const PAGE = '1000';
const at = 1_777_860_000_000;
const feed = (value: object, field = 'feed') => ({
  object: 'page',
  entry: [{ id: PAGE, time: at / 1000, changes: [{ field, value }] }],
});
const fb = (body: unknown): Arrival[] => splitMeta(body).flatMap((event) => facebook.read(event, {}));

describe("the Page's wall", () => {
  const comment = {
    item: 'comment',
    comment_id: 'c1',
    post_id: 'p1',
    parent_id: 'p1',
    created_time: at / 1000,
    from: { id: 'U1', name: 'สมชาย' },
  };
  test('a comment is public, and stands under its post', () => {
    expect(
      fb(feed({ ...comment, verb: 'add', message: 'ถนนพัง', photo: 'https://scontent.xx.fbcdn.net/1.jpg' })),
    ).toMatchObject([
      {
        kind: 'message',
        externalId: 'c1',
        thread: { kind: 'post', id: 'p1' },
        sender: { id: 'U1', name: 'สมชาย' },
        public: true,
        replyTo: 'p1',
        link: 'https://www.facebook.com/c1',
        media: [{ kind: 'image' }],
      },
    ]);
  });
  test.each([
    ['edited', 'edited'],
    ['edit', 'edited'],
    ['unhide', 'edited'],
    ['remove', 'withdrawn'],
  ])('%s changes what is there, and files nothing', (verb, kind) => {
    expect(fb(feed({ ...comment, verb, message: 'ใหม่' }))).toMatchObject([{ kind, externalId: 'c1' }]);
  });
  test('a comment that the Page hides is not taken back: its words stay with the office', () => {
    for (const verb of ['hide', 'unhide'])
      expect(fb(feed({ ...comment, message: undefined, verb }))).toEqual([{ kind: 'nothing', why: 'not-for-us' }]);
  });
  test('who is not shown has no name; the Page itself says nothing', () => {
    const { from: _from, ...nameless } = comment;
    expect(fb(feed({ ...nameless, verb: 'add', message: 'x' }))).toMatchObject([{ sender: { id: null, name: null } }]);
    expect(fb(feed({ ...comment, from: { id: PAGE }, verb: 'add', message: 'x' }))).toEqual([
      { kind: 'nothing', why: 'echo' },
    ]);
  });
  test("a visitor's post is a voice, a like is a reaction", () => {
    expect(fb(feed({ item: 'status', verb: 'add', post_id: 'p9', message: 'ไฟดับ', from: { id: 'U1' } }))).toMatchObject(
      [{ kind: 'message', externalId: 'p9', thread: { kind: 'post', id: 'p9' }, replyTo: null }],
    );
    expect(
      fb(
        feed({
          item: 'reaction',
          reaction_type: 'angry',
          verb: 'add',
          post_id: 'p9',
          comment_id: 'c1',
          from: { id: 'U1' },
        }),
      ),
    ).toMatchObject([{ kind: 'reaction', externalId: 'c1', reaction: '😡', removed: false }]);
    expect(fb(feed({ item: 'event', verb: 'add', post_id: 'p9', from: { id: 'U1' } }))).toEqual([]);
  });
  test('a boosted post told twice is one event; two edits are two', () => {
    const id = (value: object) => splitMeta(feed(value))[0]?.externalId;
    const add = { ...comment, verb: 'add', message: 'x' };
    expect(id({ ...add, ad_id: '77' })).toBe(id(add));
    expect(id({ ...comment, verb: 'edited', message: 'x' })).not.toBe(id({ ...comment, verb: 'edited', message: 'y' }));
  });
});
