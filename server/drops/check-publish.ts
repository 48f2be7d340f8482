import { versionInForce } from '../contracts/rules/version-in-force.ts';
import type { Reader } from '../platform/db.ts';
import { toNumber } from '../platform/minor.ts';
import type { Fairness } from '../protocol/lines.ts';
import { EVERYONE, PAST_BUYERS } from '../protocol/stock-keys.ts';
import { countMembers, hasBuyers } from './drafts.store.ts';
import type { WholeDrop } from './drops.store.ts';
import { creatorNameOf, offerOf } from './present-drop.ts';
import { missingForPublish, type PublishFacts } from './rules/check-drop.ts';
import { audienceName, locationKey, locationName } from './rules/name-of-key.ts';
import { offeredPools } from './rules/offered-pools.ts';
import { phaseFacts } from './rules/phase-facts.ts';
import { warningsOf } from './rules/warn-of.ts';

/** What this drop still lacks before it may be published at `now`. */
export function missingOf(drop: WholeDrop, now: Date): string[] {
  const start = drop.startsAt > now ? drop.startsAt : now;
  const pools = offeredPools(drop);
  const nameOf = (audience: string) => audienceName(audience, drop.brand.audiences);
  const reserved = pools.filter(({ audience, capacity }) => audience !== EVERYONE && capacity > 0);
  return missingForPublish(
    {
      facts: phaseFacts(drop),
      articles: drop.items.map(({ skuId, sku, priceMinor }) => ({
        title: `${sku.product.name} · ${sku.title}`,
        units: unitsOf(pools.filter((pool) => pool.skuId === skuId)),
        priceMinor: toNumber(priceMinor),
        rungs: drop.rungs
          .filter((rung) => rung.skuId === skuId)
          .map((rung) => ({
            priceMinor: toNumber(rung.priceMinor),
            units: rung.units,
            endsAt: rung.endsAt?.getTime() ?? null,
          })),
      })),
      gates: drop.gates.map((gate) => ({
        creatorName: creatorNameOf(gate.contract),
        audience: gate.audience,
        audienceName: nameOf(gate.audience),
        opensAt: gate.opensAt?.getTime() ?? null,
        closesAt: gate.closesAt?.getTime() ?? null,
      })),
      reservedFor: [...new Set(reserved.map(({ audience }) => audience))].map((audience) => ({
        audience,
        name: nameOf(audience),
      })),
      creatorsWithoutContract: [
        ...new Set(
          drop.gates
            .filter(({ contract }) => !versionInForce(contract, start))
            .map(({ contract }) => creatorNameOf(contract)),
        ),
      ],
      shippingPromise: drop.shippingPromise,
      returnsPromise: drop.returnsPromise,
      fairness: drop.fairness as Fairness,
      entriesCloseAt: drop.entriesCloseAt?.getTime() ?? null,
      canShip: drop.canShip,
      pickUpUnits: unitsOf(pools.filter(({ location }) => isPickUp(drop, location))),
      addOnsShort: addOnsShort(drop),
    },
    now.getTime(),
  );
}

/** What may be meant so, but is worth a look before publishing. */
export async function warningsFor(db: Reader, drop: WholeDrop): Promise<string[]> {
  const pools = offeredPools(drop);
  const groups = [...new Set(drop.gates.map(({ audience }) => audience))].filter(
    (audience) => audience !== EVERYONE,
  );
  const members = await countMembers(db, groups);
  if (groups.includes(PAST_BUYERS) && (await hasBuyers(db, drop.brandId))) {
    members.set(PAST_BUYERS, 1);
  }
  return warningsOf({
    endsAt: drop.endsAt.getTime(),
    groups: groups.map((audience) => ({
      name: audienceName(audience, drop.brand.audiences),
      members: members.get(audience) ?? 0,
    })),
    reservedUnits: unitsOf(pools.filter(({ audience }) => audience !== EVERYONE)),
    reserveEndsAt: drop.reserveEndsAt?.getTime() ?? null,
  });
}

function unitsOf(pools: readonly { capacity: number }[]): number {
  return pools.reduce((sum, { capacity }) => sum + capacity, 0);
}

/** What is collected or sent together comes from one place, so add-ons are counted by place. */
function addOnsShort(drop: WholeDrop): PublishFacts['addOnsShort'] {
  const offer = offerOf(drop);
  if (offer.kind !== 'bundle') return [];
  const own = offeredPools(drop);
  return [...new Set(own.map(({ location }) => location))]
    .map((key) => ({
      place: locationName(key, drop.brand.locations),
      units: unitsOf(own.filter(({ location }) => location === key)),
      addOns: unitsOf(
        drop.pools.filter((pool) => pool.location === key && pool.skuId === offer.addOnSkuId),
      ),
    }))
    .filter(({ units, addOns }) => addOns < units);
}

function isPickUp(drop: WholeDrop, location: string): boolean {
  return drop.brand.locations.some(
    (place) => place.hasPickUp && !place.archivedAt && locationKey(place) === location,
  );
}
