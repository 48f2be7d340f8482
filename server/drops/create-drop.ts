import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { isUniqueConflict } from '../platform/unique-conflict.ts';
import type { CreateDropInput } from '../protocol/drops.schema.ts';
import type { DropDetail } from '../protocol/drops.ts';
import { countContractsOfBrand, countSkusOfBrand, insertDrop, isSlugTaken } from './drops.store.ts';
import { publishDrop } from './publish-drop.ts';
import { readDrop } from './read-drop.ts';
import { slugOf } from './rules/slug-of.ts';

/** Writes a draft, and publishes it when asked. Articles and contracts must be the brand's own. */
export async function createDrop(hub: Hub, input: CreateDropInput): Promise<DropDetail> {
  const now = hub.clock.now();
  const dropId = newId(now);
  const write = async (tx: Tx) => {
    const skuIds = input.items.map(({ skuId }) => skuId);
    const contractIds = input.gates.map(({ contractId }) => contractId);
    const owned =
      (await countSkusOfBrand(tx, input.brandId, skuIds)) === skuIds.length &&
      (await countContractsOfBrand(tx, input.brandId, contractIds)) === contractIds.length;
    if (!owned) throw new Problem('not_found');
    if (input.slug && (await isSlugTaken(tx, input.slug))) throw new Problem('slug_taken');
    await insertDrop(tx, rowsOf(input, dropId, now));
  };
  await inTransaction(hub.db, write).catch((error: unknown) => {
    throw isUniqueConflict(error) ? new Problem('slug_taken') : error;
  });
  const which = { brandId: input.brandId, dropId };
  return input.publish ? publishDrop(hub, which) : readDrop(hub, which);
}

function rowsOf(input: CreateDropInput, id: string, now: Date) {
  return {
    id,
    brand: { connect: { id: input.brandId } },
    slug: input.slug ?? slugOf(input.title, id),
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
    createdAt: now,
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
