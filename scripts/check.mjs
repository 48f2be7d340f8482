import { spawn } from 'node:child_process';
import { ensureClients } from './ready/clients.mjs';
import { ensureInstalled } from './ready/installed.mjs';
import { ROOT } from './ready/root.mjs';
import { run } from './ready/step.mjs';

/** `npm run check`: everything that a machine can refuse, at once, one line a check. */
await run(async () => {
  await ensureInstalled();
  ensureClients();
  const args = ['node_modules/tsx/dist/cli.mjs', 'scripts/check/main.ts'];
  const checks = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  return new Promise((resolve) => checks.once('exit', (code) => resolve(code ?? 1)));
});
