/** How many attempts one key has in a window of time. */
export type AttemptLimiter = {
  /** Counts an attempt; the seconds to wait when there were too many, else null. */
  take(key: string, now: Date): number | null;
  /** Forgets a key, after it proved to be the right person. */
  forget(key: string): void;
};

const MOST_KEYS = 50_000;

/** Counts in the memory of this process. The oldest keys go when there are very many. */
export function limitAttempts(given: { max: number; windowMs: number }): AttemptLimiter {
  const windows = new Map<string, { count: number; endsAt: number }>();
  return {
    take(key, now) {
      const nowMs = now.getTime();
      const known = windows.get(key);
      const open =
        known && known.endsAt > nowMs ? known : { count: 0, endsAt: nowMs + given.windowMs };
      open.count += 1;
      windows.delete(key);
      windows.set(key, open);
      if (windows.size > MOST_KEYS) forgetOldest(windows);
      return open.count > given.max ? Math.ceil((open.endsAt - nowMs) / 1000) : null;
    },
    forget: (key) => {
      windows.delete(key);
    },
  };
}

function forgetOldest(windows: Map<string, unknown>): void {
  const [oldest] = windows.keys();
  if (oldest !== undefined) windows.delete(oldest);
}
