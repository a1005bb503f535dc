import { parseArgs } from 'node:util';
import { municipalityIds, SYSTEM } from '../modules/people/index.ts';
import { inMunicipality } from '../platform/db/db.ts';
import { resume } from '../server/installation/resume.ts';
import { say } from './print.ts';
import { withDatabase } from './with-database.ts';

/** After a restore, for all municipalities: messages go out and arrivals are fetched again. */
export async function resumeCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { 'keep-back': { type: 'boolean', default: false } } });
  const waiting = values['keep-back'] ? 'keep-back' : 'send';
  const woken = await withDatabase(undefined, async ({ db }) => {
    const all = await municipalityIds(db);
    const done = [];
    for (const id of all)
      done.push(await inMunicipality(db, id, (tx) => resume(tx, SYSTEM, { waiting, now: new Date() })));
    return done.filter((each) => each !== null);
  });
  const keptBack = woken.reduce((sum, each) => sum + each.keptBack, 0);
  if (woken.length === 0) say('ระบบส่งและรับตามปกติอยู่แล้ว · it is at work already');
  else say(`เริ่มส่งและรับตามปกติแล้ว · it sends and fetches again (${woken.length})`);
  if (keptBack > 0)
    say(
      `ข้อความที่ค้างตอนสำรอง ${keptBack} ข้อความ รอเจ้าหน้าที่ตัดสินในแต่ละเรื่อง · kept back for the officers of the cases: ${keptBack}`,
    );
  return 0;
}
