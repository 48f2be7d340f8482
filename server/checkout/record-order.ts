import type Stripe from 'stripe';
import { normaliseEmail } from '../mail/rules/normalise-email.ts';
import type { Tx } from '../platform/db.ts';
import { recordHappening } from '../platform/happenings.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import type { Quote } from '../protocol/claims.ts';
import { findSkuCosts, insertOrder, takeOrderNumber, upsertCustomer } from './checkout.store.ts';

/** What an order takes over from its claim, for ever. */
type PaidClaim = {
  id: string;
  dropId: string;
  contractId: string;
  contractVersionId: string;
  visitorId: string;
  clickId: string | null;
  heldAt: Date;
  quote: string;
  drop: { brandId: string };
};

type Payment = {
  session: Stripe.Checkout.Session;
  intent: Stripe.PaymentIntent;
  capturedAt: Date;
  now: Date;
};

/** Writes the order of a claim that was just sold, and says so. Costs are pinned as they are now. */
export async function recordOrder(
  tx: Tx,
  claim: PaidClaim,
  { session, intent, capturedAt, now }: Payment,
): Promise<void> {
  const email = session.customer_details?.email;
  invariant(email, `${session.id} has an e-mail address`);
  const { brandId } = claim.drop;
  const quote = JSON.parse(claim.quote) as Quote;
  const costs = new Map(
    (
      await findSkuCosts(
        tx,
        quote.lines.map(({ skuId }) => skuId),
      )
    ).map((sku) => [sku.id, sku.costMinor]),
  );
  const lines = quote.lines.map((line) => ({
    ...line,
    unitCostMinor: costs.get(line.skuId) ?? 0n,
  }));
  const number = await takeOrderNumber(tx, brandId);
  const customerId = await upsertCustomer(tx, {
    id: newId(now),
    brandId,
    emailKey: normaliseEmail(email),
    email,
    name: session.customer_details?.name ?? null,
    stripeCustomerId: typeof session.customer === 'string' ? session.customer : null,
    createdAt: now,
  });
  const shipping = session.collected_information?.shipping_details;
  const orderId = newId(now);
  await insertOrder(tx, {
    id: orderId,
    number,
    brandId,
    dropId: claim.dropId,
    claimId: claim.id,
    contractId: claim.contractId,
    contractVersionId: claim.contractVersionId,
    customerId,
    visitorId: claim.visitorId,
    clickId: claim.clickId,
    claimedAt: claim.heldAt,
    capturedAt,
    currency: quote.currency,
    capturedMinor: BigInt(session.amount_total ?? quote.totalMinor),
    creditMinor: BigInt(quote.totalMinor - (session.amount_total ?? quote.totalMinor)),
    itemsMinor: BigInt(quote.itemsMinor),
    shippingMinor: BigInt(quote.shippingMinor),
    taxMinor: BigInt(quote.taxMinor),
    costMinor: lines.reduce((sum, line) => sum + line.unitCostMinor * BigInt(line.quantity), 0n),
    paymentIntentId: intent.id,
    checkoutSessionId: session.id,
    shipToName: shipping?.name ?? null,
    shipTo: shipping?.address ? JSON.stringify(shipping.address) : null,
    lines: {
      create: lines.map(({ skuId, title, quantity, unitPriceMinor, unitCostMinor }) => ({
        id: newId(now),
        skuId,
        title,
        quantity,
        unitPriceMinor: BigInt(unitPriceMinor),
        unitCostMinor,
      })),
    },
  });
  await recordHappening(tx, 'order.paid', { payload: { orderId }, at: now });
}
