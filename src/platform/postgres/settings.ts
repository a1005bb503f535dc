import { statfsSync } from 'node:fs';

/**
 * Settings for one small server with two cores. They are included at the end of postgresql.conf and rewritten at every
 * start; an administrator's own choice is made with `alter system`, which comes after them.
 *
 * The log names no person: no statements, no parameters, no details ("Key (phone)=(…) already exists").
 */
const SETTINGS = {
  cluster_name: 'fangsiang',
  max_connections: '60',
  shared_buffers: '128MB',
  huge_pages: 'off',
  wal_compression: 'on',
  jit: 'off',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  unix_socket_permissions: '0777',
  password_encryption: 'scram-sha-256',
};

/** For tests only: a crash of the machine loses data. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** The text of the included settings file. */
export function settingsText(fast: boolean): string {
  const all = { ...SETTINGS, dynamic_shared_memory_type: sharedMemory(), ...(fast ? FAST : {}) };
  return Object.entries(all)
    .map(([name, value]) => `${name} = '${value}'\n`)
    .join('');
}

/** A container's /dev/shm is often missing or 64 MB, in which a parallel query fails: files in the cluster serve then. */
function sharedMemory(): string {
  if (process.platform === 'win32') return 'windows';
  if (process.platform !== 'linux') return 'posix';
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize >= 256 * 1024 * 1024 ? 'posix' : 'mmap';
  } catch {
    return 'mmap';
  }
}
