import type { PopupDrop, PopupItem, PopupLease } from '../../server/protocol/popups.ts';
import type { Counter, Sale } from './kept.ts';

export type Stall = { counter: Counter; sales: readonly Sale[] };

/** One lease with the drop and the article that it is of. */
export type LeasedItem = { drop: PopupDrop; item: PopupItem; lease: PopupLease };

/**
 * How many units of a lease can still be sold: what the hub knows to be open, less what was sold and
 * not told yet, less what is on its way back.
 */
export function freeUnits({ counter, sales }: Stall, { drop, item, lease }: LeasedItem): number {
  const { leasedUnits, confirmedUnits, returnedUnits, leaseId, gateId } = lease;
  const untold = sales.filter(
    (sale) =>
      sale.isConfirmed &&
      sale.outcome === null &&
      sale.undoneAt === null &&
      sale.dropId === drop.dropId &&
      sale.skuId === item.skuId &&
      sale.gateId === gateId,
  );
  const sold = untold.reduce((sum, { quantity }) => sum + quantity, 0);
  const goingBack = Math.max(0, (counter.returning[leaseId] ?? 0) - returnedUnits);
  return Math.max(0, leasedUnits - confirmedUnits - returnedUnits - sold - goingBack);
}

/** What can be sold of an article through one gate without asking the hub. */
export function freeOf(
  stall: Stall,
  { drop, item, gateId }: { drop: PopupDrop; item: PopupItem; gateId: string },
): number {
  const lease = item.leases.find((one) => one.gateId === gateId);
  return lease ? freeUnits(stall, { drop, item, lease }) : 0;
}

export function leasedItems({ matrix }: Counter): LeasedItem[] {
  return (matrix?.drops ?? []).flatMap((drop) =>
    drop.items.flatMap((item) => item.leases.map((lease) => ({ drop, item, lease }))),
  );
}

/** The counter with one of its leases as the hub has it now; a new lease is added to its article. */
export function withLease(
  counter: Counter,
  of: { dropId: string; skuId: string },
  lease: PopupLease,
): Counter {
  if (!counter.matrix) return counter;
  const drops = counter.matrix.drops.map((drop) => ({
    ...drop,
    items: drop.items.map((item) => {
      if (drop.dropId !== of.dropId || item.skuId !== of.skuId) return item;
      const others = item.leases.filter(({ leaseId }) => leaseId !== lease.leaseId);
      return { ...item, leases: [...others, lease] };
    }),
  }));
  return { ...counter, matrix: { ...counter.matrix, drops } };
}
