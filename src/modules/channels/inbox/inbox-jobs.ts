import type { Job, Schedule } from '../../../platform/jobs.ts';
import type { Accounts } from '../accounts/open-accounts.ts';
import type { Receive } from '../receive.ts';
import { pollJob, pollSchedule } from './poll-events.ts';
import { readJob, readWaitingJob, sweepEvents } from './read-events.ts';
import { removeRaw } from './remove-raw.ts';

/** What the inbox does by itself. `receive` takes an arrival into the register. */
export function inboxJobs(
  accounts: Accounts,
  receive: Receive,
): { jobs: readonly Job[]; schedules: readonly Schedule[] } {
  return {
    jobs: [readJob(accounts, receive), readWaitingJob(accounts, receive), pollJob(accounts)],
    schedules: [sweepEvents, pollSchedule(accounts), removeRaw],
  };
}
