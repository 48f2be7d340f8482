import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import type { WebhookEvent } from '../protocol/webhooks.ts';
import { listTold } from './deliveries.store.ts';
import {
  listAcceptedVersions,
  listListeningBrands,
  listSentPayouts,
  listTurnedDrops,
} from './facts.store.ts';
import { type EventData, tellBrand } from './tell-brand.ts';

/** What became true longer ago is no news, also when the hub was down. */
const NEWS_MS = 24 * 3_600_000;

/**
 * Tells brands what became true by itself or elsewhere: drops that began, sold out or ended, versions
 * that were accepted, payouts that were sent. It looks at facts and not at what was done, so a hub
 * that was down tells it afterwards; what was told is not told again.
 */
export async function tellNews(hub: Hub): Promise<void> {
  const now = hub.clock.now();
  const earliest = new Date(now.getTime() - NEWS_MS);
  for (const { brandId, since } of await listListeningBrands(hub.db)) {
    const from = since && since > earliest ? since : earliest;
    const news = await listNews(hub, { brandId, since: from, now });
    const subjects = news.map(({ type, subject }) => `${type}:${subject}`);
    const told = await listTold(hub.db, brandId, subjects);
    for (const { type, ...one } of news) {
      if (!told.has(`${type}:${one.subject}`)) await tellBrand(hub, type, { brandId, ...one });
    }
  }
}

type Period = { brandId: string; since: Date; now: Date };
type News = {
  [K in WebhookEvent]: { type: K; subject: string; at: Date; data: EventData<K> };
}[WebhookEvent];

async function listNews(hub: Hub, period: Period): Promise<News[]> {
  const drops = await listTurnedDrops(hub.db, period);
  const versions = await listAcceptedVersions(hub.db, period);
  const payouts = await listSentPayouts(hub.db, period);
  return [
    ...drops.flatMap((drop) => newsOfDrop(drop, period)),
    ...versions.map((version): News => {
      const { id: versionId, contractId, acceptedByBrandAt, acceptedByCreatorAt } = version;
      const at = latest(acceptedByBrandAt, acceptedByCreatorAt);
      const data = { contractId, versionId, version: version.number };
      return { type: 'contract.accepted', subject: versionId, at, data };
    }),
    ...payouts.map((payout): News => {
      const { id: payoutId, attempt, creatorId, currency, sentAt, paidAt } = payout;
      const amount = { minor: toNumber(payout.amountMinor), currency };
      const data = { payoutId, batchNumber: payout.batch.number, creatorId, amount };
      const at = sentAt ?? paidAt ?? period.now;
      return { type: 'payout.sent', subject: `${payoutId}:${attempt}`, at, data };
    }),
  ];
}

type TurnedDrop = Awaited<ReturnType<typeof listTurnedDrops>>[number];

function newsOfDrop(drop: TurnedDrop, { since, now }: Period): News[] {
  const { id: dropId, slug, title, startsAt, pools } = drop;
  const isNews = (at: Date) => at >= since && at <= now;
  const about = { dropId, slug, title };
  const news: News[] = [];
  if (isNews(startsAt) && !(drop.endedAt && drop.endedAt <= startsAt)) {
    const data = { ...about, startsAt: startsAt.toISOString() };
    news.push({ type: 'drop.started', subject: dropId, at: startsAt, data });
  }
  const units = pools.reduce((sum, { capacity }) => sum + capacity, 0);
  const sold = pools.reduce((sum, pool) => sum + pool.sold, 0);
  const endedAt = drop.endedAt ?? drop.endsAt;
  if (units > 0 && sold === units && (endedAt > now || isNews(endedAt))) {
    news.push({ type: 'drop.sold_out', subject: dropId, at: now, data: about });
  }
  if (isNews(endedAt)) {
    const data = { ...about, endedAt: endedAt.toISOString() };
    news.push({ type: 'drop.ended', subject: dropId, at: endedAt, data });
  }
  return news;
}

function latest(a: Date | null, b: Date | null): Date {
  return new Date(Math.max(a?.getTime() ?? 0, b?.getTime() ?? 0));
}
