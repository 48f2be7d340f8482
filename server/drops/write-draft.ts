import type { Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type { CreateDropInput } from '../protocol/drops.schema.ts';
import { countContractsOfBrand, countSkusOfBrand, isSlugTaken } from './drops.store.ts';
import { slugOf } from './rules/slug-of.ts';

type Draft = { dropId: string; input: CreateDropInput; now: Date };

/**
 * The rows of a draft, once articles and contracts are known to be the brand's own and its address to
 * be free. Throws `not_found` and `slug_taken`.
 */
export async function rowsOfDraft(tx: Tx, { dropId, input, now }: Draft) {
  const skuIds = input.items.map(({ skuId }) => skuId);
  const contractIds = input.gates.map(({ contractId }) => contractId);
  const owned =
    (await countSkusOfBrand(tx, input.brandId, skuIds)) === skuIds.length &&
    (await countContractsOfBrand(tx, input.brandId, contractIds)) === contractIds.length;
  if (!owned) throw new Problem('not_found');
  const slug = input.slug ?? slugOf(input.title, dropId);
  if (await isSlugTaken(tx, { slug, exceptDropId: dropId })) throw new Problem('slug_taken');
  return {
    slug,
    title: input.title,
    description: input.description,
    startsAt: new Date(input.startsAt),
    endsAt: new Date(input.endsAt),
    holdSeconds: input.holdSeconds,
    limitPerCustomer: input.limitPerCustomer,
    shippingMinor: BigInt(input.shippingMinor),
    shippingPromise: input.shippingPromise,
    returnsPromise: input.returnsPromise,
    warrantyPromise: input.warrantyPromise,
    items: {
      create: input.items.map(({ skuId, priceMinor }, position) => ({
        id: newId(now),
        sku: { connect: { id: skuId } },
        priceMinor: BigInt(priceMinor),
        position,
      })),
    },
    pools: {
      create: input.items.map(({ skuId, units }) => ({
        id: newId(now),
        sku: { connect: { id: skuId } },
        capacity: units,
        available: units,
      })),
    },
    gates: {
      create: input.gates.map(({ contractId, capUnits }) => ({
        id: newId(now),
        contract: { connect: { id: contractId } },
        capUnits,
      })),
    },
  };
}
