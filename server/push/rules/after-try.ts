/** What becomes of a reminder after a try. */
export type AfterTry = { kind: 'sent' } | { kind: 'gone' } | { kind: 'again'; at: Date };

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
const PASSING = new Set([401, 403, 429]);

/**
 * Reads the answer of a push service (RFC 8030): 2xx took it, and 404 or 410 say that the browser no
 * longer listens. Whatever else it refuses it will refuse again, so that is the end as well; only "too
 * many", its own trouble, trouble with who we are (401, 403: our key or our clock), or no answer (null)
 * are tried again, with growing pauses.
 */
export function afterTry(
  status: number | null,
  { attempts, now }: { attempts: number; now: Date },
): AfterTry {
  if (status !== null && status >= 200 && status < 300) return { kind: 'sent' };
  const mayPass = status === null || PASSING.has(status) || status >= 500;
  if (!mayPass) return { kind: 'gone' };
  const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempts);
  return { kind: 'again', at: new Date(now.getTime() + pauseMs) };
}
