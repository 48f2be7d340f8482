import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSecrets } from './secrets-file.ts';

describe('the file of secrets', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dropcast-secrets-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is made once, for its owner alone, and read ever after', () => {
    const file = join(folder, 'new', 'secrets.json');
    const first = openSecrets(file);
    expect(openSecrets(file)).toEqual(first);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'new'))).toEqual(['secrets.json']);
  });

  it('gains the key of push messages when it is from before them, and keeps it over a new key', () => {
    const file = join(folder, 'secrets.json');
    openSecrets(file);
    const { vapidPrivateKey: _, ...older } = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify(older));
    const gained = openSecrets(file).vapidPrivateKey;
    expect(Buffer.from(gained, 'base64url')).toHaveLength(32);
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    const keys = { ...kept.keys, k2: kept.keys.k1.split('').reverse().join('') };
    writeFileSync(file, JSON.stringify({ ...kept, keys, currentKeyId: 'k2' }));
    expect(openSecrets(file).vapidPrivateKey).toBe(gained);
    expect(readdirSync(folder)).toEqual(['secrets.json']);
  });

  it('is the same one for four processes that start at once', async () => {
    const file = join(folder, 'secrets.json');
    const answers = await Promise.all([1, 2, 3, 4].map(() => openInAnotherProcess(file)));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toBe(openSecrets(file).sessionSecret);
    expect(readdirSync(folder)).toEqual(['secrets.json']);
  });
});

/** All of them begin on the same tick of the clock, so that they meet. */
async function openInAnotherProcess(file: string): Promise<string> {
  const module = pathToFileURL(resolve('server/platform/secrets-file.ts')).href;
  const script = `
    const { openSecrets } = await import(${JSON.stringify(module)});
    while (Date.now() % 1500 > 3);
    console.log(openSecrets(${JSON.stringify(file)}).sessionSecret);`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', script];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  await once(child, 'close');
  return said.trim();
}
