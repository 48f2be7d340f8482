import { recordReportedOrder } from '../checkout/record-reported-order.ts';
import { recogniseCustomer } from '../customers/recognise-customer.ts';
import type { BuyerFacts } from '../customers/rules/customer-keys.ts';
import { inTransaction } from '../platform/db.ts';
import { recordHappening } from '../platform/happenings.ts';
import { newId } from '../platform/ids.ts';
import type { TestHub } from './hub.ts';

let serial = 0;
const next = () => {
  serial += 1;
  return serial;
};

type Sold = {
  brandId: string;
  drop: { id: string; gates: { id: string; contractId: string }[] };
  contract: { id: string; version: { id: string } };
};

/** A claim with a creator's token, held now unless told otherwise; it moves no stock. */
export async function makeClaim(
  { db, clock }: TestHub,
  given: Sold & {
    visitorId: string;
    clickId?: string;
    heldAt?: Date;
    /** As much of `Quote` as the test needs. */
    quote?: { totalMinor?: number };
  },
) {
  const heldAt = given.heldAt ?? clock.now();
  const gate = given.drop.gates.find(({ contractId }) => contractId === given.contract.id);
  if (!gate) throw new Error('the drop has no gate of this contract');
  const n = next();
  return db.claim.create({
    data: {
      id: newId(heldAt),
      dropId: given.drop.id,
      gateId: gate.id,
      contractId: given.contract.id,
      contractVersionId: given.contract.version.id,
      visitorId: given.visitorId,
      clickId: given.clickId ?? null,
      idempotencyKey: `key-${n}`,
      requestHash: `hash-${n}`,
      quote: JSON.stringify(given.quote ?? {}),
      totalMinor: BigInt(given.quote?.totalMinor ?? 0),
      currency: 'eur',
      seq: n,
      heldAt,
      expiresAt: new Date(heldAt.getTime() + 600_000),
      hardExpiresAt: new Date(heldAt.getTime() + 900_000),
    },
  });
}

/** A paid order with its happening, as the checkout leaves them; claimed a minute before. */
export async function makeOrder(
  hub: TestHub,
  given: Sold & {
    email?: string;
    visitorId?: string;
    clickId?: string;
    capturedMinor?: number;
    shippingMinor?: number;
    taxMinor?: number;
    costMinor?: number;
    /** Store credit that paid beside the money. */
    creditMinor?: number;
    capturedAt?: Date;
    claimedAt?: Date;
    quote?: object;
    /** What else is known of the buyer. */
    buyer?: BuyerFacts;
  },
) {
  const n = next();
  const capturedAt = given.capturedAt ?? hub.clock.now();
  const claimedAt = given.claimedAt ?? new Date(capturedAt.getTime() - 60_000);
  const visitorId = given.visitorId ?? `visitor-${n}`;
  const claim = await makeClaim(hub, { ...given, visitorId, heldAt: claimedAt });
  const email = given.email ?? `buyer${n}@home.test`;
  const { brandId } = given;
  const capturedMinor = given.capturedMinor ?? 4900;
  const shippingMinor = given.shippingMinor ?? 0;
  return inTransaction(hub.db, async (tx) => {
    const { customerId, buyerKey } = await recogniseCustomer(tx, {
      ...given.buyer,
      brandId,
      email,
      name: null,
      at: capturedAt,
    });
    const order = await tx.order.create({
      data: {
        id: newId(capturedAt),
        number: 1000 + n,
        brandId,
        dropId: given.drop.id,
        claimId: claim.id,
        contractId: given.contract.id,
        contractVersionId: given.contract.version.id,
        customerId,
        buyerKey,
        visitorId,
        clickId: given.clickId ?? null,
        claimedAt,
        capturedAt,
        currency: 'eur',
        capturedMinor: BigInt(capturedMinor),
        creditMinor: BigInt(given.creditMinor ?? 0),
        itemsMinor: BigInt(capturedMinor - shippingMinor),
        shippingMinor: BigInt(shippingMinor),
        taxMinor: BigInt(given.taxMinor ?? 0),
        costMinor: BigInt(given.costMinor ?? 1500),
        paymentIntentId: `pi_${n}`,
        checkoutSessionId: `cs_${n}`,
      },
    });
    const happened = { payload: { orderId: order.id }, at: hub.clock.now() };
    await recordHappening(tx, 'order.paid', happened);
    return order;
  });
}

/** A sale that the brand's own shop reports: outside any drop, through nobody's token. */
export async function makeShopOrder(
  hub: TestHub,
  given: {
    brandId: string;
    email: string;
    capturedMinor?: number;
    click?: { clickId: string; visitorId: string };
  },
): Promise<string> {
  const { brandId, email, capturedMinor = 4900, click = null } = given;
  const at = hub.clock.now();
  const n = next();
  return inTransaction(hub.db, async (tx) => {
    const buyer = await recogniseCustomer(tx, { brandId, email, name: null, at });
    const sale = {
      ...{ brandId, externalId: `shop-${n}`, channel: null, click, ...buyer },
      ...{ codeContractId: null },
      ...{ capturedAt: at, currency: 'eur', capturedMinor, taxMinor: 0, shippingMinor: 0 },
    };
    return recordReportedOrder(tx, { ...sale, source: 'api', items: [] }, at);
  });
}

/** A confirmed refund with its happening, now. */
export async function makeRefund(hub: TestHub, given: { orderId: string; amountMinor: number }) {
  const at = hub.clock.now();
  const refundId = `re_${next()}`;
  await inTransaction(hub.db, async (tx) => {
    await tx.refund.create({
      data: {
        id: refundId,
        orderId: given.orderId,
        amountMinor: BigInt(given.amountMinor),
        reason: 'requested_by_customer',
        status: 'succeeded',
        createdAt: at,
      },
    });
    const payload = { orderId: given.orderId, refundId };
    await recordHappening(tx, 'order.refunded', { payload, at });
  });
}
