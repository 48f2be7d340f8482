import { readEpoch } from '../platform/epoch.ts';
import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import type { PublicDropView } from '../protocol/drops.ts';
import { findPublicDrop } from './drops.store.ts';
import { presentEvents, presentItems } from './present-drop.ts';
import { phaseFacts } from './rules/phase-facts.ts';
import { sumStock } from './rules/sum-stock.ts';

/** All that a viewer may know of a published drop; null for a draft or an unknown address. */
export async function readPublicDrop(
  hub: Hub,
  where: { slug: string } | { id: string },
): Promise<PublicDropView | null> {
  const [drop, epoch] = await Promise.all([findPublicDrop(hub.db, where), readEpoch(hub.db)]);
  if (!drop) return null;
  return {
    id: drop.id,
    slug: drop.slug,
    title: drop.title,
    description: drop.description,
    brandName: drop.brand.name,
    brandSlug: drop.brand.slug,
    currency: drop.brand.currency,
    facts: phaseFacts(drop),
    pauseReason: drop.pauseReason,
    holdSeconds: drop.holdSeconds,
    limitPerCustomer: drop.limitPerCustomer,
    shippingMinor: toNumber(drop.shippingMinor),
    shippingPromise: drop.shippingPromise,
    returnsPromise: drop.returnsPromise,
    warrantyPromise: drop.warrantyPromise,
    items: presentItems(drop),
    stock: sumStock(drop.pools),
    creators: drop.gates.flatMap(({ contract: { creator, endedAt } }) =>
      creator && !endedAt
        ? [
            {
              handle: creator.handle,
              displayName: creator.displayName,
              avatarHue: creator.avatarHue,
            },
          ]
        : [],
    ),
    events: presentEvents(drop),
    version: drop.lockSeq,
    epoch,
    isTest: hub.payments.isTest,
  };
}
