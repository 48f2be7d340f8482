import { recordExposures } from '../experiments/record-exposures.ts';
import { engineOfDb, inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { insertClick, listRecentClicks } from './clicks.store.ts';
import { followLink } from './follow-link.ts';
import { linkTargetsOf } from './link-targets.ts';
import { VISIT_GAP_MS } from './visit-memory.ts';

/**
 * Follows a link without a browser, at the hub's own time: for the demo and for rehearsals. The click
 * is the redirect's own in every respect but its network, which there is none of; it is on the disk
 * when this resolves. Null for a link that is unknown, paused or ended. `visitorId` null: a new one.
 */
export async function visitLink(
  hub: Hub,
  given: { slug: string; visitorId: string | null; referrerHost?: string | null },
): Promise<{ click: string; visitorId: string } | null> {
  const target = await linkTargetsOf(hub).load(given.slug);
  if (!target || target.pausedAt || target.endedAt) return null;
  const at = hub.clock.now();
  const isKnown = given.visitorId !== null && (await wasHere(hub, { ...given, target, at }));
  const visits = { note: () => !isKnown };
  const { click, signedClick, visitorId } = followLink({ hub, visits }, target, {
    visitorId: given.visitorId,
    query: '',
    referrerHost: given.referrerHost ?? null,
    trace: { networkPrefix: null, networkHash: null },
    at,
  });
  const { exposure, ...row } = click;
  await insertClick(hub.db, { ...row, startsVisit: !isKnown });
  if (exposure) {
    await inTransaction(hub.db, (tx) => recordExposures(tx, engineOfDb(hub.db), [exposure]));
  }
  return { click: signedClick, visitorId };
}

async function wasHere(
  hub: Hub,
  given: { visitorId: string | null; target: { linkId: string }; at: Date },
): Promise<boolean> {
  const since = new Date(given.at.getTime() - VISIT_GAP_MS);
  const visitorIds = given.visitorId ? [given.visitorId] : [];
  const recent = await listRecentClicks(hub.db, { visitorIds, since });
  return recent.some(({ linkId, at }) => linkId === given.target.linkId && at <= given.at);
}
