import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './root.mjs';

/**
 * One hash over name, size and time of every file under `paths`: changes whenever one of them may
 * have changed. Reads no contents, because every start asks it. What is not there counts as empty.
 * @param {string[]} paths relative to the project's root
 */
export function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) addTo(hash, path);
  return hash.digest('hex');
}

/** @param {string} name @param {string} value */
export function isRemembered(name, value) {
  try {
    return readFileSync(stampFile(name), 'utf8') === value;
  } catch {
    return false;
  }
}

/** @param {string} name @param {string} value */
export function remember(name, value) {
  mkdirSync(dirname(stampFile(name)), { recursive: true });
  writeFileSync(stampFile(name), value);
}

/** @param {string} name */
function stampFile(name) {
  return join(ROOT, '.cache/stamps', name);
}

/** Neither tests nor the generated clients (their own stamp stands for them) end in a bundle. */
const IGNORED =
  /\.test[.-][^/]*$|^(server\/platform\/generated\/(sqlite|postgresql)|server\/test)$/;

/** @param {import('node:crypto').Hash} hash @param {string} path */
function addTo(hash, path) {
  if (IGNORED.test(path)) return;
  const stats = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (stats?.isDirectory()) {
    for (const name of readdirSync(join(ROOT, path)).sort()) addTo(hash, `${path}/${name}`);
  } else if (stats) {
    hash.update(`${path}\0${stats.size}\0${stats.mtimeMs}\0`);
  }
}
