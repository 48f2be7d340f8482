import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './ready/built.mjs';
import { ensureClients } from './ready/clients.mjs';
import { ensureInstalled } from './ready/installed.mjs';
import { ROOT } from './ready/root.mjs';
import { NotReady, run } from './ready/step.mjs';

/**
 * `npm run bench -- NAME` runs bench/NAME.ts. Whatever it says before, the last line of its output
 * is one JSON object; a bench that breaks this promise fails.
 */
await run(async () => {
  const [name, ...args] = process.argv.slice(2);
  const known = knownBenches();
  if (name === undefined || !known.includes(name)) {
    throw new NotReady(`Usage: npm run bench -- NAME, where NAME is one of: ${known.join(', ')}`);
  }
  await ensureInstalled();
  ensureClients();
  await ensureBuilt();
  const { code, output } = await bench(name, args);
  if (code !== 0) return code;
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  if (isJsonObject(last)) return 0;
  throw new NotReady(
    `bench/${name}.ts has to end with one JSON object; its last line was: ${last}`,
  );
});

function knownBenches() {
  const folder = join(ROOT, 'bench');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length));
}

/**
 * @param {string} name
 * @param {string[]} args
 * @returns {Promise<{ code: number, output: string }>}
 */
function bench(name, args) {
  const command = ['node_modules/tsx/dist/cli.mjs', `bench/${name}.ts`, ...args];
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: process.env.NODE_ENV ?? 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
    process.stdout.write(chunk);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** @param {string} line */
function isJsonObject(line) {
  try {
    const value = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
