import { EVERYONE } from '../../protocol/stock-keys.ts';
import { unitsOf } from './change-counters.ts';
import type { ClaimStock, GateState, StockState } from './stock-state.ts';
import { FOR_GOOD, whyClosed } from './why-refused.ts';

/** What places of some gates may want to be looked at; `wishes` null: whatever they want. */
export type Reach = { gateIds: string[]; wishes: WishInReach[] | null };
/** Up to so many units of an article, sent (`locationId` null) or collected there. */
export type WishInReach = { skuId: string; locationId: string | null; units: number };

/**
 * Which places in line could be made an offer by this batch, each seen by itself: out of what is free
 * and what its commands may free. Only these are looked at, so that those in front who want something
 * else, more than there is, or to collect where nothing is left, never keep the others from theirs.
 */
export function wishesInReach(state: StockState, now: number): Reach[] {
  const open = [...state.claims.values()].filter(
    ({ isPaid, isReleased }) => !isPaid && !isReleased,
  );
  const free = freeUnits(state, open);
  const groups = new Map<string, Reach>();
  for (const gate of state.gates.values()) {
    const wishes = wishesOfGate(state, gate, { free, open, now });
    if (wishes?.length === 0) continue;
    const key = JSON.stringify(wishes);
    const group = groups.get(key) ?? { gateIds: [], wishes };
    group.gateIds.push(gate.id);
    groups.set(key, group);
  }
  return [...groups.values()];
}

type Given = { free: ReadonlyMap<string, number>; open: readonly ClaimStock[]; now: number };

function wishesOfGate(
  state: StockState,
  gate: GateState,
  { free, open, now }: Given,
): WishInReach[] | null {
  const why = whyClosed(state, gate, { now, isOffer: true });
  // Who cannot be served any more is told so.
  if (why) return FOR_GOOD.has(why) ? null : [];
  const back = open.filter(({ gateId }) => gateId === gate.id);
  const room =
    gate.capUnits === null
      ? Number.MAX_SAFE_INTEGER
      : gate.capUnits - gate.usedUnits + back.reduce((sum, { lines }) => sum + unitsOf(lines), 0);
  const { offer } = state.drop;
  const unitsAt = (skuId: string, locations: readonly string[]) =>
    state.pools
      .filter((pool) => pool.skuId === skuId && locations.includes(pool.location))
      .filter(({ audience }) => audience === gate.audience || audience === EVERYONE)
      .reduce((sum, { id }) => sum + (free.get(id) ?? 0), 0);
  const most = (skuId: string, locations: readonly string[]) => {
    const units = Math.min(room, unitsAt(skuId, locations));
    return offer.kind === 'bundle' ? Math.min(units, unitsAt(offer.addOnSkuId, locations)) : units;
  };
  const everywhere = state.places.map(({ location }) => location);
  return [...state.waitingUnits.keys()]
    .flatMap((skuId): WishInReach[] => [
      { skuId, locationId: null, units: most(skuId, everywhere) },
      ...state.places.flatMap(({ pickUpId, location }) =>
        pickUpId ? { skuId, locationId: pickUpId, units: most(skuId, [location]) } : [],
      ),
    ])
    .filter(({ units }) => units > 0);
}

/** By pool. */
function freeUnits({ pools }: StockState, open: readonly ClaimStock[]): Map<string, number> {
  const free = new Map(pools.map(({ id, available }) => [id, available]));
  for (const { poolId, quantity } of open.flatMap(({ lines }) => lines)) {
    free.set(poolId, (free.get(poolId) ?? 0) + quantity);
  }
  return free;
}
