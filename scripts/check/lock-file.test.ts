import { describe, expect, it } from 'vitest';
import { completeLockFile, type LockFile, lockFileFaults } from './lock-file.ts';

const parent = {
  version: '1.2.3',
  dev: true,
  optionalDependencies: { '@x/cli-linux-x64': '1.2.3' },
};

describe('the lock file', () => {
  it('names a build that npm forgot, and holds once it is completed', () => {
    const forgetful: LockFile = { packages: { '': {}, 'node_modules/x': parent } };
    expect(lockFileFaults(forgetful)).toEqual([expect.stringContaining('@x/cli-linux-x64')]);

    const complete = completeLockFile(forgetful);
    expect(lockFileFaults(complete)).toEqual([]);
    expect(complete.packages['node_modules/@x/cli-linux-x64']).toEqual({
      version: '1.2.3',
      cpu: ['x64'],
      os: ['linux'],
      dev: true,
      optional: true,
    });
  });

  it('carries no address of a registry', () => {
    const resolved = 'https://registry.example/x.tgz';
    const lock: LockFile = { packages: { 'node_modules/x': { version: '1.0.0', resolved } } };
    expect(lockFileFaults(lock)).toEqual([expect.stringContaining('"resolved" address')]);
  });
});
