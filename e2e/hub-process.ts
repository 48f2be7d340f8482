import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A hub as an operator runs it: the built server as a process of its own, with its own folder. */
export type HubProcess = {
  origin: string;
  dataDir: string;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again on the same port with the same data. */
  restart(): Promise<void>;
  /** Ends it in order; the exit code. */
  stop(): Promise<number | null>;
  /** Stops it and removes its folder. */
  remove(): Promise<void>;
};

const READY_WITHIN_MS = 180_000;

/** A hub with nothing in it. */
export function startEmptyHub(): Promise<HubProcess> {
  return startHub({ dataDir: newFolder(), args: ['--no-demo'] });
}

/** A hub with the demo in it. */
export function startDemoHub(): Promise<HubProcess> {
  const dataDir = newFolder();
  cpSync(inject('demoData'), dataDir, { recursive: true });
  return startHub({ dataDir });
}

/** Starts the hub and waits until it serves. `--no-demo` starts empty. */
export async function startHub({
  dataDir,
  args = [],
}: {
  dataDir: string;
  args?: readonly string[];
}): Promise<HubProcess> {
  const port = await freePorts();
  let child = await run(port, { dataDir, args });

  const end = (signal: NodeJS.Signals) =>
    new Promise<number | null>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode);
      child.once('exit', (code) => resolve(code));
      child.kill(signal);
    });
  return {
    origin: `http://127.0.0.1:${port}`,
    dataDir,
    kill: async () => void (await end('SIGKILL')),
    restart: async () => {
      child = await run(port, { dataDir, args });
    },
    stop: () => end('SIGTERM'),
    remove: async () => {
      await end('SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'dropcast-e2e-'));
}

function run(
  port: number,
  { dataDir, args }: { dataDir: string; args: readonly string[] },
): Promise<ChildProcess> {
  const { DATABASE_URL: _, PUBLIC_URL: __, ...env } = process.env;
  const child = spawn(process.execPath, ['dist/server/main.js', ...args], {
    env: { ...env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail('did not start in time'), READY_WITHIN_MS);
    function fail(why: string): void {
      child.kill('SIGKILL');
      reject(new Error(`The hub ${why}:\n${said}`));
    }
    function hear(chunk: Buffer): void {
      said += chunk.toString();
      if (!said.includes('Dropcast is serving')) return;
      clearTimeout(timer);
      resolve(child);
    }
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
}

/** A port that is free together with the next one, where the test payment server goes. */
async function freePorts(): Promise<number> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
  throw new Error('no two free ports were found');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
