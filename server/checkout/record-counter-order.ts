import { makeUnknownCustomer } from '../customers/make-unknown-customer.ts';
import type { Tx } from '../platform/db.ts';
import { recordHappening } from '../platform/happenings.ts';
import { newId } from '../platform/ids.ts';
import type { Quote } from '../protocol/claims.ts';
import { insertOrder, takeOrderNumber } from './checkout.store.ts';
import { linesWithCosts, type PaidClaim } from './record-order.ts';

/**
 * Writes the order of a claim that was paid at a pop-up's counter, in cash or at its terminal: no
 * payment here belongs to it, and none can be refunded here. The buyer is not known, so each such
 * order has a customer of its own; the units were handed over at once, so no location has work left.
 */
export async function recordCounterOrder(
  tx: Tx,
  claim: PaidClaim,
  { capturedAt, now }: { capturedAt: Date; now: Date },
): Promise<void> {
  const { brandId } = claim.drop;
  const quote = JSON.parse(claim.quote) as Quote;
  const lines = await linesWithCosts(tx, quote, claim.lines);
  const orderId = newId(now);
  const soldAs = `counter:${claim.id}`;
  const customerId = await makeUnknownCustomer(tx, { brandId, soldAs, at: now });
  await insertOrder(tx, {
    id: orderId,
    number: await takeOrderNumber(tx, brandId),
    brandId,
    source: 'counter',
    dropId: claim.dropId,
    claimId: claim.id,
    contractId: claim.contractId,
    contractVersionId: claim.contractVersionId,
    customerId,
    buyerKey: soldAs,
    visitorId: claim.visitorId,
    clickId: null,
    claimedAt: claim.heldAt,
    capturedAt,
    currency: quote.currency,
    capturedMinor: BigInt(quote.totalMinor),
    itemsMinor: BigInt(quote.itemsMinor),
    shippingMinor: 0n,
    taxMinor: BigInt(quote.taxMinor),
    costMinor: lines.reduce((sum, line) => sum + line.unitCostMinor * BigInt(line.quantity), 0n),
    delivery: 'pick_up',
    lines: { create: lines.map((line) => ({ id: newId(now), ...line })) },
  });
  await recordHappening(tx, 'order.paid', { payload: { orderId }, at: now });
}
