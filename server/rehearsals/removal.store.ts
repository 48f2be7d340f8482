import { STAND_IN_MAILBOX } from '../accounts/rules/stand-in-mailbox.ts';
import type { Reader, Tx } from '../platform/db.ts';
import { beginningWith } from '../platform/happenings.ts';

/** Everything by which rows of one rehearsal are known. */
export type Scope = {
  brandId: string;
  /** Stand-ins for creators, and their sign-ins. */
  creatorIds: string[];
  userIds: string[];
};

/** A step stays this small, so that a real claim never waits for it. */
const STEP = 200;

/** Whether all of it was made to stand in: nothing of anybody real is ever removed. */
export async function isStage(db: Reader, scope: Scope): Promise<boolean> {
  const { brandId, creatorIds, userIds } = scope;
  const [brands, creators, users] = await Promise.all([
    db.brand.count({ where: { id: brandId, rehearsalOf: null } }),
    db.creator.count({ where: { id: { in: creatorIds }, userId: { notIn: userIds } } }),
    db.user.count({
      where: { id: { in: userIds }, NOT: { email: { endsWith: STAND_IN_MAILBOX } } },
    }),
  ]);
  return brands + creators + users === 0;
}

/** Claims whose payment page somebody could still pay on. */
export async function findPayingClaims(db: Reader, brandId: string): Promise<string[]> {
  const open = { completedAt: null, expiredAt: null };
  const claims = await db.claim.findMany({
    where: { drop: { brandId }, sessions: { some: open } },
    select: { id: true },
  });
  return claims.map(({ id }) => id);
}

/** Deletes some of what creators have of orders; false when nothing is left. */
export async function deleteSomeMoney(tx: Tx, { brandId }: Scope): Promise<boolean> {
  const asked = { where: { brandId }, select: { id: true }, take: STEP } as const;
  const booked = idsOf(await tx.ledgerTransaction.findMany(asked));
  await tx.ledgerEntry.deleteMany({ where: { transactionId: { in: booked } } });
  await tx.ledgerTransaction.deleteMany({ where: { id: { in: booked } } });
  if (booked.length > 0) return true;
  await tx.fraudFlag.deleteMany({ where: { brandId } });
  const lines = idsOf(await tx.commissionLine.findMany(asked));
  await tx.commissionHold.deleteMany({ where: { lineId: { in: lines } } });
  await tx.commissionLine.deleteMany({ where: { id: { in: lines } } });
  return lines.length > 0;
}

/** Deletes some orders with all that followed from them; false when none is left. */
export async function deleteSomeOrders(tx: Tx, { brandId }: Scope): Promise<boolean> {
  const orders = await tx.order.findMany({
    where: { brandId },
    select: { id: true, refunds: { select: { id: true } }, disputes: { select: { id: true } } },
    take: STEP,
  });
  const payloads = orders.flatMap(({ id: orderId, refunds }) => [
    JSON.stringify({ orderId }),
    ...refunds.map(({ id: refundId }) => JSON.stringify({ orderId, refundId })),
  ]);
  const ofDisputes = orders.flatMap(({ id: orderId, disputes }) =>
    disputes.map(({ id: disputeId }) => beginningWith({ orderId, disputeId })),
  );
  await tx.happening.deleteMany({ where: { payload: { in: payloads } } });
  await tx.happening.deleteMany({ where: { OR: ofDisputes } });
  const ofOrder = { orderId: { in: idsOf(orders) } };
  await tx.orderDecision.deleteMany({ where: ofOrder });
  await tx.fulfilment.deleteMany({ where: ofOrder });
  await tx.voucher.deleteMany({ where: ofOrder });
  await tx.cardUse.deleteMany({ where: ofOrder });
  await tx.order.deleteMany({ where: { id: ofOrder.orderId } });
  return orders.length > 0;
}

/** Deletes some customers with what says whence they came; false when none is left. */
export async function deleteSomeCustomers(tx: Tx, { brandId }: Scope): Promise<boolean> {
  const customers = await tx.customer.findMany({
    where: { brandId },
    select: { id: true },
    take: STEP,
  });
  const ids = { in: idsOf(customers) };
  await tx.acquisition.deleteMany({ where: { customerId: ids } });
  await tx.attributionChange.deleteMany({ where: { customerId: ids } });
  await tx.customer.deleteMany({ where: { id: ids } });
  return customers.length > 0;
}

/** Deletes some claims, then places in line, clicks and stock's history; false when all are gone. */
export async function deleteSomeClaims(tx: Tx, { brandId }: Scope): Promise<boolean> {
  const ofDrop = { drop: { brandId } };
  const some = { select: { id: true }, take: STEP } as const;
  const held = await tx.claim.findMany({
    where: ofDrop,
    select: { id: true, placeId: true },
    take: STEP,
  });
  const claims = idsOf(held);
  const offered = held.map(({ id: claimId, placeId }) => JSON.stringify({ placeId, claimId }));
  await tx.happening.deleteMany({ where: { payload: { in: offered } } });
  await tx.claimTokenUse.deleteMany({ where: { claimId: { in: claims } } });
  await tx.claim.deleteMany({ where: { id: { in: claims } } });
  if (claims.length > 0) return true;
  const places = await tx.linePlace.findMany({ where: ofDrop, ...some });
  await tx.linePlace.deleteMany({ where: { id: { in: idsOf(places) } } });
  const clicks = await tx.click.findMany({ where: { link: { contract: { brandId } } }, ...some });
  await tx.click.deleteMany({ where: { id: { in: idsOf(clicks) } } });
  const moves = await tx.stockMovement.findMany({ where: { pool: ofDrop }, ...some });
  await tx.stockMovement.deleteMany({ where: { id: { in: idsOf(moves) } } });
  return places.length + clicks.length + moves.length > 0;
}

/** Whether something was booked on it since its money went: a fee of the drop, or a late reaction. */
export async function hasMoney(tx: Tx, { brandId }: Scope): Promise<boolean> {
  const where = { brandId };
  const booked = await tx.ledgerTransaction.findFirst({ where, select: { id: true } });
  return booked !== null || (await tx.commissionLine.count({ where })) > 0;
}

/**
 * Deletes the stage itself. Whoever counts waits meanwhile, and finds neither a customer nor a mark of it
 * afterwards.
 */
export async function deleteStage(tx: Tx, scope: Scope): Promise<void> {
  const { brandId, creatorIds, userIds } = scope;
  const ofBrand = { brandId };
  await tx.reportProgress.updateMany({ where: { id: 1 }, data: { turns: { increment: 0 } } });
  const drops = idsOf(await tx.drop.findMany({ where: ofBrand, select: { id: true } }));
  await tx.customerAllowance.deleteMany({ where: { dropId: { in: drops } } });
  await tx.creditEntry.deleteMany({ where: ofBrand });
  await tx.drop.deleteMany({ where: ofBrand });
  await tx.contract.deleteMany({ where: ofBrand });
  await tx.product.deleteMany({ where: ofBrand });
  await tx.brand.deleteMany({ where: { id: brandId } });
  await tx.creator.deleteMany({ where: { id: { in: creatorIds } } });
  await tx.user.deleteMany({ where: { id: { in: userIds } } });
}

function idsOf(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id);
}
