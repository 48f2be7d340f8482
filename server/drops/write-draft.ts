import type { Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type { CreateDropInput } from '../protocol/drops.schema.ts';
import { CENTRAL, EVERYONE } from '../protocol/stock-keys.ts';
import { checkKeys } from './check-keys.ts';
import { countContractsOfBrand, countSkusOfBrand, isSlugTaken } from './drafts.store.ts';
import { slugOf } from './rules/slug-of.ts';

type Draft = { dropId: string; input: CreateDropInput; now: Date };
type Stock = { skuId: string; location: string; audience: string; units: number };

/**
 * The rows of a draft, once articles, contracts, locations and audiences are known to be the brand's
 * own and its address to be free. Throws `not_found` and `slug_taken`.
 */
export async function rowsOfDraft(tx: Tx, { dropId, input, now }: Draft) {
  const stock = stockOf(input);
  const { brandId, gates, offer } = input;
  await checkArticlesAndContracts(tx, input);
  await checkKeys(tx, brandId, {
    locations: stock.map(({ location }) => location),
    audiences: [...stock, ...gates].map(({ audience }) => audience),
  });
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
    contingencyPlan: input.contingencyPlan || null,
    fairness: input.fairness,
    entriesCloseAt: input.fairness === 'draw' ? dateOrNull(input.entriesCloseAt) : null,
    turnsPerSecond: input.turnsPerSecond,
    hasWaitingList: input.hasWaitingList,
    offerSeconds: input.offerSeconds,
    offer: JSON.stringify(offer),
    noteLabel: input.noteLabel,
    canShip: input.canShip,
    reserveEndsAt: dateOrNull(input.reserveEndsAt),
    items: {
      create: input.items.map(({ skuId, priceMinor }, position) => ({
        id: newId(now),
        sku: { connect: { id: skuId } },
        priceMinor: BigInt(priceMinor),
        position,
      })),
    },
    pools: {
      create: stock.map(({ skuId, location, audience, units }) => ({
        id: newId(now),
        sku: { connect: { id: skuId } },
        location,
        audience,
        capacity: units,
        available: units,
      })),
    },
    rungs: {
      create: input.items.flatMap(({ skuId, rungs }) =>
        rungs.map(({ priceMinor, units, endsAt }, index) => ({
          id: newId(now),
          skuId,
          position: index + 1,
          units,
          endsAt: dateOrNull(endsAt),
          priceMinor: BigInt(priceMinor),
        })),
      ),
    },
    gates: {
      create: gates.map(({ contractId, audience, capUnits, opensAt, closesAt }) => ({
        id: newId(now),
        contract: { connect: { id: contractId } },
        audience,
        capUnits,
        opensAt: dateOrNull(opensAt),
        closesAt: dateOrNull(closesAt),
      })),
    },
  };
}

/** Every pool: each article's first number, its further stock, and the add-on of a bundle. */
function stockOf({ items, offer, addOnStock }: CreateDropInput): Stock[] {
  const own = items.flatMap(({ skuId, units, extraStock }) => [
    { skuId, location: CENTRAL, audience: EVERYONE, units },
    ...extraStock.map((row) => ({ skuId, ...row })),
  ]);
  if (offer.kind !== 'bundle') return own;
  return [...own, ...addOnStock.map((row) => ({ skuId: offer.addOnSkuId, ...row }))];
}

async function checkArticlesAndContracts(
  tx: Tx,
  { brandId, items, gates, offer }: CreateDropInput,
): Promise<void> {
  const skuIds = items.map(({ skuId }) => skuId);
  if (offer.kind === 'bundle') skuIds.push(offer.addOnSkuId);
  // A contract has one gate for each audience that it opens the drop to.
  const contractIds = [...new Set(gates.map(({ contractId }) => contractId))];
  const areOwned =
    (await countSkusOfBrand(tx, brandId, skuIds)) === skuIds.length &&
    (await countContractsOfBrand(tx, brandId, contractIds)) === contractIds.length;
  if (!areOwned) throw new Problem('not_found');
}

function dateOrNull(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
