import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { RICH_MENU_AREAS, RICH_MENU_SIZE, richMenuPicture } from '../documents/rich-menu.ts';
import { ADAPTERS, type MenuToSet, openAccounts, setRichMenu } from '../modules/channels/index.ts';
import { BUTTONS } from '../modules/complaints/index.ts';
import { readConfig } from '../platform/config.ts';
import { secretKey } from '../platform/secret-key.ts';
import { channelSettings } from '../server/channel-settings.ts';
import { say, warn } from './print.ts';
import { withDatabase } from './with-database.ts';

const WORDS = {
  report: 'แจ้งเรื่อง',
  reportHint: 'ถนน ไฟฟ้า น้ำ ขยะ เหตุรำคาญ ทุกเรื่อง',
  cases: 'เรื่องของฉัน',
  casesHint: 'ติดตาม เพิ่มเติม ให้คะแนน',
  contact: 'ติดต่อเทศบาล',
  contactHint: 'โทรศัพท์ และเวลาทำการ',
};
const AREAS = ['report', 'cases', 'contact'] as const;

/** Draws the menu under the LINE chat and puts it there; `--dry-run FILE.png` only writes its picture. */
export async function lineRichMenuCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { 'dry-run': { type: 'string' }, municipality: { type: 'string' } },
  });
  const picture = await richMenuPicture(WORDS);
  const dry = values['dry-run'];
  if (dry !== undefined) {
    await writeFile(dry, picture);
    say(`เขียนรูปเมนูแล้ว ยังไม่ได้ส่งไป LINE · the picture is written, nothing was sent: ${dry} (${picture.length} bytes)`);
    return 0;
  }
  const menu: MenuToSet = {
    size: RICH_MENU_SIZE,
    chatBarText: 'เมนูแจ้งเรื่อง',
    areas: AREAS.map((name) => ({ bounds: RICH_MENU_AREAS[name], label: WORDS[name], data: BUTTONS[name] })),
    picture,
  };
  const config = readConfig();
  const key = await secretKey(config.SECRET_KEY, config.DATA_DIR);
  const result = await withDatabase(values.municipality, async ({ db, municipalityId }) => {
    const accounts = openAccounts({ db, key, now: () => new Date(), adapters: ADAPTERS, ...channelSettings(config) });
    const reach = await accounts.reach(municipalityId, 'line');
    return reach && setRichMenu(reach, menu);
  });
  if (!result) {
    warn('ยังไม่ได้เชื่อม LINE ให้ตั้งค่าในหน้าช่องทางก่อน · LINE is not connected yet: set it up in the console first');
    return 1;
  }
  if (result.kind === 'failed') {
    warn(`LINE ไม่รับเมนู (${result.at}) เมนูเดิมยังอยู่ · LINE did not take the menu, the former one stays: ${result.answer}`);
    return 1;
  }
  say(
    result.kind === 'unchanged'
      ? 'เมนูนี้ใช้อยู่แล้ว ไม่มีอะไรเปลี่ยน · this menu is in use already'
      : `ตั้งเมนูแล้ว ลบเมนูเดิม ${result.removed} รายการ · the menu is set, ${result.removed} former ones removed`,
  );
  return 0;
}
