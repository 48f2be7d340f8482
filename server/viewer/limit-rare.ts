import { networkPrefix } from '../platform/network-prefix.ts';
import { Problem } from '../platform/problem.ts';
import type { RateLimit, RateLimits } from '../platform/rate-limit.ts';
import type { RareAct } from '../platform/trpc.ts';
import { type ActingViewer, isThisMachine } from './limit-viewers.ts';

const WINDOW_MS = 600_000;

/** A viewer asks now and then; a dock asks for a code when its last one has run out. */
const LIMITS = {
  question: { visitor: per(6), network: per(300) },
  reminder: { visitor: per(20), network: per(300) },
  'dock-code': { visitor: per(20), network: per(100) },
} as const satisfies Record<RareAct, { visitor: RateLimit; network: RateLimit }>;

/** Counts what one browser, and one network, does a few times only. Throws `too_many_requests`. */
export function limitRare(limits: RateLimits) {
  const limiters = Object.entries(LIMITS).map(
    ([what, { visitor, network }]) =>
      [
        what,
        {
          visitor: limits(`${what}-visitor`, visitor),
          network: limits(`${what}-network`, network),
        },
      ] as const,
  );
  const byAct = new Map<string, (typeof limiters)[number][1]>(limiters);
  return async ({ visitorId, address }: ActingViewer, what: RareAct): Promise<void> => {
    const limiter = byAct.get(what);
    const network = networkPrefix(address);
    const isCounted = network !== null && !isThisMachine(network);
    const waits = await Promise.all([
      visitorId === null ? null : limiter?.visitor.take(visitorId),
      isCounted ? limiter?.network.take(network) : null,
    ]);
    const retryAfterSeconds = Math.max(...waits.map((seconds) => seconds ?? 0));
    if (retryAfterSeconds > 0) throw new Problem('too_many_requests', { retryAfterSeconds });
  };
}

function per(max: number): RateLimit {
  return { max, windowMs: WINDOW_MS };
}
