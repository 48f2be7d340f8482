import { expect } from 'vitest';
import type { Reader } from '../platform/db.ts';

/** What must hold in every example that touches stock: the books of `findStockFaults` agree. */
export async function expectConservedStock(db: Reader, dropId: string): Promise<void> {
  expect(await findStockFaults(db, dropId)).toEqual([]);
}

/**
 * Where the stock of a drop is told in two ways that disagree, a sentence each. No bucket is
 * negative, buckets add up to the capacity, and every counter is what the live and paid claims say
 * and, counted independently, what the movements say.
 */
export async function findStockFaults(db: Reader, dropId: string): Promise<string[]> {
  const claims = await db.claim.findMany({ where: { dropId }, include: { lines: true } });
  const live = claims.filter(({ releasedAt }) => !releasedAt);
  const leases = await db.stockLease.findMany({ where: { dropId } });
  return [
    ...(await poolFaults(db, dropId, { live, leases })),
    ...(await gateFaults(db, dropId, { live, leases })),
    ...(await allowanceFaults(db, dropId, live)),
    ...(await rungFaults(db, dropId, live)),
  ];
}

type Lease = {
  poolId: string;
  gateId: string;
  leasedUnits: number;
  confirmedUnits: number;
  returnedUnits: number;
  openUnits: number;
};
type Books = { live: Claim[]; leases: Lease[] };

type Claim = {
  gateId: string;
  visitorId: string;
  customerKey: string;
  paidKey: string | null;
  paidAt: Date | null;
  lines: { poolId: string; skuId: string; quantity: number; rung: number; isAddOn: boolean }[];
};

async function poolFaults(db: Reader, dropId: string, { live, leases }: Books): Promise<string[]> {
  const pools = await db.stockPool.findMany({ where: { dropId } });
  const moved = await movedUnits(db, dropId);
  return pools.flatMap(({ id, capacity, available, held, sold, leased }) => {
    const inPool = (claims: Claim[]) => unitsOf(claims, ({ poolId }) => poolId === id);
    const own = leases.filter(({ poolId }) => poolId === id);
    const sum = (of: 'openUnits' | 'leasedUnits' | 'confirmedUnits' | 'returnedUnits') =>
      own.reduce((all, lease) => all + lease[of], 0);
    const went = (kind: string) => moved.get(`${id} ${kind}`) ?? 0;
    return [
      differ(`the buckets of pool ${id}`, available + held + sold + leased, capacity),
      Math.min(available, held, sold, leased) < 0 ? [`pool ${id} has a negative bucket`] : [],
      differ(`held in pool ${id}, by claims`, held, inPool(live.filter(({ paidAt }) => !paidAt))),
      differ(`sold in pool ${id}, by claims`, sold, inPool(live.filter(({ paidAt }) => paidAt))),
      differ(
        `held in pool ${id}, by movements`,
        held,
        went('held') - went('released') - went('sold'),
      ),
      differ(
        `sold in pool ${id}, by movements`,
        sold,
        went('sold') +
          went('resold') +
          went('rerouted_in') -
          went('rerouted_out') +
          went('sold_leased') +
          went('sold_counter'),
      ),
      differ(`leased of pool ${id}, by leases`, leased, sum('openUnits')),
      differ(`leased of pool ${id}, ever`, sum('leasedUnits'), went('leased')),
      differ(`given back to pool ${id}`, sum('returnedUnits'), went('lease_returned')),
      differ(`confirmed in pool ${id}`, sum('confirmedUnits'), went('sold_leased')),
      own.some((lease) => lease.confirmedUnits + lease.returnedUnits > lease.leasedUnits)
        ? [`more was confirmed than leased of pool ${id}`]
        : [],
    ].flat();
  });
}

/** Units by pool and kind of movement. */
async function movedUnits(db: Reader, dropId: string): Promise<Map<string, number>> {
  const sums = await db.stockMovement.groupBy({
    by: ['poolId', 'kind'],
    where: { pool: { dropId } },
    _sum: { units: true },
  });
  return new Map(sums.map(({ poolId, kind, _sum }) => [`${poolId} ${kind}`, _sum.units ?? 0]));
}

/** What is leased through a gate takes room in it as what is held does. */
async function gateFaults(db: Reader, dropId: string, { live, leases }: Books): Promise<string[]> {
  const gates = await db.gate.findMany({ where: { dropId } });
  return gates.flatMap(({ id, capUnits, usedUnits }) => [
    ...differ(
      `used of gate ${id}`,
      usedUnits,
      unitsOf(
        live.filter(({ gateId }) => gateId === id),
        isBought,
      ) + leases.reduce((sum, lease) => sum + (lease.gateId === id ? lease.openUnits : 0), 0),
    ),
    ...(capUnits !== null && usedUnits > capUnits ? [`gate ${id} is past its cap`] : []),
  ]);
}

/** Both keys of a claim count: the one that held it, and the address that paid for it. */
async function allowanceFaults(db: Reader, dropId: string, live: Claim[]): Promise<string[]> {
  const counted = new Map<string, number>();
  for (const claim of live) {
    const keys = [claim.customerKey || `visitor:${claim.visitorId}`, claim.paidKey];
    for (const key of keys) {
      if (key !== null) counted.set(key, (counted.get(key) ?? 0) + unitsOf([claim], isBought));
    }
  }
  const rows = await db.customerAllowance.findMany({ where: { dropId } });
  const used = new Map(rows.map(({ customerKey, usedUnits }) => [customerKey, usedUnits]));
  return [...new Set([...counted.keys(), ...used.keys()])].flatMap((key) =>
    differ(`used by customer ${key}`, used.get(key) ?? 0, counted.get(key) ?? 0),
  );
}

async function rungFaults(db: Reader, dropId: string, live: Claim[]): Promise<string[]> {
  const rungs = await db.priceRung.findMany({ where: { dropId } });
  return rungs.flatMap(({ skuId, position, units, usedUnits }) => [
    ...differ(
      `used of step ${position} of ${skuId}`,
      usedUnits,
      unitsOf(live, (line) => isBought(line) && line.skuId === skuId && line.rung === position),
    ),
    ...(units !== null && usedUnits > units
      ? [`step ${position} of ${skuId} is past its size`]
      : []),
  ]);
}

function unitsOf(
  claims: Claim[],
  counts: (line: Claim['lines'][number]) => boolean = () => true,
): number {
  return claims
    .flatMap(({ lines }) => lines)
    .filter(counts)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Caps and limits do not count what comes with a bundle. */
function isBought({ isAddOn }: Claim['lines'][number]): boolean {
  return !isAddOn;
}

function differ(what: string, stored: number, counted: number): string[] {
  return stored === counted ? [] : [`${what}: ${stored} stored, ${counted} counted`];
}
