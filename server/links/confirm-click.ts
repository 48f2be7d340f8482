import type { Hub } from '../platform/hub.ts';
import { insertConfirmed, listRecentClicks, markConfirmed } from './clicks.store.ts';
import { readClick } from './read-click.ts';
import type { ClickFacts } from './rules/click-id.ts';
import { isPerhapsSummed } from './rules/click-life.ts';
import { VISIT_GAP_MS } from './visit-memory.ts';

/**
 * The landed page hands its click id back: somebody is really there. Says whether the click counts;
 * a click whose row was lost, or is still on its way to the disk, is written from its signed id. So is
 * one whose row was old and taken away: it may still name a sale's link, and is not counted once more.
 */
export async function confirmClick(hub: Hub, { click }: { click: string }): Promise<boolean> {
  const facts = readClick(hub, click);
  if (!facts) return false;
  const now = hub.clock.now();
  if (await markConfirmed(hub.db, { clickId: facts.clickId, at: now })) return true;
  return insertConfirmed(hub.db, {
    id: facts.clickId,
    linkId: facts.linkId,
    contractVersionId: facts.contractVersionId,
    visitorId: facts.visitorId,
    at: facts.at,
    confirmedAt: now,
    startsVisit: await startsVisit(hub, facts),
    refusedBy: facts.refusedBy,
    summedAt: isPerhapsSummed(facts.at, now) ? now : null,
  });
}

async function startsVisit(hub: Hub, { visitorId, linkId, at }: ClickFacts): Promise<boolean> {
  const since = new Date(at.getTime() - VISIT_GAP_MS);
  const recent = await listRecentClicks(hub.db, { visitorIds: [visitorId], since });
  return !recent.some((click) => click.linkId === linkId && click.at <= at);
}
