import { EVERYONE } from '../../protocol/stock-keys.ts';

export type Want = { skuId: string; quantity: number };

/** Units that can be taken: one SKU at one location for one audience. */
export type PoolUnits = {
  id: string;
  skuId: string;
  location: string;
  audience: string;
  available: number;
};

export type Pick = { skuId: string; poolId: string; quantity: number };

/** Who takes, and from where: the first location is preferred; one that is not named is not used. */
export type Taking = { audience: string; locations: readonly string[] };

/**
 * Which pools serve the wants: from as few locations as possible, since each is a parcel; among
 * equally few from the nearest ones, compared location by location. Within a location the units of
 * one's own audience go before everybody's. Null when the wants cannot all be served. Exact: it
 * searches, and only what one location cannot serve costs more than one look at the pools.
 */
export function pickPools(
  wants: readonly Want[],
  pools: readonly PoolUnits[],
  { audience, locations }: Taking,
): Pick[] | null {
  const needs = needsOf(wants);
  const open = pools.filter(
    (pool) =>
      pool.available > 0 &&
      needs.has(pool.skuId) &&
      (pool.audience === audience || pool.audience === EVERYONE),
  );
  const supplies = [...new Set(locations)]
    .map((location) => supplyOf(location, open, audience))
    .filter(({ units }) => units.size > 0);
  for (let size = 1; size <= supplies.length; size += 1) {
    const chosen = chooseSupplies(needs, supplies, { size, from: 0 });
    if (chosen) return takeFrom(chosen, needs);
  }
  return needs.size === 0 ? [] : null;
}

type Needs = ReadonlyMap<string, number>;
type Supply = {
  /** Own audience first. */
  pools: PoolUnits[];
  /** Units by SKU. */
  units: Map<string, number>;
};

function needsOf(wants: readonly Want[]): Map<string, number> {
  const needs = new Map<string, number>();
  for (const { skuId, quantity } of wants) {
    if (quantity > 0) needs.set(skuId, (needs.get(skuId) ?? 0) + quantity);
  }
  return needs;
}

function supplyOf(location: string, open: readonly PoolUnits[], audience: string): Supply {
  const here = open.filter((pool) => pool.location === location);
  const units = new Map<string, number>();
  for (const pool of here) units.set(pool.skuId, (units.get(pool.skuId) ?? 0) + pool.available);
  const own = here.filter((pool) => pool.audience === audience);
  return { pools: [...own, ...here.filter((pool) => pool.audience !== audience)], units };
}

/** The first set of `size` supplies, in order of preference, that together serve the needs. */
function chooseSupplies(
  needs: Needs,
  supplies: readonly Supply[],
  { size, from }: { size: number; from: number },
): Supply[] | null {
  if (!couldServe(needs, supplies, { size, from })) return null;
  for (let at = from; at + size <= supplies.length; at += 1) {
    const supply = supplies[at] as Supply;
    const rest = without(needs, supply);
    if (rest.size === 0) return [supply];
    const others =
      size > 1 ? chooseSupplies(rest, supplies, { size: size - 1, from: at + 1 }) : null;
    if (others) return [supply, ...others];
  }
  return null;
}

/** False when even the largest supplies of each SKU by itself would not do: cuts the search short. */
function couldServe(
  needs: Needs,
  supplies: readonly Supply[],
  { size, from }: { size: number; from: number },
): boolean {
  for (const [skuId, needed] of needs) {
    const sizes: number[] = [];
    for (let at = from; at < supplies.length; at += 1) {
      sizes.push(supplies[at]?.units.get(skuId) ?? 0);
    }
    sizes.sort((a, b) => b - a);
    let most = 0;
    for (let at = 0; at < size && at < sizes.length; at += 1) most += sizes[at] ?? 0;
    if (most < needed) return false;
  }
  return true;
}

function without(needs: Needs, { units }: Supply): Needs {
  const rest = new Map<string, number>();
  for (const [skuId, needed] of needs) {
    const left = needed - (units.get(skuId) ?? 0);
    if (left > 0) rest.set(skuId, left);
  }
  return rest;
}

/** Takes in order of preference; the set is minimal, so each of its locations gives something. */
function takeFrom(supplies: readonly Supply[], needs: Needs): Pick[] {
  const left = new Map(needs);
  const picks: Pick[] = [];
  for (const { pools } of supplies) {
    for (const { id, skuId, available } of pools) {
      const quantity = Math.min(available, left.get(skuId) ?? 0);
      if (quantity === 0) continue;
      left.set(skuId, (left.get(skuId) ?? 0) - quantity);
      picks.push({ skuId, poolId: id, quantity });
    }
  }
  return picks;
}
