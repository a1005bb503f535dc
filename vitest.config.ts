import { defineConfig } from 'vitest/config';

/**
 * Files that run in one process share its modules (`isolate: false`): the program is loaded twice a run, not once a file. Nothing in it
 * is kept by name of a world, and a file that changes the process puts it back.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          isolate: false,
          maxWorkers: 2, // as the other project: they take turns in one group
          include: [
            'src/{thai,console}/**/*.test.{ts,tsx}',
            'src/modules/*/clock/*.test.ts',
            'src/portal/assets/*.test.ts',
          ],
          environment: 'node',
        },
      },
      {
        test: {
          name: 'server',
          isolate: false,
          include: ['src/{modules,platform,documents,server,portal,cli}/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
          exclude: ['src/modules/*/clock/*.test.ts', 'src/portal/assets/*.test.ts'],
          environment: 'node',
          globalSetup: ['test/global-setup.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          expect: { poll: { timeout: 60_000 } },
          maxWorkers: 2,
        },
      },
    ],
  },
});
