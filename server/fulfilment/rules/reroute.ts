import { type PoolUnits, pickPools, type Taking, type Want } from './pick-pools.ts';

type Line = Want & { poolId: string };

/**
 * The lines of a claim as they are best sent now that the address is known, or null when what is
 * held is already best. The held units count as free where they are. Each new line keeps everything
 * else of the line that it comes from (price, step, add-on); a line that two locations share comes
 * twice. What only moves between audiences of one location stays: the parcel is the same.
 */
export function reroute<L extends Line>(
  lines: readonly L[],
  pools: readonly PoolUnits[],
  taking: Taking,
): L[] | null {
  const held = unitsByPool(lines);
  const free = pools.map((pool) => ({
    ...pool,
    available: pool.available + (held.get(pool.id) ?? 0),
  }));
  const picks = pickPools(lines, free, taking);
  if (!picks) return null;
  const places = new Map(pools.map(({ id, location }) => [id, location]));
  if (sameParcels(parcelsOf(lines, places), parcelsOf(picks, places))) return null;
  return spread(lines, picks);
}

function unitsByPool(lines: readonly Line[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const { poolId, quantity } of lines) {
    units.set(poolId, (units.get(poolId) ?? 0) + quantity);
  }
  return units;
}

/** How many of which article come from where. */
function parcelsOf(
  lines: readonly Line[],
  places: ReadonlyMap<string, string>,
): Map<string, number> {
  const parcels = new Map<string, number>();
  for (const { poolId, skuId, quantity } of lines) {
    const key = `${places.get(poolId)} ${skuId}`;
    parcels.set(key, (parcels.get(key) ?? 0) + quantity);
  }
  return parcels;
}

function sameParcels(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([key, units]) => b.get(key) === units);
}

/** Gives the lines of each article its picks, in order; both hold equally many units. */
function spread<L extends Line>(lines: readonly L[], picks: readonly Line[]): L[] {
  const left = picks.map((pick) => ({ ...pick }));
  return lines.flatMap((line) => {
    const parts: L[] = [];
    let open = line.quantity;
    for (const pick of left) {
      const quantity = pick.skuId === line.skuId ? Math.min(open, pick.quantity) : 0;
      if (quantity === 0) continue;
      pick.quantity -= quantity;
      open -= quantity;
      parts.push({ ...line, poolId: pick.poolId, quantity });
    }
    return parts;
  });
}
