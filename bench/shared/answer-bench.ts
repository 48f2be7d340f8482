import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the bench asks the server that it loads, and what that one answers. */
export type Question = { name: string; given?: unknown };
export type Answer = { value: unknown } | { failed: string };
export type Listening = { port: number; path: string };

type Part = {
  /** What is to be loaded. */
  path: string;
  questions?: Record<string, (given: never) => Promise<unknown>>;
  close?: () => Promise<void>;
};

/** Listens on a free loopback port, says so to the bench, and answers it until it asks to close. */
export async function answerBench(server: Server, part: Part): Promise<void> {
  // Everybody comes at once: a short queue of the system would refuse some before we see them.
  server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 });
  await once(server, 'listening');
  process.on('message', (question: Question) => {
    if (question.name === 'close') void close(server, part);
    else void answer(question, part).then((said) => process.send?.(said));
  });
  // Nobody is left to load it.
  process.once('disconnect', () => process.exit(1));
  if (!process.connected) process.exit(1);
  const { port } = server.address() as AddressInfo;
  process.send?.({ port, path: part.path } satisfies Listening);
}

async function answer({ name, given }: Question, { questions }: Part): Promise<Answer> {
  const ask = questions?.[name];
  if (!ask) return { failed: `nobody knows "${name}"` };
  try {
    return { value: await ask(given as never) };
  } catch (error) {
    return { failed: String(error) };
  }
}

async function close(server: Server, part: Part): Promise<void> {
  server.closeAllConnections();
  await part.close?.();
  process.exit(0);
}

/** For `questions`: the processor time of this process so far, in microseconds. */
export async function cpuUs(): Promise<number> {
  const { user, system } = process.cpuUsage();
  return user + system;
}
