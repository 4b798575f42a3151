import { defineConfig } from 'vitest/config'

/** What takes longer than every change should wait for. `npm test` runs shorter forms of all of it. */
export default defineConfig({
  test: {
    include: ['test/long/**/*.test.ts', 'test/core/work-order/lifecycle.test.ts', 'test/lifecycle-db/**/*.test.ts'],
    env: { LIFECYCLE_RUNS: process.env['LIFECYCLE_RUNS'] ?? '2000' },
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 300_000,
    // One after another: a crash test wants the machine for itself.
    fileParallelism: false,
    pool: 'forks',
  },
})
