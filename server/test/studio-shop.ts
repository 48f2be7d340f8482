import { settlePayment } from '../checkout/settle-payment.ts';
import { startCheckout } from '../checkout/start-checkout.ts';
import { holdUnits } from '../claims/hold-units.ts';
import { issueToken } from '../claims/issue-token.ts';
import { addLocation } from '../fulfilment/add-location.ts';
import { movableClock } from '../platform/clock.ts';
import type { Engine } from '../platform/engine.ts';
import { settleReactions } from '../platform/happenings.ts';
import { newId } from '../platform/ids.ts';
import type { HoldInput } from '../protocol/claims.schema.ts';
import { reactions } from '../reactions.ts';
import { createTestDatabase } from './database.ts';
import { TEST_START, testHub } from './hub.ts';
import { makeShop } from './shop.ts';
import { testStripe } from './stripe.ts';

/** A brand with a live drop at the central reserve and at a studio where buyers may collect. */
export async function openStudioShop(engine: Engine) {
  const clock = movableClock(TEST_START);
  const { server: stripe, address } = await testStripe(clock);
  const { db, close } = await createTestDatabase(engine);
  const hub = testHub(db, { clock, stripe: address });
  const shop = await makeShop(hub, { shippingMinor: 490, limitPerCustomer: 5 });
  const brandId = shop.brand.id;
  const studio = await addLocation(hub, {
    brandId,
    name: 'Studio Neukölln',
    country: 'DE',
    postalCode: '12043',
    city: 'Berlin',
    street: 'Weserstr. 1',
    hasPickUp: true,
    pickUpNote: 'Fri–Sun, 12–18 h',
  });
  const addPool = (location: string, units: number) =>
    db.stockPool.create({
      data: {
        id: newId(clock.now()),
        dropId: shop.drop.id,
        skuId: shop.sku.id,
        location,
        capacity: units,
        available: units,
      },
    });
  let buyers = 0;

  return {
    hub,
    stripe,
    shop,
    brandId,
    studio,
    addPool,
    /** One viewer holds units, pays for them, and everything that follows has happened. */
    async sell(given: {
      quantity?: number;
      delivery?: HoldInput['delivery'];
      note?: string;
      address?: { line1: string; city: string; postalCode: string; country: string };
    }) {
      buyers += 1;
      const visitorId = `buyer-${buyers}`;
      const { token } = await issueToken(hub, { dropSlug: shop.drop.slug, visitorId });
      const { claim, access } = await holdUnits(hub, {
        token,
        items: [{ skuId: shop.sku.id, quantity: given.quantity ?? 1 }],
        idempotencyKey: `wish-of-${visitorId}`,
        ...(given.delivery ? { delivery: given.delivery } : {}),
        ...(given.note ? { note: given.note } : {}),
      });
      const { url } = await startCheckout(hub, { claimId: claim.id, visitorId: null, access });
      const sessionId = url.split('/').at(-1)?.split(/[?#]/)[0] ?? '';
      await stripe.pay(sessionId, {
        card: '4242424242424242',
        email: `bea${buyers}@home.test`,
        name: 'Bea Buyer',
        ...(given.address ? { address: given.address } : {}),
      });
      await settlePayment(hub, sessionId);
      await settleReactions(hub, reactions);
      return db.order.findUniqueOrThrow({
        where: { claimId: claim.id },
        include: { lines: true, fulfilments: true },
      });
    },
    /** What Stripe was asked for and told. */
    async sessionOf(order: { checkoutSessionId: string | null }) {
      return hub.payments.stripe.checkout.sessions.retrieve(order.checkoutSessionId ?? '');
    },
    react: () => settleReactions(hub, reactions),
    close: async () => {
      await stripe.close();
      await close();
    },
  };
}

export type StudioShop = Awaited<ReturnType<typeof openStudioShop>>;
