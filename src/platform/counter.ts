declare module './db/db.ts' {
  interface Tables {
    'platform.counter': Scoped & { class: string; fiscal_year: number; value: number };
  }
}

/**
 * Takes runs of numbers, for a statement that has them as columns `classes text[]`, `years int[]` and `counts int[]`: rows of
 * `class`, `fiscal_year` and `last`, the run's last number. Gap-free and never reused: the counters stay locked until the transaction
 * ends, so a number given back by a rollback was never seen.
 */
export const TAKE_NUMBERS = 'platform.take_numbers(classes, years, counts)';
