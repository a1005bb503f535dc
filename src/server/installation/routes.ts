import { sql } from 'kysely';
import { countWaiting } from '../../modules/channels/index.ts';
import { actorOf } from '../../modules/people/index.ts';
import { inMunicipality, type Tx } from '../../platform/db/db.ts';
import { newestMigration } from '../../platform/db/migrate.ts';
import { storedBytes } from '../../platform/files/stored-bytes.ts';
import type { App, Parts } from '../../platform/http.ts';
import { programVersion } from '../../platform/program-version.ts';
import { Refusal } from '../../platform/refusal.ts';
import { anyRests, restOf } from '../../platform/rest.ts';
import { Installation, Resume, Resumed } from './contract.ts';
import { lookAtMachine } from './machine.ts';
import { resume } from './resume.ts';

const tags = ['installation'];
const config = { permission: 'installation.manage' };

/** How the installation is, and how it goes to work again after it came back from a backup. */
export async function installationRoutes(app: App, { db, dataDir, now }: Parts): Promise<void> {
  const standing = { version: await programVersion(), migration: await newestMigration() };
  app.get(
    '/installation',
    {
      config,
      schema: { tags, summary: 'Version, disk, last backup, and whether it rests', response: { 200: Installation } },
    },
    async (request) => {
      const machine = await lookAtMachine(dataDir, now());
      const held = await inMunicipality(db, request.municipalityId, whatIsHeld);
      return { ...standing, ...machine, ...held };
    },
  );
  app.post(
    '/installation/resume',
    {
      config,
      schema: {
        tags,
        summary: 'Send and fetch again after a restore; what waited is sent or kept back',
        body: Resume,
        response: { 200: Resumed },
      },
    },
    async (request) => {
      const { waiting } = request.body;
      const done = await inMunicipality(db, request.municipalityId, (tx) =>
        resume(tx, actorOf(request), { waiting, now: now() }),
      );
      if (!done) throw new Refusal('wrong-state');
      return done;
    },
  );
}

async function whatIsHeld(tx: Tx): Promise<Pick<Installation, 'databaseBytes' | 'files' | 'rest' | 'othersRest'>> {
  const size = await sql<{ bytes: number }>`select pg_database_size(current_database())::float8 as bytes`.execute(tx);
  const rest = await restOf(tx);
  return {
    databaseBytes: size.rows[0]?.bytes ?? 0,
    files: await storedBytes(tx),
    rest: rest && {
      since: rest.since.toISOString(),
      snapshotAt: rest.snapshotAt.toISOString(),
      waiting: await countWaiting(tx, rest.since),
    },
    othersRest: rest === null && (await anyRests(tx)),
  };
}
