import { readFile } from 'node:fs/promises';
import { runCommand } from '../ready/run-command.mjs';
import { engineFaults } from './engines.ts';
import { brokenImportRules } from './import-rules.ts';
import { projectFiles, strayTopLevel } from './layout.ts';
import { type LockFile, lockFileFaults } from './lock-file.ts';
import { sourceFaults } from './source-rules.ts';

const SOURCE = /^(server|overlay|creator-portal|scripts|bench|e2e|prisma)\/.+\.(ts|tsx|css|mjs)$/;

/** A check resolves to what is wrong, one line or one report each; nothing means that it holds. */
const CHECKS: Record<string, () => Promise<string[]>> = {
  types: () => tool('node_modules/typescript/bin/tsc', ['--noEmit', '--pretty', 'false']),
  'format and lint': () =>
    tool('node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
  'dead code': () => tool('node_modules/knip/bin/knip.js', ['--no-progress']),
  'import rules': importRules,
  'house rules of the sources': sourceRules,
  'engines of dependencies': async () =>
    engineFaults(JSON.parse(await readFile('package.json', 'utf8'))),
  'lock file': async () =>
    lockFileFaults(JSON.parse(await readFile('package-lock.json', 'utf8')) as LockFile),
  'top-level layout': async () => strayTopLevel(projectFiles()),
};

const results = await Promise.all(
  Object.entries(CHECKS).map(async ([name, check]) => {
    const startedAt = Date.now();
    const faults = await check().catch((error: unknown) => [String(error)]);
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    console.log(`${faults.length === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)`);
    return { name, faults };
  }),
);

const failed = results.filter(({ faults }) => faults.length > 0);
for (const { name, faults } of failed) console.log(`\n— ${name} —\n${faults.join('\n')}`);
console.log(
  failed.length === 0
    ? `\nAll ${results.length} checks hold.`
    : `\n${failed.length} of ${results.length} checks failed: ${failed.map(({ name }) => name).join(', ')}.`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

/** Runs a tool of node_modules; it says nothing here unless it fails. */
async function tool(script: string, args: string[]): Promise<string[]> {
  const { code, output } = await runCommand(process.execPath, [script, ...args]);
  return code === 0 ? [] : [output.trim() || `${script} ended with code ${code}`];
}

async function importRules(): Promise<string[]> {
  const folders = [...new Set(projectFiles().map((path) => path.split('/')[0] ?? ''))].filter(
    (top) => ['server', 'overlay', 'creator-portal', 'scripts', 'bench', 'e2e'].includes(top),
  );
  const broken = await brokenImportRules(process.cwd(), folders);
  return broken.map(({ rule, advice, from, to }) => `${from} → ${to}\n  ${rule}. ${advice}`);
}

async function sourceRules(): Promise<string[]> {
  const paths = projectFiles().filter((path) => SOURCE.test(path));
  const faults = await Promise.all(
    paths.map(async (path) =>
      // A file may be listed by git and deleted on disk.
      sourceFaults(path, await readFile(path, 'utf8').catch(() => '')),
    ),
  );
  return faults.flat().map(({ path, line, fact, advice }) => `${path}:${line}  ${fact}. ${advice}`);
}
