import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeLine, startFakeLine } from '../../../../test/fakes/line-server.ts';
import { RICH_MENU_AREAS, RICH_MENU_SIZE, richMenuPicture } from '../../../documents/rich-menu.ts';
import type { Reach } from '../adapter.ts';
import { type MenuToSet, setRichMenu } from './rich-menu.ts';

let line: FakeLine;
let reach: Reach;
let picture: Buffer;
beforeEach(async () => {
  line = await startFakeLine();
  reach = {
    settings: { channelSecret: line.channelSecret, channelAccessToken: line.accessToken },
    bases: { line: line.base, lineData: line.base, meta: '', x: '', traffy: '' },
    fetch,
    now: () => new Date(),
  };
  picture ??= await richMenuPicture({
    report: 'แจ้งเรื่อง',
    reportHint: 'ทุกเรื่อง',
    cases: 'เรื่องของฉัน',
    casesHint: 'ติดตาม',
    contact: 'ติดต่อเทศบาล',
    contactHint: 'โทรศัพท์',
  });
});
afterEach(() => line.close());

const menu = (given: Partial<MenuToSet> = {}): MenuToSet => ({
  size: RICH_MENU_SIZE,
  chatBarText: 'เมนูแจ้งเรื่อง',
  areas: [{ bounds: RICH_MENU_AREAS.report, label: 'แจ้งเรื่อง', data: 'report' }],
  picture,
  ...given,
});

test('the picture is as large as LINE wants and as small as it takes, and its fields cover all of it', async () => {
  expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', ...RICH_MENU_SIZE });
  expect(picture.length).toBeLessThan(1_000_000);
  const area = Object.values(RICH_MENU_AREAS).reduce((sum, { width, height }) => sum + width * height, 0);
  expect(area).toBe(RICH_MENU_SIZE.width * RICH_MENU_SIZE.height);
  // Letters are there: the teal field holds white, and neither is the ground.
  const { data } = await sharp(picture)
    .extract({ left: 600, top: 150, width: 800, height: 500 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const white = data.filter((value) => value === 255).length;
  expect(white).toBeGreaterThan(20_000);
  expect(white).toBeLessThan(data.length / 2);
});

test('it becomes the menu of everybody; the same again changes nothing, another replaces it', async () => {
  const first = await setRichMenu(reach, menu());
  expect(first).toMatchObject({ kind: 'set', removed: 0 });
  expect(line.state.defaultMenu).toBe(first.kind === 'set' && first.id);
  expect(line.menus.get(line.state.defaultMenu ?? '')?.image?.bytes.equals(picture)).toBe(true);
  expect(await setRichMenu(reach, menu())).toMatchObject({ kind: 'unchanged' });
  expect(await setRichMenu(reach, menu({ chatBarText: 'เมนู' }))).toMatchObject({ kind: 'set', removed: 1 });
  expect(line.menus.size).toBe(1);
});

test('a menu that somebody made by hand stays; what fails half-way leaves what was there', async () => {
  const theirs = await setRichMenu(reach, menu());
  for (const each of line.menus.values()) each.menu.name = 'made by hand';
  line.break(/content$/, 'server-error');
  expect(await setRichMenu(reach, menu({ chatBarText: 'ก' }))).toMatchObject({ kind: 'failed', at: 'picture' });
  expect(line.menus.size).toBe(1);
  expect(line.state.defaultMenu).toBe(theirs.kind === 'set' && theirs.id);
  await setRichMenu(reach, menu({ chatBarText: 'ข' }));
  expect(line.menus.size).toBe(2);
});
