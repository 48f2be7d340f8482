import { spawn } from 'node:child_process';
import { ensureClients } from './ready/clients.mjs';
import { ensureInstalled } from './ready/installed.mjs';
import { ROOT } from './ready/root.mjs';
import { run } from './ready/step.mjs';

/**
 * `npm run dev`: the hub from its sources, restarted when they change, beside a watching build of
 * everything that a browser loads. When one of the two ends, both end.
 */
await run(async () => {
  await ensureInstalled();
  ensureClients();
  const hubArgs = ['watch', '--clear-screen=false', 'server/main.ts', ...process.argv.slice(2)];
  const children = [
    start(['scripts/build.mjs', '--watch']),
    start(['node_modules/tsx/dist/cli.mjs', ...hubArgs]),
  ];
  const stop = () => {
    for (const child of children) child.kill('SIGTERM');
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const codes = await Promise.all(
    children.map(
      (child) =>
        new Promise((resolve) => {
          child.once('exit', (code) => {
            stop();
            resolve(code ?? 0);
          });
        }),
    ),
  );
  return Math.max(...codes);
});

/** @param {string[]} args */
function start(args) {
  const env = { ...process.env, NODE_ENV: 'development' };
  return spawn(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' });
}
