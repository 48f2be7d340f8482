import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './root.mjs';
import { runCommand } from './run-command.mjs';
import { NotReady, step } from './step.mjs';

/**
 * Leaves `node_modules` as the lock file says, with a SQLite driver that loads. Installs only when
 * something is missing, so that asking costs milliseconds.
 */
export async function ensureInstalled() {
  refuseOldNode();
  if (!isInstalled()) {
    await step('Installing packages from the lock file', install);
  }
  if (!sqliteLoads()) {
    await step('Compiling the SQLite driver for this Node', rebuildSqlite);
  }
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new NotReady(`Dropcast needs Node 20.19 or newer; this is ${process.version}.`);
}

/**
 * npm keeps a copy of the lock file of what it really installed. Whatever the lock file asks for
 * and is not optional must be in there at the same version.
 */
function isInstalled() {
  const wanted = lockedPackages('package-lock.json');
  const present = lockedPackages('node_modules/.package-lock.json');
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || entry.optional || entry.peer || present[path]?.version === entry.version,
  );
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean, peer?: boolean }>}
 */
function lockedPackages(path) {
  try {
    return JSON.parse(readFileSync(join(ROOT, path), 'utf8')).packages;
  } catch {
    return {};
  }
}

async function install() {
  const args = ['ci', '--include=dev', '--ignore-scripts=false', '--no-audit', '--no-fund'];
  const { code, output } = await runCommand('npm', args);
  if (code === 0) return;
  throw new NotReady(`${output}\nnpm ci failed. ${COMPILER_ADVICE}`);
}

async function rebuildSqlite() {
  const { output } = await runCommand('npm', [
    'rebuild',
    'better-sqlite3',
    '--ignore-scripts=false',
  ]);
  const { code } = await runCommand(process.execPath, ['-e', OPEN_SQLITE]);
  if (code === 0) return;
  throw new NotReady(`${output}\nThe SQLite driver does not load. ${COMPILER_ADVICE}`);
}

const COMPILER_ADVICE =
  'The SQLite driver is compiled where no ready-made build fits: that needs Python 3, make and a ' +
  'C++ compiler (Debian and Ubuntu: apt install python3 make g++; macOS: xcode-select --install).';

const OPEN_SQLITE = "new (require('better-sqlite3'))(':memory:').close()";

function sqliteLoads() {
  try {
    const Database = createRequire(join(ROOT, 'package.json'))('better-sqlite3');
    new Database(':memory:').close();
    return true;
  } catch {
    return false;
  }
}
