import { netOfOrder } from '../checkout/rules/net-of-order.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import type { AttributionReason } from '../protocol/attribution.ts';
import { post } from './ledger.store.ts';
import {
  findDecision,
  findDropSaleLine,
  findOrderMoney,
  findTerms,
  insertLine,
  type StoredLine,
} from './lines.store.ts';
import { bookDifference, NO_BALANCE } from './rules/bookings.ts';
import { commissionOf, commissionRate } from './rules/commission.ts';
import { earnedMemo } from './rules/memos.ts';
import { settleLine } from './settle-line.ts';

const DAY_MS = 86_400_000;

/**
 * Follows 'order.decided': opens the commission line of the order by the terms pinned at the claim,
 * books what was earned when the order was captured, and takes back at once what was refunded in
 * the meantime. Doing it twice does the same.
 */
export async function postCommission(hub: Hub, { orderId }: { orderId: string }): Promise<void> {
  await retryOnUniqueConflict(() =>
    inTransaction(hub.db, async (tx) => {
      const at = hub.clock.now();
      const line = (await findDropSaleLine(tx, orderId)) ?? (await openLine(tx, { orderId, at }));
      if (line) await settleLine(tx, line, at);
    }),
  );
}

async function openLine(
  tx: Tx,
  { orderId, at }: { orderId: string; at: Date },
): Promise<StoredLine | null> {
  const order = await findOrderMoney(tx, orderId);
  const decision = await findDecision(tx, orderId);
  invariant(order && decision, `order ${orderId} has no decision`);
  const { saleContractId, saleContractVersionId } = decision;
  // Sold in the brand's own shop: nobody's token sold it, so there is no drop-sale commission.
  if (saleContractId === null || saleContractVersionId === null) return null;
  const agreed = await findTerms(tx, saleContractVersionId);
  invariant(agreed?.creatorId, `order ${orderId} has no terms`);
  const rateKind = decision.customerKind === 'new' ? 'new' : 'existing';
  const reason = decision.reason as AttributionReason | null;
  const rateBps = commissionRate(agreed.terms, { customerKind: rateKind, reason });
  const baseMinor = netOfOrder({ ...order.money, refunds: [], disputes: [] });
  const earnedMinor = commissionOf(baseMinor, { rateBps, capBps: order.capBps });
  const line = await insertLine(tx, {
    id: newId(order.capturedAt),
    brandId: order.brandId,
    creatorId: agreed.creatorId,
    contractId: saleContractId,
    contractVersionId: saleContractVersionId,
    orderId,
    kind: 'drop_sale',
    rateKind,
    rateBps,
    currency: order.currency,
    baseMinor: BigInt(baseMinor),
    earnedMinor: BigInt(earnedMinor),
    earnedAt: order.capturedAt,
    holdUntil: new Date(order.capturedAt.getTime() + agreed.terms.holdDays * DAY_MS),
    releasedAt: null,
  });
  await bookEarned(tx, line, { earnedMinor, baseMinor, at });
  return line;
}

async function bookEarned(
  tx: Tx,
  line: StoredLine,
  { earnedMinor, baseMinor, at }: { earnedMinor: number; baseMinor: number; at: Date },
): Promise<void> {
  const booking = bookDifference(
    { lineId: line.id, isReleased: false, balance: NO_BALANCE },
    earnedMinor,
  );
  if (!booking) return;
  await post(tx, booking, {
    owners: [line],
    idempotencyKey: `line:${line.id}:0`,
    currency: line.currency,
    at,
    memo: earnedMemo({ ...line, baseMinor, earnedMinor }),
  });
}
