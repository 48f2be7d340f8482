import { defineConfig } from 'vitest/config';

/**
 * Two projects: `unit` is everything that needs no browser (a file asks for a DOM with
 * `// @vitest-environment happy-dom`), `browser` drives a real Chromium, after the others and one
 * file at a time, because its promises are measured in seconds.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{server,overlay,creator-portal,scripts,bench}/**/*.test.{ts,tsx}'],
          environment: 'node',
          // Many wait for the disk rather than for a core.
          maxWorkers: 2,
          testTimeout: 20_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['e2e/**/*.test.ts'],
          globalSetup: 'e2e/demo-data.ts',
          environment: 'node',
          testTimeout: 90_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['server/**/*.ts', 'overlay/**/*.{ts,tsx}', 'creator-portal/**/*.{ts,tsx}'],
      exclude: ['server/platform/generated/**', '**/*.test.{ts,tsx}'],
    },
  },
});
