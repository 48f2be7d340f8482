import type { Hub } from '../platform/hub.ts';
import { insertBrowser } from './browsers.store.ts';

/**
 * Remembers that somebody was signed in where this visitor cookie is: what is bought there later is
 * bought by them. Written once per process and browser; a failure is not the caller's.
 */
export async function rememberBrowser(
  hub: Hub,
  { userId, visitorId }: { userId: string; visitorId: string | null },
): Promise<void> {
  if (visitorId === null) return;
  const known = knownOf(hub);
  const key = `${userId} ${visitorId}`;
  if (known.has(key)) return;
  if (known.size >= MOST_KNOWN) known.clear();
  try {
    await insertBrowser(hub.db, { userId, visitorId, at: hub.clock.now() });
    known.add(key);
  } catch (error) {
    hub.log.warn({ err: error }, 'a signed-in browser was not remembered');
  }
}

const MOST_KNOWN = 20_000;
const all = new WeakMap<Hub['db'], Set<string>>();

function knownOf(hub: Hub): Set<string> {
  const known = all.get(hub.db) ?? new Set<string>();
  all.set(hub.db, known);
  return known;
}
