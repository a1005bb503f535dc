import pg from 'pg';
import { inject } from 'vitest';
import { buildConsole } from '../../src/server/build-console.ts';

const LOCK = 7204299;

/** Builds the console unless it is built: of test files that need it at once, one builds and the others wait. */
export async function builtConsole(): Promise<void> {
  const client = new pg.Client({ connectionString: inject('ownerUrl') });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await buildConsole(() => undefined);
  } finally {
    await client.end();
  }
}
