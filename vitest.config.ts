import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, so that no worker begins one of them when the others are done. */
const LONG = [
  'server/test/faults/kill.test.ts',
  'server/reports/reports.test.ts',
  'server/claims/claims.mutants.test.ts',
  'server/payouts/clauses.test.ts',
  'e2e/pages.test.ts',
  'e2e/main-job.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.some((end) => moduleId.endsWith(end));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/**
 * Two projects: `unit` is everything that needs no browser (a file asks for a DOM with
 * `// @vitest-environment happy-dom`), `browser` drives a real Chromium, after the others, because its
 * promises are measured in seconds.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{server,overlay,creator-portal,scripts,bench}/**/*.test.{ts,tsx}'],
          environment: 'node',
          // Loading and warming up what every file needs took four tenths of all the time.
          isolate: false,
          // Many wait for the disk rather than for a core.
          maxWorkers: 2,
          // A hang is found as well; a slow machine is no fault.
          testTimeout: 60_000,
          hookTimeout: 60_000,
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
          maxWorkers: 2,
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
