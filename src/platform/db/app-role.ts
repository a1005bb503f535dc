import { createHmac } from 'node:crypto';
import pg from 'pg';
import { Refusal } from '../refusal.ts';
import { APP_ROLE, SCHEMAS } from './migrate.ts';

/** Held while the role is seen to. */
const LOCK = 7_204_214;

/**
 * Makes (or refreshes) the role the application connects as, and returns its connection string. The role owns nothing, is no
 * superuser and does not bypass row-level security. Its password is derived from the owner's (without one, from the
 * installation's `secret`), so that several processes agree.
 * @throws Refusal('database-unsuitable') when the owner may not create roles: then `APP_DATABASE_URL` must name one; when the one it names
 * cannot connect, is not bound, or leads to another database.
 */
export async function appUrl(
  ownerUrl: string,
  { given, secret }: { given?: string | undefined; secret: string },
): Promise<string> {
  const url = new URL(given ?? ownerUrl);
  if (!given) {
    url.username = APP_ROLE;
    url.password = createHmac('sha256', new URL(ownerUrl).password || secret)
      .update(APP_ROLE)
      .digest('base64url');
  }
  const role = url.username;
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>(`select pg_backend_pid() as pid, pg_advisory_lock(${LOCK})`);
    const opened = await open(url.href, rows[0]?.pid ?? 0);
    if (given && opened === null) throw new Refusal('database-unsuitable', { reason: 'role-cannot-connect', role });
    if (given && opened === 'elsewhere') throw new Refusal('database-unsuitable', { reason: 'another-database', role });
    if (opened === null) await makeRole(client, role, url.password);
    await client.query('begin');
    await mustBeBound(client, role);
    const name = client.escapeIdentifier(role);
    const schemas = SCHEMAS.join(', ');
    await client.query(`grant usage on schema ${schemas} to ${name}`);
    await client.query(`grant select, insert, update, delete on all tables in schema ${schemas} to ${name}`);
    await client.query(`grant execute on all functions in schema ${schemas} to ${name}`);
    await keepHistory(client, name);
    await client.query('commit');
  } finally {
    await client.end();
  }
  return url.href;
}

/**
 * Null: the role is not there, or not with this password; where it is, it is left alone, also by a program that starts at the same moment.
 * `elsewhere`: it leads to another database than the one in which the owner's session `pid` holds our lock.
 */
async function open(connectionString: string, pid: number): Promise<'here' | 'elsewhere' | null> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query(
      `select from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database()
        where l.locktype = 'advisory' and l.objid = ${LOCK} and l.pid = $1`,
      [pid],
    );
    return rowCount ? 'here' : 'elsewhere';
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** History is only added to: the application itself cannot edit or remove what a migration marked as appended or kept. */
async function keepHistory(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ name: string; mark: string }>(
    `select c.oid::regclass::text as name, obj_description(c.oid, 'pg_class') as mark from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any ($1) and c.relkind = 'r' and obj_description(c.oid, 'pg_class') in ('appended', 'kept')`,
    [SCHEMAS],
  );
  for (const { name, mark } of rows) {
    await client.query(`revoke ${mark === 'appended' ? 'update, delete' : 'delete'} on ${name} from ${role}`);
  }
}

async function makeRole(client: pg.Client, role: string, password: string): Promise<void> {
  const name = client.escapeIdentifier(role);
  const secret = client.escapeLiteral(password);
  try {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
    await client.query(
      `${rowCount ? 'alter' : 'create'} role ${name} login nosuperuser nobypassrls nocreatedb nocreaterole password ${secret}`,
    );
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '42501') {
      throw new Refusal('database-unsuitable', { reason: 'may-not-create-role', set: 'APP_DATABASE_URL' });
    }
    throw error;
  }
}

async function mustBeBound(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ bound: boolean }>(
    `select not (rolsuper or rolbypassrls) and not exists (
       select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = any ($2) and c.relowner = r.oid) as bound from pg_roles r where rolname = $1`,
    [role, SCHEMAS],
  );
  if (!rows[0]?.bound) throw new Refusal('database-unsuitable', { reason: 'role-not-bound-by-row-security', role });
}
