import { readEpoch } from '../platform/epoch.ts';
import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import type { PublicDropView } from '../protocol/drops.ts';
import type { Fairness } from '../protocol/lines.ts';
import { findPublicDrop, findSkuOfBrand } from './drops.store.ts';
import { offerOf, presentEvents, presentItems } from './present-drop.ts';
import {
  presentAudiences,
  presentCreators,
  presentOffer,
  presentPickUpPlaces,
  presentQuestion,
} from './present-public-drop.ts';
import { offeredPools } from './rules/offered-pools.ts';
import { phaseFacts } from './rules/phase-facts.ts';
import { sumStock } from './rules/sum-stock.ts';

/** All that a viewer may know of a published drop; null for a draft or an unknown address. */
export async function readPublicDrop(
  hub: Hub,
  where: { slug: string } | { id: string },
): Promise<PublicDropView | null> {
  const [drop, epoch] = await Promise.all([findPublicDrop(hub.db, where), readEpoch(hub.db)]);
  if (!drop) return null;
  const offer = offerOf(drop);
  const addOn =
    offer.kind === 'bundle' ? await findSkuOfBrand(hub.db, drop.brandId, offer.addOnSkuId) : null;
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
    pinnedSkuId: drop.pinnedSkuId,
    question: presentQuestion(drop),
    holdSeconds: drop.holdSeconds,
    limitPerCustomer: drop.limitPerCustomer,
    shippingMinor: toNumber(drop.shippingMinor),
    shippingPromise: drop.shippingPromise,
    returnsPromise: drop.returnsPromise,
    warrantyPromise: drop.warrantyPromise,
    contingencyPlan: drop.contingencyPlan ?? '',
    items: presentItems(drop),
    stock: sumStock(offeredPools(drop)),
    creators: presentCreators(drop),
    events: presentEvents(drop),
    fairness: drop.fairness as Fairness,
    entriesCloseAt: drop.entriesCloseAt?.getTime() ?? null,
    turnsPerSecond: drop.turnsPerSecond,
    offerSeconds: drop.offerSeconds,
    hasWaitingList: drop.hasWaitingList,
    offer: presentOffer(drop, addOn),
    noteLabel: drop.noteLabel,
    canShip: drop.canShip,
    pickUpPlaces: presentPickUpPlaces(drop),
    audiences: presentAudiences(drop),
    reserveEndsAt: drop.reserveEndsAt?.getTime() ?? null,
    lot: drop.lot && {
      seedHash: drop.lot.seedHash,
      drawnAt: drop.lot.drawnAt?.getTime() ?? null,
    },
    version: drop.lockSeq,
    epoch,
    isTest: hub.payments.isTest || drop.rehearsalOf !== null,
    isRehearsal: drop.rehearsalOf !== null,
  };
}
