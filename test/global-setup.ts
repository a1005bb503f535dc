import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../src/platform/postgres/index.ts';
import { makeTemplate } from './harness.ts';

/** One database server for the whole run; each test's world is a database of its own in it. */
export default async function setup(project: TestProject) {
  const dataDir = await mkdtemp(join(tmpdir(), 'fangsiang-tests-'));
  // Under root, postgres' account walks through it: the database stays within, and goes with it.
  await chmod(dataDir, 0o711);
  // Commands and servers that tests start in processes of their own find our modules compiled by those before them.
  project.config.env = { ...project.config.env, NODE_COMPILE_CACHE: join(dataDir, 'compiled') };
  const postgres = await startPostgres({ dataDir, fast: true });
  project.provide('ownerUrl', postgres.ownerUrl);
  project.provide('appUrl', await makeTemplate(postgres.ownerUrl));
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
  };
}
