import { parseArgs } from 'node:util';
import { askReset, inviteStaff, loadMunicipality, SYSTEM, UNNAMED, welcomePath } from '../modules/people/index.ts';
import { readConfig } from '../platform/config.ts';
import { say, UsageError } from './print.ts';
import { withDatabase } from './with-database.ts';

/** Prints a one-time link: a new administrator's, or a new password's for an account that has the address. */
export async function createAdminCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { email: { type: 'string' }, municipality: { type: 'string' } } });
  const email = values.email?.trim().toLowerCase() ?? '';
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new UsageError('ต้องระบุ --email ที่ถูกต้อง · a valid --email is needed');
  const by = { actor: SYSTEM, now: new Date() };
  const made = await withDatabase(values.municipality, ({ scoped }) =>
    scoped(async (tx) => {
      const reset = await askReset(tx, by, email);
      const invited =
        reset ??
        (await inviteStaff(tx, by, {
          email,
          name: 'ผู้ดูแลระบบ',
          roles: ['administrator', 'intake'],
          departmentId: null,
        }));
      return { ...invited, municipality: await loadMunicipality(tx) };
    }),
  );
  const { PUBLIC_URL, PORT } = readConfig();
  say(
    made.invitation.kind === 'reset'
      ? 'มีบัญชีนี้แล้ว ลิงก์ตั้งรหัสผ่านใหม่ (ใช้ได้ครั้งเดียว ภายใน 1 ชั่วโมง) · a new password, once, within an hour:'
      : 'ลิงก์ผู้ดูแลระบบคนใหม่ (ใช้ได้ครั้งเดียว ภายใน 7 วัน) · a new administrator, once, within 7 days:',
  );
  const { slug, hosts } = made.municipality;
  const [host] = hosts;
  // The token opens the municipality's own doors alone: the public address and this machine's name lead to the first one.
  const own = slug === UNNAMED.slug || host === undefined ? null : `https://${host}`;
  say(`${own ?? PUBLIC_URL ?? `http://localhost:${PORT}`}${welcomePath(made.token)}`);
  if (slug !== UNNAMED.slug && host === undefined)
    say(
      'เทศบาลนี้ยังไม่มีชื่อเครื่อง กำหนดด้วย set-hosts แล้วใช้ลิงก์ที่ชื่อนั้น · this municipality has no host yet: give it one with set-hosts and open the link there',
    );
  return 0;
}
