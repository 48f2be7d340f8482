import { findParts, isBuilt } from './parts.mjs';
import { runCommand } from './run-command.mjs';
import { NotReady, step } from './step.mjs';

/** Leaves dist/ in step with the sources. The bundler is loaded only when something is stale. */
export async function ensureBuilt() {
  const stale = findParts().filter((part) => !isBuilt(part));
  if (stale.length === 0) return;
  await step(`Building ${stale.map((part) => part.name).join(', ')}`, async () => {
    const args = ['scripts/build.mjs', '--stale'];
    const { code, output } = await runCommand(process.execPath, args, { NODE_ENV: 'production' });
    if (code !== 0) throw new NotReady(output);
  });
}
