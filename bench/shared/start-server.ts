import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { HEAP } from '../../scripts/ready/heap.mjs';
import type { Answer, Listening, Question } from './answer-bench.ts';

/** A server under load, in a process of its own. */
export type LoadedServer = {
  origin: string;
  /** The address that it wants to be loaded. */
  url: string;
  /** Asks one thing at a time; throws what went wrong over there. */
  ask<T>(name: string, given?: unknown): Promise<T>;
  stop(): Promise<void>;
};

/**
 * Starts bench/FILE, which ends with `answerBench`, with these arguments. Its profile is written
 * where BENCH_PROFILE says, when that is set.
 */
export async function startServer(file: string, args: string[] = []): Promise<LoadedServer> {
  const profile = process.env.BENCH_PROFILE;
  const child = fork(join(import.meta.dirname, '..', file), args, {
    execArgv: [
      ...HEAP,
      '--import',
      'tsx',
      ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []),
    ],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const isGone = once(child, 'exit');

  async function hear<T>(): Promise<T> {
    const died = isGone.then(() => Promise.reject(new Error(`${file} has ended`)));
    const [message] = await Promise.race([once(child, 'message'), died]);
    return message as T;
  }

  const { port, path } = await hear<Listening>();
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    url: `${origin}${path}`,
    async ask<T>(name: string, given?: unknown) {
      const answer = hear<Answer>();
      child.send({ name, given } satisfies Question);
      const said = await answer;
      if ('failed' in said) throw new Error(`${file} failed at ${name}: ${said.failed}`);
      return said.value as T;
    },
    async stop() {
      child.send({ name: 'close' } satisfies Question);
      await isGone;
    },
  };
}
