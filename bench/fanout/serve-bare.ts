import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import { answerBench } from '../shared/answer-bench.ts';
import { measured } from './measured.ts';

/** The reference: the least that `ws` can do to give the same text to everybody. */
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });

await answerBench(server, { path: '/', questions: { ...measured, broadcast } });

async function broadcast({ text, perSecond, seconds }: Broadcast): Promise<void> {
  const startedAt = performance.now();
  for (let n = 0; n < perSecond * seconds; n += 1) {
    await pause(Math.max(0, startedAt + (n * 1000) / perSecond - performance.now()));
    for (const socket of sockets.clients) socket.send(text);
  }
}

type Broadcast = { text: string; perSecond: number; seconds: number };
