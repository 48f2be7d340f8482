import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

export type LockFile = { packages: Record<string, LockedPackage> };
type LockedPackage = {
  version?: string;
  resolved?: string;
  optional?: boolean;
  dev?: boolean;
  cpu?: string[];
  os?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};

/**
 * Finds what would make `npm ci` fail, or fetch from an address of somebody's own: entries with a
 * `resolved` address, and builds for other systems that npm forgot when it wrote the lock file on
 * a machine that could not see them.
 */
export function lockFileFaults(lock: LockFile): string[] {
  const addressed = Object.entries(lock.packages)
    .filter(([, entry]) => entry.resolved?.startsWith('http'))
    .map(([path]) => `${path} carries a "resolved" address; omit-lockfile-registry-resolved is on`);
  const forgotten = forgottenBuilds(lock).map(
    ({ name }) => `${name} is missing; run \`npx tsx scripts/check/lock-file.ts --complete\``,
  );
  return [...addressed, ...forgotten];
}

/** Adds the forgotten builds, so that the same lock file installs on every system. */
export function completeLockFile(lock: LockFile): LockFile {
  const packages = { ...lock.packages };
  for (const { name, range, dev } of forgottenBuilds(lock)) {
    const system = { ...systemOf(name), ...(dev ? { dev } : {}) };
    packages[`node_modules/${name}`] = { version: range, ...system, optional: true };
  }
  const byPath = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(byPath) };
}

function forgottenBuilds(lock: LockFile) {
  const paths = Object.keys(lock.packages);
  return Object.values(lock.packages).flatMap((parent) =>
    Object.entries(parent.optionalDependencies ?? {})
      .filter(([name]) => !paths.some((path) => path.endsWith(`node_modules/${name}`)))
      .filter(([, range]) => /^\d/.test(range))
      .map(([name, range]) => ({ name, range, dev: parent.dev === true })),
  );
}

/** Native builds are named `…-<os>-<cpu>[-<abi>]`: what npm would have read from their manifest. */
function systemOf(name: string) {
  const parts = (name.split('/').at(-1) ?? '').split('-');
  const os = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'].find((word) =>
    parts.includes(word),
  );
  const cpu = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32'].find((word) =>
    parts.includes(word),
  );
  const libc = parts.includes('musl') ? 'musl' : parts.includes('gnu') ? 'glibc' : undefined;
  return { ...(cpu && { cpu: [cpu] }), ...(os && { os: [os] }), ...(libc && { libc: [libc] }) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as LockFile;
  if (process.argv.includes('--complete')) {
    await writeFile('package-lock.json', `${JSON.stringify(completeLockFile(lock), null, 2)}\n`);
  } else {
    console.log(lockFileFaults(lock).join('\n'));
  }
}
