import { Connection, type HttpAnswer } from './connection.ts';

/** `held`, or why not: a problem's code, or an HTTP status, each with how often. */
export type Outcomes = Record<string, number>;
export type Sent = { outcomes: Outcomes; seconds: number; p50Ms: number; p99Ms: number };

/**
 * Sends these requests over so many connections, each the next one as soon as it has its answer,
 * until all are answered or the time is over. Connections are opened before the clock starts.
 */
export async function sendClaims(
  origin: string,
  { requests, connections, seconds }: { requests: string[]; connections: number; seconds?: number },
): Promise<Sent> {
  const lines = await openMany(new URL(origin), connections);
  const outcomes: Outcomes = {};
  const tookMs: number[] = [];
  let next = 0;
  const startedAt = performance.now();
  const endsAt = startedAt + (seconds ?? Number.POSITIVE_INFINITY) * 1_000;

  async function claimInTurn(line: Connection): Promise<void> {
    for (let now = performance.now(); now < endsAt; ) {
      const request = requests[next];
      next += 1;
      if (request === undefined) return;
      const answer = await line.ask(request);
      const outcome = outcomeOf(answer);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      const then = performance.now();
      tookMs.push(then - now);
      now = then;
      if (answer === null) return;
    }
  }

  await Promise.all(lines.map(claimInTurn));
  const took = (performance.now() - startedAt) / 1_000;
  for (const line of lines) line.close();
  tookMs.sort((a, b) => a - b);
  return { outcomes, seconds: took, p50Ms: at(tookMs, 0.5), p99Ms: at(tookMs, 0.99) };
}

/** In waves, so that none waits in the system's own queue. */
async function openMany(origin: URL, count: number): Promise<Connection[]> {
  const lines: Connection[] = [];
  while (lines.length < count) {
    const wave = Math.min(200, count - lines.length);
    const opened = await Promise.all(Array.from({ length: wave }, () => Connection.open(origin)));
    lines.push(...opened);
  }
  return lines;
}

function outcomeOf(answer: HttpAnswer | null): string {
  if (answer === null) return 'connection_lost';
  if (answer.status === 200) return 'held';
  const code = /"problem":\{[^}]*"code":"(\w+)"/.exec(answer.body)?.[1];
  return code ?? /"code":"(\w+)"/.exec(answer.body)?.[1] ?? `http_${answer.status}`;
}

function at(sorted: number[], share: number): number {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return Math.round(value * 10) / 10;
}
