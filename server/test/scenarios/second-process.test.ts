import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const START_MS = 60_000;

describe('a second hub on the same SQLite file', { timeout: 2 * START_MS }, () => {
  let folder: string;
  let children: ChildProcess[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dropcast-second-'));
    children = [];
  });
  afterEach(async () => {
    for (const child of children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  /** The hub as `npm start` runs it, from its sources, on ports of its own. */
  function startHub() {
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts', '--no-demo'], {
      env: { ...process.env, DATA_DIR: folder, DATABASE_URL: '', PORT: '0', REDIS_URL: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    const said = { out: '', error: '' };
    child.stdout.on('data', (chunk: Buffer) => {
      said.out += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said.error += chunk;
    });
    const origin = async () => {
      const found = () => /Portal +(http:\S+)\/app\//.exec(said.out)?.[1];
      await expect.poll(found, { timeout: START_MS }).toBeDefined();
      return found() ?? '';
    };
    return { child, said, origin };
  }

  it('ends at once with a sentence that says what to do, and the first one serves on', async () => {
    const first = startHub();
    const origin = await first.origin();
    const second = startHub();
    const [code] = await once(second.child, 'close');
    expect(code).toBe(1);
    expect(second.said.error).toContain(
      `Another Dropcast process has ${join(folder, 'dropcast.db')} open. Stop it first, or set DATABASE_URL to PostgreSQL to run several.`,
    );
    expect(second.said.error).not.toMatch(/^ +at /m);
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  });
});
