import { netOfOrder } from '../checkout/rules/net-of-order.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import { retryOnUniqueConflict } from '../platform/unique-conflict.ts';
import type { AttributionReason } from '../protocol/attribution.ts';
import type { LineKind } from '../protocol/payouts.ts';
import {
  findAcquisitionTerms,
  findOrderMoney,
  findTerms,
  insertLine,
  listLinesOfOrder,
  lockDecision,
  type OrderWithMoney,
  type StoredLine,
  setRate,
} from './lines.store.ts';
import { type AgreedRate, commissionRate, recurringRate } from './rules/commission.ts';
import { RECOUNT, settleLine } from './settle-line.ts';
import { settleLtvLines } from './settle-ltv-line.ts';

const DAY_MS = 86_400_000;

/**
 * Follows 'order.decided': opens the commission line of the order, by the terms pinned at the claim or,
 * for a repeat order outside any drop, by the recurring clause at the acquisition; books what was earned
 * when the order was captured, and takes back at once what was refunded in the meantime. A line that is
 * open already is counted by the decision as it is now. Doing it twice does the same.
 */
export async function postCommission(hub: Hub, { orderId }: { orderId: string }): Promise<void> {
  await retryOnUniqueConflict(() =>
    inTransaction(hub.db, (tx) => postIn(tx, { orderId, at: hub.clock.now() }), RECOUNT),
  );
}

async function postIn(tx: Tx, { orderId, at }: { orderId: string; at: Date }): Promise<void> {
  const decision = await lockDecision(tx, orderId);
  const order = await findOrderMoney(tx, orderId);
  invariant(order && decision, `order ${orderId} has no decision`);
  const wanted = await lineWanted(tx, order, decision);
  const lines = await listLinesOfOrder(tx, orderId);
  const known = lines.filter(({ kind }) => kind === 'drop_sale' || kind === 'recurring');
  for (const line of known) await rateAnew(tx, line, wanted);
  const isKnown = known.some((line) => isLineOf(line, wanted));
  const opened = wanted && !isKnown ? await openLine(tx, { order, wanted }) : null;
  if (opened) await settleLine(tx, opened, { at, isOpened: true });
  const isSmaller = order.money.refunds.length + order.money.disputes.length > 0;
  const rest = opened && isSmaller ? [...known, opened] : known;
  for (const line of rest) await settleLine(tx, line, { at });
  await settleLtvLines(tx, [orderId], { at });
}

type Wanted = AgreedRate & {
  kind: LineKind;
  rateKind: 'new' | 'existing';
  agreed: NonNullable<Awaited<ReturnType<typeof findTerms>>>;
};
type Decision = NonNullable<Awaited<ReturnType<typeof lockDecision>>>;

/** The line that an order has by its decision; null: sold in the shop, and nothing recurs. */
async function lineWanted(
  tx: Tx,
  order: OrderWithMoney,
  decision: Decision,
): Promise<Wanted | null> {
  const rateKind = decision.customerKind === 'new' ? 'new' : 'existing';
  if (decision.saleContractVersionId !== null) {
    const agreed = await findTerms(tx, decision.saleContractVersionId);
    invariant(agreed?.creatorId, `order ${order.id} has no terms`);
    const reason = decision.reason as AttributionReason | null;
    const sale = { customerKind: rateKind, reason, dropId: order.dropId } as const;
    return { kind: 'drop_sale', rateKind, agreed, ...commissionRate(agreed.terms, sale) };
  }
  if (decision.ltvContractId === null || decision.isFirstOrder) return null;
  const agreed = await findAcquisitionTerms(tx, order.customerId);
  const { currency, capturedAt } = order;
  const rate = agreed && recurringRate(agreed.terms, { ...agreed, currency, capturedAt });
  return rate && { kind: 'recurring', rateKind, agreed, ...rate };
}

function isLineOf(line: StoredLine, wanted: Wanted | null): boolean {
  return line.kind === wanted?.kind && line.contractId === wanted.agreed.contractId;
}

/** Counts a line by what the decision says now; one that it no longer names earns nothing. */
async function rateAnew(tx: Tx, line: StoredLine, wanted: Wanted | null): Promise<void> {
  const isWanted = isLineOf(line, wanted);
  const { bps, flatMinor } = (isWanted && wanted?.rate) || { bps: 0, flatMinor: 0 };
  const clause = (isWanted && wanted?.clause) || 'nothing';
  const rateKind = wanted?.rateKind ?? 'existing';
  const contractVersionId = (isWanted && wanted?.agreed.versionId) || line.contractVersionId;
  const isSame =
    line.contractVersionId === contractVersionId &&
    line.clause === clause &&
    line.rateBps === bps &&
    line.flatMinor === BigInt(flatMinor) &&
    line.rateKind === rateKind;
  const rate = { contractVersionId, clause, rateKind, rateBps: bps, flatMinor: BigInt(flatMinor) };
  if (!isSame) await setRate(tx, line.id, rate);
}

async function openLine(
  tx: Tx,
  { order, wanted }: { order: OrderWithMoney; wanted: Wanted },
): Promise<StoredLine> {
  const { kind, clause, rate, rateKind, agreed } = wanted;
  const { creatorId, contractId, versionId, terms } = agreed;
  invariant(creatorId, `contract ${contractId} has a creator`);
  return insertLine(tx, {
    id: newId(order.capturedAt),
    brandId: order.brandId,
    creatorId,
    contractId,
    contractVersionId: versionId,
    orderId: order.id,
    feeDropId: null,
    kind,
    clause,
    cappedBy: null,
    rateKind,
    rateBps: rate.bps,
    flatMinor: BigInt(rate.flatMinor),
    shareMinor: null,
    currency: order.currency,
    baseMinor: BigInt(netOfOrder({ ...order.money, refunds: [], disputes: [] })),
    earnedMinor: 0n,
    countedMinor: null,
    earnedAt: order.capturedAt,
    holdUntil: new Date(order.capturedAt.getTime() + terms.holdDays * DAY_MS),
    releasedAt: null,
  });
}
