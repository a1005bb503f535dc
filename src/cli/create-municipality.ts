import { parseArgs } from 'node:util';
import { z } from 'zod';
import { seedClockIfNone } from '../modules/complaints/index.ts';
import { Host } from '../modules/people/contract.ts';
import { changeMunicipality, createMunicipality, loadMunicipality, SYSTEM } from '../modules/people/index.ts';
import { inMunicipality } from '../platform/db/db.ts';
import { say, UsageError } from './print.ts';
import { withDatabase } from './with-database.ts';

const OPTIONS = {
  slug: { type: 'string' },
  'name-th': { type: 'string' },
  'name-en': { type: 'string' },
  host: { type: 'string', multiple: true },
} as const;

/** Another municipality in the same installation, with everything that one starts from. */
export async function createMunicipalityCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS });
  const { slug, 'name-th': nameTh, 'name-en': nameEn, host: hosts = [] } = values;
  if (!slug || !nameTh || !nameEn) throw new UsageError('ต้องระบุ --slug --name-th --name-en · all three are needed');
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(slug))
    throw new UsageError('--slug ใช้ได้เฉพาะ a–z 0–9 และขีด · letters a–z, digits and hyphens only');
  const own = readHosts(hosts);
  await withDatabase(undefined, async ({ db }) => {
    const now = new Date();
    const id = await createMunicipality(db, { slug, nameTh, nameEn, now, named: true });
    await seedClockIfNone(db, id, now);
    if (own.length === 0) return;
    await inMunicipality(db, id, async (tx) => {
      const { id: _, slug: __, ...before } = await loadMunicipality(tx);
      await changeMunicipality(tx, { actor: SYSTEM, now }, { ...before, hosts: own });
    });
  });
  say(`สร้าง “${nameTh}” แล้ว · created ${nameEn} (${slug})${hosts.length > 0 ? ` · ${hosts.join(', ')}` : ''}`);
  say(`ผู้ดูแลระบบคนแรก · its first administrator: npm run cli -- create-admin --municipality ${slug} --email …`);
  return 0;
}

/** @throws UsageError for what is no host name */
export function readHosts(given: readonly string[]): string[] {
  const read = z.array(Host).safeParse(given);
  if (read.success) return read.data;
  throw new UsageError('--host เป็นชื่อเครื่องเท่านั้น เช่น voice.example.go.th · a host name alone, without a port or path');
}
