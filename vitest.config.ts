import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
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
          include: ['src/{modules,platform,documents,server,portal,cli}/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
          exclude: ['src/modules/*/clock/*.test.ts', 'src/portal/assets/*.test.ts'],
          environment: 'node',
          globalSetup: ['test/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
