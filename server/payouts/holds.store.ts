import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';
import { toNumber } from '../platform/minor.ts';

/** Whether anything keeps a line's money from being paid. Ask with the line locked. */
export async function isLineHeld(db: Reader, lineId: string): Promise<boolean> {
  return (await listHeldLines(db, [lineId])).has(lineId);
}

/** Those of these lines whose money something keeps from being paid. Ask with the lines locked. */
export async function listHeldLines(
  db: Reader,
  lineIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const holds = await db.commissionHold.findMany({
    where: { lineId: { in: [...lineIds] }, releasedAt: null },
    select: { lineId: true },
  });
  return new Set(holds.map(({ lineId }) => lineId));
}

export function findHold(db: Reader, which: { lineId: string; cause: string }) {
  return db.commissionHold.findUnique({ where: { lineId_cause: which } });
}

/** Sets a hold, or sets one again that was released; a second one of the same cause is refused. */
export async function openHold(
  tx: Tx,
  hold: Prisma.CommissionHoldUncheckedCreateInput,
): Promise<void> {
  const { lineId, cause, reason, note = '', heldAt, heldBy } = hold;
  await tx.commissionHold.upsert({
    where: { lineId_cause: { lineId, cause } },
    create: hold,
    update: { reason, note, heldAt, heldBy, releasedAt: null, releasedBy: null },
  });
}

/** Changes what the open holds of a cause say, on whatever line they are. */
export async function setHoldReason(
  tx: Tx,
  { brandId, cause, reason }: { brandId: string; cause: string; reason: string },
): Promise<void> {
  await tx.commissionHold.updateMany({
    where: { brandId, cause, releasedAt: null },
    data: { reason },
  });
}

/** What keeps the money of an order's lines of one contract now. */
export function listOpenHoldsOfOrder(
  db: Reader,
  { orderId, contractId }: { orderId: string; contractId: string },
) {
  return db.commissionHold.findMany({
    where: { releasedAt: null, line: { orderId, contractId } },
    select: { cause: true, reason: true, note: true, heldBy: true },
    orderBy: { id: 'asc' },
  });
}

/** Orders on which a review has found that nothing is earned by a contract. */
export async function listConfirmedOrders(db: Reader, contractId: string): Promise<Set<string>> {
  const lines = await db.commissionLine.findMany({
    where: { contractId, holds: { some: { reason: 'FRAUD_CONFIRMED', releasedAt: null } } },
    select: { orderId: true },
  });
  return new Set(lines.flatMap(({ orderId }) => orderId ?? []));
}

/** The LTV fees of a contract on the orders that a cause keeps or kept a line of. */
export async function listLtvLinesOfCause(
  db: Reader,
  { brandId, contractId, cause }: { brandId: string; contractId: string; cause: string },
): Promise<string[]> {
  const lines = await db.commissionLine.findMany({
    where: {
      contractId,
      kind: 'ltv_fee',
      order: { commissions: { some: { contractId, holds: { some: { brandId, cause } } } } },
    },
    select: { id: true },
  });
  return lines.map(({ id }) => id);
}

/** Whether a review has found that nothing is earned on a line. Ask with the line locked. */
export async function isLineConfirmed(db: Reader, lineId: string): Promise<boolean> {
  const confirmed = { lineId, reason: 'FRAUD_CONFIRMED', releasedAt: null };
  return (await db.commissionHold.count({ where: confirmed })) > 0;
}

/** True when the hold was open and is now over. */
export async function closeHold(
  tx: Tx,
  {
    lineId,
    cause,
    ...end
  }: { lineId: string; cause: string; releasedAt: Date; releasedBy: string },
): Promise<boolean> {
  const { count } = await tx.commissionHold.updateMany({
    where: { lineId, cause, releasedAt: null },
    data: end,
  });
  return count === 1;
}

/** What of a line's available money lies in payouts that have not been sent, in minor units. */
export async function sumSpokenFor(db: Reader, lineId: string): Promise<number> {
  const entries = await db.ledgerEntry.findMany({
    where: {
      lineId,
      account: 'creator_available',
      payoutEntry: {
        item: {
          paidAt: null,
          sentAt: null,
          failedAt: null,
          attempts: { none: { status: 'sending' } },
        },
      },
    },
    select: { amountMinor: true },
  });
  return entries.reduce((sum, { amountMinor }) => sum + toNumber(amountMinor), 0);
}

/** An order's disputes: the cause of their holds, and whether the bank has yet to decide. */
export async function listDisputesOfOrder(
  db: Reader,
  orderId: string,
): Promise<{ cause: string; isOpen: boolean }[]> {
  const disputes = await db.dispute.findMany({
    where: { orderId },
    select: { id: true, status: true },
  });
  return disputes.map(({ id, status }) => ({
    cause: `dispute:${id}`,
    isOpen: status === 'open' || status === 'inquiry',
  }));
}
