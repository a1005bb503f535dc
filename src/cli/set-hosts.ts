import { parseArgs } from 'node:util';
import { changeMunicipality, loadMunicipality, SYSTEM } from '../modules/people/index.ts';
import { readHosts } from './create-municipality.ts';
import { say, UsageError } from './print.ts';
import { withDatabase } from './with-database.ts';

/** At which hosts a municipality answers from now on, in place of those it had. */
export async function setHostsCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { host: { type: 'string', multiple: true }, municipality: { type: 'string' } },
  });
  if (!values.host) throw new UsageError('ต้องระบุ --host อย่างน้อยหนึ่งชื่อ · at least one --host is needed');
  const hosts = readHosts(values.host);
  const { slug, nameTh } = await withDatabase(values.municipality, ({ scoped }) =>
    scoped(async (tx) => {
      const { id: _, slug: own, ...before } = await loadMunicipality(tx);
      await changeMunicipality(tx, { actor: SYSTEM, now: new Date() }, { ...before, hosts });
      return { slug: own, nameTh: before.nameTh };
    }),
  );
  say(`${nameTh} (${slug}) ตอบที่ · answers at ${hosts.join(', ')}`);
  return 0;
}
