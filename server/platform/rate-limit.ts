import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Clock } from './clock.ts';

/** At most `max` of something in any window that begins with the first of them. */
export type RateLimit = { max: number; windowMs: number };

/** Counts attempts by key. */
export type RateLimiter = {
  /** Counts one; the seconds to wait when there were too many, else null. Never rejects. */
  take(key: string): Promise<number | null>;
  /** Forgets a key, after it proved to be the right person. */
  forget(key: string): Promise<void>;
};

/** Makes limiters; those of one name count together on all nodes that share a store. */
export type RateLimits = (name: string, limit: RateLimit) => RateLimiter;

/**
 * Limits that all nodes share while Redis answers. Every node counts in its own memory too: it knows
 * without asking that a key is over, and when Redis is away the limits hold per node. Redis sees
 * hashes of keys and forgets them with their window.
 */
export function createRateLimits({
  clock,
  shared = null,
}: {
  clock: Clock;
  /** The store, and a name that only the nodes of this hub have. */
  shared?: { redis: Redis; name: string } | null;
}): RateLimits {
  return (name, limit) => {
    const own = countInMemory(clock, limit.windowMs);
    const keyOf = (key: string) => {
      const hash = createHash('sha256').update(key).digest('base64url').slice(0, 22);
      return `dropcast:${shared?.name}:limit:${name}:${hash}`;
    };
    return {
      take: async (key) => {
        const here = own.add(key);
        if (here.count > limit.max) return secondsOf(here.leftMs);
        if (shared?.redis.status !== 'ready') return null;
        const everywhere = await countInRedis(shared.redis, keyOf(key), limit.windowMs);
        return everywhere.count > limit.max ? secondsOf(everywhere.leftMs) : null;
      },
      forget: async (key) => {
        own.forget(key);
        if (shared?.redis.status === 'ready') await shared.redis.del(keyOf(key)).catch(() => 0);
      },
    };
  };
}

type Count = { count: number; leftMs: number };

/** One step, so that a key can never be counted and stay for ever. */
const COUNT = `
local count = redis.call('INCR', KEYS[1])
if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return {count, redis.call('PTTL', KEYS[1])}`;

/** A store that does not answer has counted nothing. */
async function countInRedis(redis: Redis, key: string, windowMs: number): Promise<Count> {
  try {
    const answer = (await redis.eval(COUNT, 1, key, windowMs)) as [number, number];
    return { count: answer[0], leftMs: answer[1] };
  } catch {
    return { count: 0, leftMs: 0 };
  }
}

const MOST_KEYS = 50_000;

/** The oldest keys go when there are very many. */
function countInMemory(clock: Clock, windowMs: number) {
  const windows = new Map<string, { count: number; endsAt: number }>();
  return {
    add: (key: string): Count => {
      const now = clock.now().getTime();
      const known = windows.get(key);
      const open = known && known.endsAt > now ? known : { count: 0, endsAt: now + windowMs };
      open.count += 1;
      windows.delete(key);
      windows.set(key, open);
      if (windows.size > MOST_KEYS) forgetOldest(windows);
      return { count: open.count, leftMs: open.endsAt - now };
    },
    forget: (key: string) => void windows.delete(key),
  };
}

function forgetOldest(windows: Map<string, unknown>): void {
  const [oldest] = windows.keys();
  if (oldest !== undefined) windows.delete(oldest);
}

function secondsOf(leftMs: number): number {
  return Math.max(1, Math.ceil(leftMs / 1000));
}
