import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.mjs';

/**
 * @typedef {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} Results
 */

/**
 * Counts tests. A file that could not even be loaded has no tests to count and is one failure.
 * @param {Results} results as Vitest's JSON reporter writes them
 */
export function summarize(results) {
  const tests = results.testResults.flatMap((file) => file.assertionResults);
  const unloaded = results.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((t) => t.status !== 'failed'),
  );
  const passed = tests.filter((test) => test.status === 'passed').length;
  const failed = tests.filter((test) => test.status === 'failed').length + unloaded.length;
  const skipped = tests.filter((test) => !['passed', 'failed'].includes(test.status)).length;
  return { passed, failed, line: `${passed} passed, ${failed} failed, ${skipped} skipped` };
}

/** What a suite needs from outside, by the variable that tells where it is. */
const NEEDS = { TEST_POSTGRES_URL: 'PostgreSQL', TEST_REDIS_URL: 'Redis' };

/**
 * One line for each kind of suite that exists and that this machine was not set up to run.
 * @param {NodeJS.ProcessEnv} env
 */
export function leftOutSuites(env) {
  const unset = Object.entries(NEEDS).filter(([variable]) => !env[variable]);
  if (unset.length === 0) return [];
  const sources = ['server', 'e2e'].flatMap(textsOf).join('\n');
  return unset
    .filter(([variable]) => sources.includes(variable))
    .map(([variable, name]) => `${name} suites skipped: set ${variable}`);
}

/** @param {string} folder */
function textsOf(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /(\.test\.tsx?|^test[\\/][^/\\]+\.ts)$/.test(path))
    .map((path) => readFileSync(join(ROOT, folder, path), 'utf8'));
}
