import { execFileSync } from 'node:child_process';

const FOLDERS = new Set([
  'server',
  'overlay',
  'creator-portal',
  'prisma',
  'docs',
  'e2e',
  'bench',
  'scripts',
]);

const FILES = new Set([
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'biome.json',
  'knip.json',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
]);

/** Names what stands at the top level and has no place there. Dot-files are everyone's own. */
export function strayTopLevel(paths: string[]): string[] {
  const tops = paths.map((path) => ({
    top: path.split('/')[0] ?? '',
    isFile: !path.includes('/'),
  }));
  const strays = tops.filter(
    ({ top, isFile }) => !top.startsWith('.') && !(isFile ? FILES : FOLDERS).has(top),
  );
  return [...new Set(strays.map(({ top }) => top))].map(
    (top) => `${top} has no place at the top level; put it into ${[...FOLDERS].join(', ')}`,
  );
}

/** Every file that git knows or would add. */
export function projectFiles(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  return execFileSync('git', args, { encoding: 'utf8', maxBuffer: 64 << 20 })
    .split('\0')
    .filter((path) => path !== '');
}
