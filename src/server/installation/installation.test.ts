import { expect, it } from 'vitest';
import { world } from '../../../test/harness.ts';
import { noteBackup } from '../../platform/backup/last-backup.ts';
import { Installation } from './contract.ts';

const DAY_MS = 86_400_000;

it('tells the administrator alone how the machine is, and asks for a backup that is missing or old, also in the figures', async () => {
  await using w = await world();
  const { cookie } = await w.signIn('administrator');
  const look = async () =>
    Installation.parse((await w.app.inject({ url: '/api/v1/installation', headers: { cookie } })).json());
  const figure = async (name: string) => {
    const { body } = await w.app.inject({ url: '/metrics' });
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(body)?.[1]);
  };
  expect(await look()).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    migration: expect.stringMatching(/^\d{4}_.*\.sql$/),
    disk: { isLow: expect.any(Boolean) },
    files: { count: 0, bytes: 0 },
    backup: null,
    backupIsLate: true,
    rest: null,
  });
  expect((await look()).databaseBytes).toBeGreaterThan(1e6);
  expect((await look()).disk.freeBytes).toBeGreaterThan(0);
  expect([await figure('fangsiang_backup_late'), await figure('fangsiang_backup_timestamp_seconds')]).toEqual([1, 0]);

  const made = { file: '/backup/one.tar.gz', bytes: 5, sealed: true, withKey: false };
  for (const [days, late] of [
    [1, false],
    [3, true],
  ] as const) {
    const snapshotAt = new Date(w.now().getTime() - days * DAY_MS).toISOString();
    await noteBackup(w.dataDir, { ...made, snapshotAt });
    expect(await look()).toMatchObject({ backup: { ...made, snapshotAt }, backupIsLate: late });
    expect(await figure('fangsiang_backup_late')).toBe(Number(late));
  }
  expect(await figure('fangsiang_disk_free_bytes')).toBeGreaterThan(0);
  const planner = await w.signIn('planner');
  expect((await w.app.inject({ url: '/api/v1/installation', headers: planner.headers })).statusCode).toBe(403);
});
