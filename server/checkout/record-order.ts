import type Stripe from 'stripe';
import { emailKeyOf } from '../claims/rules/customer-key.ts';
import { recogniseCustomer } from '../customers/recognise-customer.ts';
import { openFulfilments } from '../fulfilment/open-fulfilments.ts';
import type { Tx } from '../platform/db.ts';
import { recordHappening } from '../platform/happenings.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import type { Delivery, Quote } from '../protocol/claims.ts';
import { CENTRAL } from '../protocol/stock-keys.ts';
import { insertCardUse } from './cards.store.ts';
import { findPlacesOfPools, findSkuCosts, insertOrder, takeOrderNumber } from './checkout.store.ts';
import { cardFingerprint } from './rules/card-fingerprint.ts';
import { linesOfOrder } from './rules/lines-of-order.ts';

/** What an order takes over from its claim, for ever. */
export type PaidClaim = {
  id: string;
  dropId: string;
  contractId: string;
  contractVersionId: string;
  visitorId: string;
  /** As `Claim.customerKey`: of a proven address, or of the visitor. */
  customerKey: string;
  clickId: string | null;
  heldAt: Date;
  quote: string;
  delivery: string;
  note: string | null;
  lines: readonly {
    poolId: string;
    skuId: string;
    quantity: number;
    unitPriceMinor: bigint;
    rung: number;
    isAddOn: boolean;
  }[];
  drop: { brandId: string };
};

type Payment = {
  session: Stripe.Checkout.Session;
  intent: Stripe.PaymentIntent;
  capturedAt: Date;
  /** Who was signed in when the payment page was opened; null: nobody. */
  userId: string | null;
  now: Date;
};

/**
 * Writes the order of a claim that was just sold, with the work that each location has with it, and
 * says so. Costs are pinned as they are now.
 */
export async function recordOrder(
  tx: Tx,
  claim: PaidClaim,
  { session, intent, capturedAt, userId, now }: Payment,
): Promise<void> {
  const email = session.customer_details?.email;
  invariant(email, `${session.id} has an e-mail address`);
  const { brandId } = claim.drop;
  const quote = JSON.parse(claim.quote) as Quote;
  const lines = await linesWithCosts(tx, quote, claim.lines);
  const number = await takeOrderNumber(tx, brandId);
  const { customerId, buyerKey } = await recogniseCustomer(tx, {
    brandId,
    userId,
    provenEmail: emailKeyOf(claim.customerKey),
    email,
    name: session.customer_details?.name ?? null,
    stripeCustomerId: typeof session.customer === 'string' ? session.customer : null,
    at: now,
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
    buyerKey,
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
    delivery: claim.delivery,
    note: claim.note,
    shipToName: shipping?.name ?? null,
    shipTo: shipping?.address ? JSON.stringify(shipping.address) : null,
    lines: { create: lines.map((line) => ({ id: newId(now), ...line })) },
  });
  const fingerprint = cardFingerprint(intent);
  if (fingerprint) await insertCardUse(tx, { orderId, brandId, customerId, fingerprint });
  const delivery = claim.delivery as Delivery;
  const locations = lines.map(({ location }) => location);
  const { dropId } = claim;
  await openFulfilments(tx, { orderId, brandId, dropId, delivery, locations }, now);
  await recordHappening(tx, 'order.paid', { payload: { orderId }, at: now });
}

export async function linesWithCosts(tx: Tx, quote: Quote, sold: PaidClaim['lines']) {
  const places = await findPlacesOfPools(
    tx,
    sold.map(({ poolId }) => poolId),
  );
  const lines = linesOfOrder(
    quote,
    sold.map((line) => ({ ...line, location: places.get(line.poolId) ?? CENTRAL })),
  );
  const skus = await findSkuCosts(tx, [...new Set(lines.map(({ skuId }) => skuId))]);
  const costs = new Map(skus.map(({ id, costMinor }) => [id, costMinor]));
  return lines.map((line) => ({ ...line, unitCostMinor: costs.get(line.skuId) ?? 0n }));
}
