import type { StockState } from './stock-state.ts';

type PoolChange = { id: string; available: number; held: number; sold: number; leased: number };
type LeaseChange = {
  id: string;
  leasedUnits: number;
  confirmedUnits: number;
  returnedUnits: number;
  openUnits: number;
};
type Change = { id: string; by: number; most: number | null };

/** How the counters of a drop differ from what they were. */
export type CounterChanges = {
  pools: PoolChange[];
  gates: Change[];
  rungs: Change[];
  codes: Change[];
  customers: { key: string; by: number }[];
  leases: LeaseChange[];
};

type Counters = {
  pools: Map<string, PoolChange>;
  gates: Map<string, number>;
  rungs: Map<string, number>;
  codes: Map<string, number>;
  customers: Map<string, number>;
  leases: Map<string, LeaseChange>;
};

/** The counters as they are now, to be compared later. */
export function readCounters(state: StockState): Counters {
  return {
    pools: new Map(
      state.pools.map(({ id, available, held, sold, leased }) => [
        id,
        { id, available, held, sold, leased },
      ]),
    ),
    gates: new Map([...state.gates.values()].map(({ id, usedUnits }) => [id, usedUnits])),
    rungs: new Map(state.rungs.map(({ id, usedUnits }) => [id, usedUnits])),
    codes: new Map([...state.codes.values()].map(({ id, usedCount }) => [id, usedCount])),
    customers: new Map(state.customers),
    leases: new Map([...state.leases.values()].map((lease) => [lease.id, { ...lease }])),
  };
}

/** What is to be added to each counter that has changed since. */
export function countChanges(before: Counters, state: StockState): CounterChanges {
  return {
    pools: state.pools
      .map(({ id, available, held, sold, leased }) => {
        const was = before.pools.get(id);
        return {
          id,
          available: available - (was?.available ?? 0),
          held: held - (was?.held ?? 0),
          sold: sold - (was?.sold ?? 0),
          leased: leased - (was?.leased ?? 0),
        };
      })
      .filter(
        ({ available, held, sold, leased }) =>
          available !== 0 || held !== 0 || sold !== 0 || leased !== 0,
      ),
    gates: changed(
      [...state.gates.values()].map(({ id, usedUnits, capUnits }) => ({
        id,
        by: usedUnits - (before.gates.get(id) ?? 0),
        most: capUnits,
      })),
    ),
    rungs: changed(
      state.rungs.map(({ id, usedUnits, units }) => ({
        id,
        by: usedUnits - (before.rungs.get(id) ?? 0),
        most: units,
      })),
    ),
    codes: changed(
      [...state.codes.values()].map(({ id, usedCount, maxUses }) => ({
        id,
        by: usedCount - (before.codes.get(id) ?? 0),
        most: maxUses,
      })),
    ),
    customers: [...state.customers]
      .map(([key, used]) => ({ key, by: used - (before.customers.get(key) ?? 0) }))
      .filter(({ by }) => by !== 0),
    leases: [...state.leases.values()]
      .map((lease) => {
        const was = before.leases.get(lease.id) ?? NO_LEASE;
        return {
          id: lease.id,
          leasedUnits: lease.leasedUnits - was.leasedUnits,
          confirmedUnits: lease.confirmedUnits - was.confirmedUnits,
          returnedUnits: lease.returnedUnits - was.returnedUnits,
          openUnits: lease.openUnits - was.openUnits,
        };
      })
      .filter((by) => by.leasedUnits > 0 || by.confirmedUnits > 0 || by.returnedUnits > 0),
  };
}

const NO_LEASE = { leasedUnits: 0, confirmedUnits: 0, returnedUnits: 0, openUnits: 0 };

function changed(changes: Change[]): Change[] {
  return changes.filter(({ by }) => by !== 0);
}
