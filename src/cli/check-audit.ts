import { parseArgs } from 'node:util';
import { firstBrokenAudit } from '../platform/audit.ts';
import { say, warn } from './print.ts';
import { withDatabase } from './with-database.ts';

/** Walks the audit chain; exit code 1 when an entry no longer matches its hash. */
export async function checkAuditCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { municipality: { type: 'string' } } });
  const broken = await withDatabase(values.municipality, ({ scoped }) => scoped(firstBrokenAudit));
  if (broken === null) say('บันทึกการตรวจสอบครบถ้วน ไม่มีรายการใดถูกแก้ไขหรือหายไป · the audit chain is whole');
  else warn(`บันทึกการตรวจสอบถูกแก้ไขหรือขาดหาย ตั้งแต่รายการที่ ${broken} · the audit chain is broken from entry ${broken} on`);
  return broken === null ? 0 : 1;
}
