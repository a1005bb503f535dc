import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { world } from '../../../test/harness.ts';
import { createMunicipality, SYSTEM } from '../../modules/people/index.ts';
import { noteBackup } from '../../platform/backup/last-backup.ts';
import { inMunicipality, type Tx } from '../../platform/db/db.ts';
import { endRest } from '../../platform/rest.ts';
import { Installation } from './contract.ts';
import { resume } from './resume.ts';

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

it('of two desks that came back the first that is woken is told that the other holds both, and so are its officers', async () => {
  await using w = await world();
  const other = await createMunicipality(w.db, { slug: 'other', nameTh: 'อื่น', nameEn: 'Other', now: w.now() });
  const { headers } = await w.signIn('administrator');
  const ask = async (url: string) => (await w.app.inject({ url, headers })).json();
  const rests = async () => [
    (await ask('/api/v1/me')).resting,
    Installation.parse(await ask('/api/v1/installation')).othersRest,
  ];
  expect(await rests()).toEqual([false, false]);
  const since = w.now();
  const rest = (tx: Tx) => tx.insertInto('platform.rest').values({ since, snapshot_at: since }).execute();
  await w.scoped(rest);
  await inMunicipality(w.db, other, rest);
  expect(await rests()).toEqual([true, false]);
  const woken = await w.app.inject({
    method: 'POST',
    url: '/api/v1/installation/resume',
    headers,
    payload: { waiting: 'send' },
  });
  expect(woken.json()).toEqual({ keptBack: 0, othersRest: true });
  expect(await rests()).toEqual([true, true]);
  await inMunicipality(w.db, other, endRest);
  expect(await rests()).toEqual([false, false]);
});

it('what is kept back is what waited when the desk came back, though the clock of the machine that wrote it was ahead of its database', async () => {
  await using w = await world();
  const at = (minutes: number) => new Date(w.now().getTime() + minutes * 60_000);
  await w.scoped(async (tx) => {
    await tx
      .insertInto('platform.rest')
      .values({ since: at(30), snapshot_at: at(0) })
      .execute();
    for (const [minutes, key] of [
      [5, 'before'],
      [35, 'since'],
    ] as const) {
      const said = {
        subject_kind: 'complaint',
        subject_id: v7(),
        template: 'received',
        title: 'x',
        body: 'x',
      } as const;
      const mail = {
        id: v7(),
        channel: 'email',
        recipient: 'a@example.org',
        dedupe_key: key,
        status: 'queued',
      } as const;
      const [created_at, send_after] = [at(minutes), at(minutes)];
      await tx
        .insertInto('channels.message')
        .values({ ...mail, ...said, created_at, send_after })
        .execute();
    }
    expect(await resume(tx, SYSTEM, { waiting: 'keep-back', now: at(60) })).toMatchObject({ keptBack: 1 });
    const left = await tx
      .selectFrom('channels.message')
      .select(['dedupe_key', 'status'])
      .orderBy('created_at')
      .execute();
    expect(left).toEqual([
      { dedupe_key: 'before', status: 'uncertain' },
      { dedupe_key: 'since', status: 'queued' },
    ]);
  });
});
