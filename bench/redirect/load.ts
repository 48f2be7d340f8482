import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { z } from 'zod';

const result = z.object({
  requests: z.object({ sent: z.number(), total: z.number() }),
  latency: z.object({ p50: z.number(), p99: z.number() }),
  errors: z.number(),
  timeouts: z.number(),
  start: z.string(),
  finish: z.string(),
  statusCodeStats: z.record(z.string(), z.object({ count: z.number() })),
});

export type Load = { sent: number; perSecond: number; p50Ms: number; p99Ms: number };

/**
 * Sends exactly `amount` requests over `connections` from a process of its own, at most `rate` a
 * second when given (latency is then measured from when a request was due). Throws when any of them
 * was not answered with 302.
 */
export async function load(
  url: string,
  { amount, connections, rate }: { amount: number; connections: number; rate?: number },
): Promise<Load> {
  // It notices only at a sample that all are answered: every 20 ms, else a second would be idle.
  const args = [
    AUTOCANNON,
    '-j',
    '-n',
    '-L',
    '20',
    '-a',
    String(amount),
    '-c',
    String(connections),
  ];
  if (rate) args.push('-R', String(rate));
  const { stdout } = await promisify(execFile)(process.execPath, [...args, url], {
    maxBuffer: 2 ** 24,
  });
  const { requests, latency, start, finish, ...rest } = result.parse(JSON.parse(stdout));
  const redirected = rest.statusCodeStats['302']?.count ?? 0;
  if (rest.errors + rest.timeouts > 0 || redirected !== amount)
    throw new Error(`${redirected} of ${amount} requests were redirected: ${stdout}`);
  const seconds = (Date.parse(finish) - Date.parse(start)) / 1000;
  return {
    sent: requests.total,
    perSecond: requests.total / seconds,
    p50Ms: latency.p50,
    p99Ms: latency.p99,
  };
}

const AUTOCANNON = createRequire(import.meta.url).resolve('autocannon');
