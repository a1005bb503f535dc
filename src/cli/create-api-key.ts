import { parseArgs } from 'node:util';
import { createApiKey, SYSTEM } from '../modules/people/index.ts';
import { say, UsageError } from './print.ts';
import { withDatabase } from './with-database.ts';

/** Prints a new key for another program, alone on the last line. Who is at the machine takes over registers: it files without limit. */
export async function createApiKeyCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { name: { type: 'string' }, municipality: { type: 'string' } } });
  const name = values.name?.trim();
  if (!name) throw new UsageError('ต้องระบุ --name ชื่อโปรแกรมที่จะใช้กุญแจ · --name is needed');
  const { secret } = await withDatabase(values.municipality, ({ scoped }) =>
    scoped((tx) => createApiKey(tx, SYSTEM, { name: name.slice(0, 200), withoutLimit: true }, new Date())),
  );
  say('กุญแจนี้แสดงครั้งเดียว เก็บไว้ในที่ปลอดภัย · shown once; keep it safe:');
  say(secret);
  return 0;
}
