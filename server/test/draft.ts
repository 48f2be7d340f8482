import { createDropSchema } from '../protocol/drops.schema.ts';
import { makeBrand, makeContract, makeCreator, makeSku } from './factories.ts';
import type { TestHub } from './hub.ts';

const HOUR_MS = 3_600_000;

/** A brand with a creator and an article, and what it would say of a drop that may be published. */
export async function makeDraft(hub: TestHub) {
  const brand = await makeBrand(hub);
  const creator = await makeCreator(hub);
  const contract = await makeContract(hub, { brandId: brand.id, creatorId: creator.id });
  const sku = await makeSku(hub, { brandId: brand.id });
  const now = hub.clock.now().getTime();
  const words = {
    brandId: brand.id,
    title: 'Sunrise Leggings — «Moss»',
    startsAt: now + HOUR_MS,
    endsAt: now + 3 * HOUR_MS,
    items: [{ skuId: sku.id, priceMinor: 4900, units: 20 }],
    gates: [{ contractId: contract.id, capUnits: null }],
    shippingPromise: 'Ships within two days.',
    returnsPromise: 'Return within 30 days.',
  };
  /** The draft with some of it changed, as it would come from a form. */
  const inputOf = (given: Record<string, unknown> = {}) =>
    createDropSchema.parse({ ...words, ...given });
  return { brand, creator, contract, sku, words, inputOf, startsAt: words.startsAt };
}
