import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A data folder on a disk whose power can be cut: what was not synced is gone. */
export type Power = {
  /** For the process that writes into the folder. */
  env: { LD_PRELOAD: string; SHADOW_OF: string; SHADOW_TO: string };
  /**
   * Leaves the folder as the disk had it: each file with the content of its last sync, empty when
   * it was never synced. The writing process must be gone.
   */
  cut(): void;
  /** How many times a file was synced since the beginning. */
  countSyncs(name: string): number;
  remove(): void;
};

const COMPILER = 'cc';

/** Why this machine cannot cut the power; null: it can. */
export function whyNoPowerCuts(): string | null {
  if (process.platform !== 'linux') return 'LD_PRELOAD works on Linux only';
  try {
    execFileSync(COMPILER, ['--version'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'there is no C compiler (cc)';
  }
}

/**
 * Watches a folder from now on; everything in it counts as synced. The payment service's own files
 * are left alone, because its machine is another one.
 */
export function watchPower(folder: string): Power {
  const shadowOf = realpathSync(folder);
  const shadowTo = mkdtempSync(join(tmpdir(), 'dropcast-disk-'));
  const library = join(mkdtempSync(join(tmpdir(), 'dropcast-shadow-')), 'fsync-shadow.so');
  const source = 'server/test/faults/fsync-shadow.c';
  execFileSync(COMPILER, ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl']);
  const names = () => readdirSync(shadowOf).filter((name) => !name.startsWith('stripe-test.db'));
  for (const name of names()) copyFileSync(join(shadowOf, name), join(shadowTo, name));

  return {
    env: { LD_PRELOAD: library, SHADOW_OF: shadowOf, SHADOW_TO: shadowTo },
    cut: () => {
      for (const name of names()) {
        const [file, copy] = [join(shadowOf, name), join(shadowTo, name)];
        // Shared memory is memory.
        if (name.endsWith('-shm')) rmSync(file);
        else if (existsSync(copy)) copyFileSync(copy, file);
        else writeFileSync(file, '');
      }
    },
    countSyncs: (name) => {
      const calls = join(shadowTo, 'calls');
      if (!existsSync(calls)) return 0;
      const lines = readFileSync(calls, 'utf8').split('\n');
      return lines.filter((line) => line.endsWith(`sync ${name}`)).length;
    },
    remove: () => {
      rmSync(shadowTo, { recursive: true, force: true });
      rmSync(join(library, '..'), { recursive: true, force: true });
    },
  };
}
