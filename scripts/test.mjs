import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './ready/built.mjs';
import { ensureClients } from './ready/clients.mjs';
import { ensureInstalled } from './ready/installed.mjs';
import { ROOT } from './ready/root.mjs';
import { run } from './ready/step.mjs';
import { leftOutSuites, summarize } from './ready/test-summary.mjs';

const RESULTS = join(ROOT, `.cache/test-results-${process.pid}.json`);

/**
 * `npm test`: every test that this machine can run, from a fresh clone; arguments go to Vitest
 * (`npm test -- server/claims`). Ends with one line of counts; succeeds only when tests ran and
 * none failed.
 */
await run(async () => {
  await ensureInstalled();
  ensureClients();
  if (drivesBrowser(process.argv.slice(2))) await ensureBuilt();
  const code = await vitest();
  const { line, passed, failed } = summarize(readResults());
  for (const reason of leftOutSuites(process.env)) console.log(reason);
  console.log(line);
  return code === 0 && failed === 0 && passed > 0 ? 0 : code || 1;
});

/**
 * Only the browser's tests open what the build makes; a chosen few others need not wait for it.
 * @param {string[]} args
 */
function drivesBrowser(args) {
  return args.length === 0 || args.some((arg) => /e2e|browser/.test(arg));
}

/** @returns {Promise<number>} */
function vitest() {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}`];
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

function readResults() {
  try {
    return JSON.parse(readFileSync(RESULTS, 'utf8'));
  } catch {
    return { testResults: [] };
  } finally {
    rmSync(RESULTS, { force: true });
  }
}
