import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './ready/built.mjs';
import { ensureClients } from './ready/clients.mjs';
import { HEAP } from './ready/heap.mjs';
import { ensureInstalled } from './ready/installed.mjs';
import { onNpmGone } from './ready/orphaned.mjs';
import { ROOT } from './ready/root.mjs';
import { NotReady, run } from './ready/step.mjs';

const SERVER = 'dist/server/main.js';

/**
 * `npm start`: from a fresh clone, or from any later state, to a serving hub. Arguments go to the
 * hub (`npm start -- --no-demo`). A step that has nothing to do costs milliseconds.
 */
await run(async () => {
  await ensureInstalled();
  ensureClients();
  await ensureBuilt();
  if (!existsSync(join(ROOT, SERVER))) throw new NotReady(`${SERVER} was not built.`);
  return serve();
});

/** Runs the hub as a process of its own and ends as it ends. */
function serve() {
  const options = ['--enable-source-maps', '--import', './scripts/ready/end-with-parent.mjs'];
  const hub = spawn(process.execPath, [...HEAP, ...options, SERVER, ...process.argv.slice(2)], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: process.env.NODE_ENV ?? 'production' },
    stdio: 'inherit',
  });
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP', 'SIGINT'])) {
    // Ctrl-C reaches the hub from the terminal itself; a second one would cut its draining short.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || hub.kill(signal));
  }
  if (process.env.npm_lifecycle_event !== undefined) onNpmGone(() => hub.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    hub.once('error', reject);
    hub.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGTERM' ? 0 : 1)));
  });
}
