import type Stripe from 'stripe';
import { readCreditAside, setCreditAside } from '../benefits/set-credit-aside.ts';
import { type ClaimProof, openClaim, signClaimAccess } from '../claims/claim-access.ts';
import { markPaying } from '../claims/mark-paying.ts';
import type { Hub } from '../platform/hub.ts';
import { invariant } from '../platform/invariant.ts';
import { Problem } from '../platform/problem.ts';
import type { Delivery, Quote } from '../protocol/claims.ts';
import { countSessions, findOpenSession, insertSession } from './checkout.store.ts';
import { closePayment } from './close-lapsed-payments.ts';
import { makeCreditCoupon } from './make-credit-coupon.ts';
import { payAtTestServer, type TestPayer } from './pay-at-test-server.ts';
import { markOf, payingHub } from './paying-hub.ts';
import { settlePayment } from './settle-payment.ts';

/** Stripe refuses a session that ends sooner; the hub ends it itself when the hold lapses. */
const SESSION_LIFE_MS = 31 * 60_000;

/** Where physical goods are sent. */
const SHIP_TO = [
  'AT',
  'BE',
  'CH',
  'DE',
  'DK',
  'ES',
  'FR',
  'GB',
  'IE',
  'IT',
  'NL',
  'PL',
  'PT',
  'SE',
  'US',
] as const;

/**
 * Sends a viewer to pay for what they hold, at exactly the quoted price. Asking again answers with
 * the same page, also when an answer was lost: everything that Stripe is told follows from the claim,
 * since one idempotency key takes one request only. No lock and no transaction is open meanwhile.
 * Store credit of `creditOf` (a proven address) is set aside before; the choice is fixed with it.
 */
export async function startCheckout(
  given: Hub,
  which: ClaimProof & {
    claimId: string;
    creditOf?: string | undefined;
    /** Who is signed in: the order will be theirs. */
    userId?: string | undefined;
    /** What becomes of the card in a rehearsal on a hub with a Stripe key. */
    testCard?: TestPayer['card'];
  },
): Promise<{ url: string }> {
  const claim = await openClaim(given, which);
  const hub = payingHub(given, claim.drop);
  if (claim.paidAt) throw new Problem('claim_already_paid');
  if (claim.releasedAt) throw new Problem('claim_expired');
  if (!(await markPaying(hub, claim.id))) throw new Problem('claim_expired');
  // Counted before it is looked for: whoever opens a page in between is found, or has the same key.
  const attempt = (await countSessions(hub.db, claim.id)) + 1;
  const open = await findOpenSession(hub.db, claim.id);
  // Nobody but this machine reaches the page of the test server where the hub has a Stripe key.
  const isHidden = hub.payments !== given.payments;
  const card = which.testCard ?? 'accepted';
  if (open && !isHidden) return { url: open.url };
  if (open) {
    return payForViewer(hub, await hub.payments.stripe.checkout.sessions.retrieve(open.id), card);
  }
  const creditMinor = which.creditOf
    ? await setCreditAside(hub, { claimId: claim.id, emailKey: which.creditOf })
    : await readCreditAside(hub, claim.id);

  const session = await createSession(hub, {
    claimId: claim.id,
    title: claim.drop.title,
    mark: markOf(claim.drop),
    brandName: claim.drop.brand.name,
    quote: JSON.parse(claim.quote) as Quote,
    delivery: claim.delivery as Delivery,
    attempt,
    creditMinor,
    expiresAt: new Date(claim.hardExpiresAt.getTime() + SESSION_LIFE_MS),
  });
  invariant(session.url, 'a hosted session has an address');
  await insertSession(hub.db, {
    id: session.id,
    claimId: claim.id,
    url: session.url,
    amountMinor: claim.totalMinor - BigInt(creditMinor),
    currency: claim.currency,
    createdAt: hub.clock.now(),
    userId: which.userId ?? null,
    expiresAt: new Date(session.expires_at * 1000),
  });
  const hasCredit = creditMinor === 0 || (await readCreditAside(hub, claim.id)) === creditMinor;
  if (!hasCredit || !(await markPaying(hub, claim.id))) {
    // Given back or lapsed while Stripe was asked: nobody pays on a page that nobody watches.
    await closePayment(hub, claim.id);
    throw new Problem('claim_expired');
  }
  return isHidden ? payForViewer(hub, session, card) : { url: session.url };
}

/**
 * In a rehearsal on such a hub a viewer is taken to have paid, and is told so. A page that was paid
 * by another tap is as good. Throws `payment_declined`.
 */
async function payForViewer(
  hub: Hub,
  session: Stripe.Checkout.Session,
  card: TestPayer['card'],
): Promise<{ url: string }> {
  invariant(session.success_url, `${session.id} has its address`);
  const viewer = { name: 'Viewer', email: `${session.client_reference_id}@rehearsal.invalid` };
  if (session.url) await payAtTestServer(session.url, { ...viewer, card });
  if ((await settlePayment(hub, session.id)) !== 'paid') throw new Problem('payment_declined');
  return { url: session.success_url };
}

async function createSession(
  hub: Hub,
  {
    claimId,
    title,
    mark,
    brandName,
    quote,
    delivery,
    attempt,
    creditMinor,
    expiresAt,
  }: {
    claimId: string;
    title: string;
    mark: ReturnType<typeof markOf>;
    brandName: string;
    quote: Quote;
    delivery: Delivery;
    attempt: number;
    creditMinor: number;
    expiresAt: Date;
  },
): Promise<Stripe.Checkout.Session> {
  const back = `${hub.publicUrl}/c/${claimId}#k=${signClaimAccess(hub, claimId)}`;
  const { currency } = quote;
  try {
    const coupon = await makeCreditCoupon(hub, { claimId, creditMinor, currency, expiresAt });
    return await hub.payments.stripe.checkout.sessions.create(
      {
        mode: 'payment',
        client_reference_id: claimId,
        metadata: { claimId, ...mark },
        payment_intent_data: { metadata: { claimId, ...mark }, description: title },
        customer_creation: 'always',
        branding_settings: { display_name: brandName },
        ...(coupon ? { discounts: [{ coupon }] } : {}),
        line_items: quote.lines
          .filter(({ isAddOn }) => !isAddOn)
          .map((line) => ({
            quantity: line.quantity,
            price_data: {
              currency: quote.currency,
              unit_amount: line.unitPriceMinor,
              product_data: { name: line.title },
            },
          })),
        ...(delivery === 'ship' ? shippingOf(quote) : {}),
        expires_at: Math.floor(expiresAt.getTime() / 1000),
        success_url: back,
        cancel_url: back,
      },
      { idempotencyKey: `checkout:${claimId}:${attempt}${coupon ? ':credit' : ''}` },
    );
  } catch (error) {
    hub.log.error({ err: error, claimId }, 'no payment page could be made');
    throw new Problem('payment_unavailable');
  }
}

/** An address and what it costs to send there. Who collects is asked for neither. */
function shippingOf({ shippingMinor, currency }: Quote) {
  return {
    shipping_address_collection: { allowed_countries: [...SHIP_TO] },
    shipping_options: [
      {
        shipping_rate_data: {
          type: 'fixed_amount' as const,
          display_name: 'Standard',
          fixed_amount: { amount: shippingMinor, currency },
        },
      },
    ],
  };
}
