import { describe, expect, it } from 'vitest';
import { summarize } from './test-summary.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((one) => ({ status: one })),
});

describe('the last line of a test run', () => {
  it('counts what passed, failed and was skipped', () => {
    const results = { testResults: [file('failed', 'passed', 'failed', 'skipped', 'pending')] };
    expect(summarize(results).line).toBe('1 passed, 1 failed, 2 skipped');
  });

  it('counts a file that does not load as one failure', () => {
    const results = { testResults: [file('failed'), file('passed', 'passed')] };
    expect(summarize(results)).toMatchObject({ passed: 1, failed: 1 });
  });

  it('says that nothing passed when nothing ran', () => {
    expect(summarize({ testResults: [] }).line).toBe('0 passed, 0 failed, 0 skipped');
  });
});
