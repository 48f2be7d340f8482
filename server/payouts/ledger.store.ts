import type { Reader, Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import { toNumber } from '../platform/minor.ts';
import { type Booking, type LedgerKind, type LineBalance, PAYOUT_KINDS } from './rules/bookings.ts';

/** Whose money a line is. */
export type LineOwner = { id: string; brandId: string; creatorId: string; contractId: string };

/**
 * Writes one balanced booking. `idempotencyKey` names what is booked: the second booking of the same
 * thing is refused by the database, and its transaction with it. Sums other than zero are a bug.
 */
export async function post(
  tx: Tx,
  booking: Booking,
  by: {
    owners: readonly LineOwner[];
    idempotencyKey: string;
    currency: string;
    at: Date;
    memo: string;
  },
): Promise<void> {
  const { owners, currency, at } = by;
  const sum = booking.sides.reduce((total, { amountMinor }) => total + amountMinor, 0);
  invariant(sum === 0 && booking.sides.length > 0, `booking ${by.idempotencyKey} sums to ${sum}`);
  const [first] = owners;
  invariant(first, 'a booking without an owner');
  const transactionId = newId(at);
  const { brandId } = first;
  const { idempotencyKey, memo } = by;
  await tx.ledgerTransaction.create({
    data: { id: transactionId, brandId, idempotencyKey, kind: booking.kind, currency, at, memo },
  });
  const ownerOf = new Map(owners.map((owner) => [owner.id, owner]));
  await tx.ledgerEntry.createMany({
    data: booking.sides.map(({ lineId, account, amountMinor, payoutItemId }) => {
      const owner = ownerOf.get(lineId);
      invariant(owner?.brandId === brandId, `line ${lineId} is not of this booking's brand`);
      return {
        id: newId(at),
        transactionId,
        brandId,
        account,
        creatorId: account === 'brand_payable' ? null : owner.creatorId,
        contractId: owner.contractId,
        lineId,
        payoutItemId: payoutItemId ?? null,
        currency,
        amountMinor: BigInt(amountMinor),
        at,
      };
    }),
  });
}

/**
 * Where a line's money is, and how many bookings it has besides payouts. The next one carries that
 * number in its key, so that of two writers who read the same state one is refused. Payouts have
 * keys of their own and do not count: they never change what a line is worth.
 */
export async function readLineBalance(
  db: Reader,
  lineId: string,
): Promise<{ balance: LineBalance; bookings: number }> {
  const rows = await db.ledgerEntry.findMany({
    where: { lineId },
    select: {
      account: true,
      amountMinor: true,
      transactionId: true,
      transaction: { select: { kind: true } },
    },
  });
  const inAccount = (name: string) =>
    rows
      .filter(({ account }) => account === name)
      .reduce((sum, { amountMinor }) => sum + toNumber(amountMinor), 0);
  return {
    balance: {
      pendingMinor: inAccount('creator_pending'),
      availableMinor: inAccount('creator_available'),
      heldMinor: inAccount('creator_held'),
      clearingMinor: inAccount('payout_clearing'),
      paidMinor: inAccount('creator_paid'),
    },
    bookings: new Set(
      rows
        .filter(({ transaction }) => !PAYOUT_KINDS.includes(transaction.kind as LedgerKind))
        .map(({ transactionId }) => transactionId),
    ).size,
  };
}
