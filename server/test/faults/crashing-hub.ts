import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** A hub in a process of its own that is ended without warning, again and again. */
export type CrashingHub = {
  origin: string;
  /** Starts it and resolves with the milliseconds until it served. */
  start(): Promise<number>;
  /** Ends it at once: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
};

const READY_WITHIN_MS = 180_000;

/** Prepares a hub that runs `main` (a bundle of server/main.ts) on one port with one data folder. */
export async function prepareHub(
  main: string,
  env: { DATA_DIR: string; DATABASE_URL?: string; LD_PRELOAD?: string } & NodeJS.ProcessEnv,
): Promise<CrashingHub> {
  const port = await freePorts();
  let child: ChildProcess | null = null;
  return {
    origin: `http://127.0.0.1:${port}`,
    start: async () => {
      const startedAt = performance.now();
      child = await run(main, { ...env, PORT: String(port) });
      return performance.now() - startedAt;
    },
    kill: async () => {
      if (child !== null) await killed(child);
      child = null;
    },
  };
}

/** Figures for whoever reads the run; a slow machine must not fail for being slow. */
export function describeStarts(starts: readonly number[]): string {
  const sorted = starts.toSorted((a, b) => a - b).map((ms) => Math.round(ms));
  const median = sorted[Math.floor(sorted.length / 2)];
  return `ready again after ${median} ms, at most ${sorted.at(-1)} ms`;
}

/** Ends a child process as a crash does; resolves when it is gone. */
export function killed(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

function run(main: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const { DATABASE_URL: _, PUBLIC_URL: __, STRIPE_SECRET_KEY: ___, ...inherited } = process.env;
  const child = spawn(process.execPath, [main, '--no-demo'], {
    // Every viewer comes through a proxy from a network of their own.
    env: { ...inherited, NODE_ENV: 'production', TRUSTED_PROXIES: '1', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`The hub ${why}:\n${said}`));
    };
    const timer = setTimeout(() => fail('did not start in time'), READY_WITHIN_MS);
    const ended = (code: number | null) => fail(`ended with ${code}`);
    child.once('exit', ended);
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-20_000);
      if (!said.includes('Dropcast is serving')) return;
      clearTimeout(timer);
      child.off('exit', ended);
      resolve(child);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
  });
}

/** A port that is free together with the next one, where the test payment server goes. */
export async function freePorts(): Promise<number> {
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
