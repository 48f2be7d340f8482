import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { afterEach, expect, it, vi } from 'vitest';
import { LIVE_NAMESPACE } from '../../server/protocol/live-events.ts';
import { joinDrop } from './live-client.ts';

const REFUSALS = 8;

afterEach(() => vi.restoreAllMocks());

it('asks a hub that says no once at a time, however often it has said so', async () => {
  // The longest of all waits, the same for every question.
  vi.spyOn(Math, 'random').mockReturnValue(0.999);
  const asked: string[] = [];
  const http = createServer();
  const hub = new Server(http);
  hub.of(LIVE_NAMESPACE).on('connection', (socket) => {
    socket.on('drop:join', ({ d }, answer) => {
      asked.push(d);
      answer({ ok: false, code: 'not_found', message: 'No such drop.' });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;

  let refused = 0;
  const onRefused = () => {
    refused += 1;
  };
  const page = joinDrop({ origin, dropId: 'drop-1', role: 'page', onState: () => {}, onRefused });
  await expect.poll(() => refused, { timeout: 10_000 }).toBe(1);
  for (let n = 2; n <= REFUSALS; n += 1) {
    page.follow(`drop-${n}`);
    await expect.poll(() => refused, { timeout: 10_000, interval: 5 }).toBe(n);
  }
  await expect.poll(() => refused, { timeout: 20_000, interval: 5 }).toBeGreaterThan(REFUSALS);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(asked.slice(REFUSALS)).toEqual([`drop-${REFUSALS}`]);

  page.leave();
  await hub.close();
});
