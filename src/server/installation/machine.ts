import { statfs } from 'node:fs/promises';
import { Gauge, type Registry } from 'prom-client';
import { type LastBackup, lastBackup } from '../../platform/backup/last-backup.ts';

/** Below it whoever looks after the machine is told. */
const LEAST_FREE_BYTES = 2e9;
/** A backup a night, and one that may fail unnoticed until the next. */
const LATEST_BACKUP_MS = 2 * 86_400_000;

export type Machine = {
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number; readonly isLow: boolean };
  readonly backup: LastBackup | null;
  readonly backupIsLate: boolean;
};

/** The disk that holds a data folder, and the last backup that was made of it. */
export async function lookAtMachine(dataDir: string, now: Date): Promise<Machine> {
  const { bavail, blocks, bsize } = await statfs(dataDir);
  const backup = await lastBackup(dataDir);
  const freeBytes = bavail * bsize;
  const age = backup ? now.getTime() - Date.parse(backup.snapshotAt) : Number.POSITIVE_INFINITY;
  return {
    disk: { freeBytes, totalBytes: blocks * bsize, isLow: freeBytes < LEAST_FREE_BYTES },
    backup,
    backupIsLate: age > LATEST_BACKUP_MS,
  };
}

/** The same in `/metrics`: free bytes, the last backup's time (0: none), and 1 for each that is a reason to be told. */
export function measureMachine(registry: Registry, dataDir: string, now: () => Date): void {
  const gauge = (name: string, help: string, read: (machine: Machine) => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(read(await lookAtMachine(dataDir, now())));
      },
    });
  gauge('fangsiang_disk_free_bytes', 'Free space of the disk that holds DATA_DIR', ({ disk }) => disk.freeBytes);
  gauge('fangsiang_disk_low', '1 when less than 2 GB are free', ({ disk }) => Number(disk.isLow));
  gauge(
    'fangsiang_backup_timestamp_seconds',
    'Of which moment the last backup is; 0 when none was made',
    ({ backup }) => (backup ? Date.parse(backup.snapshotAt) / 1000 : 0),
  );
  gauge('fangsiang_backup_late', '1 when the last backup is older than two days', ({ backupIsLate }) =>
    Number(backupIsLate),
  );
}
