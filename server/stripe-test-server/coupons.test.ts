import { describe, expect, it } from 'vitest';
import { CARD, createSession, SHOPPER, startHarness } from './test-harness.ts';

const COUPON = { amount_off: 500, currency: 'usd', duration: 'once', max_redemptions: 1 } as const;
const SHIPPING = [
  {
    shipping_rate_data: {
      type: 'fixed_amount',
      display_name: 'Standard',
      fixed_amount: { amount: 490, currency: 'usd' },
    },
  },
] as const;

describe('coupons of the test server', () => {
  it('take their amount off the articles, once, and never off shipping', async () => {
    const { server, stripe } = await startHarness();
    const coupon = await stripe.coupons.create({ ...COUPON, amount_off: 100_000, id: 'all' });
    const session = await createSession(stripe, {
      discounts: [{ coupon: coupon.id }],
      shipping_options: [...SHIPPING],
    });
    expect(session).toMatchObject({
      amount_subtotal: 8_000,
      amount_total: 490,
      discounts: [{ coupon: 'all', promotion_code: null }],
      total_details: { amount_discount: 8_000, amount_shipping: 490 },
    });
    await server.pay(session.id, { card: CARD, ...SHOPPER });
    const paid = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent.latest_charge'],
    });
    expect(paid.payment_intent).toMatchObject({ amount: 490, latest_charge: { amount: 490 } });
    expect(await stripe.coupons.retrieve('all')).toMatchObject({ times_redeemed: 1, valid: false });
  });

  it('spread over lines so that the parts sum to the whole', async () => {
    const { stripe } = await startHarness();
    const coupon = await stripe.coupons.create(COUPON);
    const line = (unit_amount: number) => ({
      quantity: 1,
      price_data: { currency: 'usd', unit_amount, product_data: { name: 'Cap' } },
    });
    const session = await createSession(stripe, {
      discounts: [{ coupon: coupon.id }],
      line_items: [line(1_000), line(1_000), line(1_000)],
    });
    const { data } = await stripe.checkout.sessions.listLineItems(session.id);
    expect(data.map((item) => item.amount_discount)).toEqual([166, 167, 167]);
    expect(session.amount_total).toBe(2_500);
  });

  it('are refused when they are used up, over, of another currency, or not there', async () => {
    const { server, stripe, advance } = await startHarness();
    const used = await stripe.coupons.create(COUPON);
    const first = await createSession(stripe, { discounts: [{ coupon: used.id }] });
    await server.pay(first.id, { card: CARD, ...SHOPPER });
    const redeem_by = first.created + 60;
    const over = await stripe.coupons.create({ ...COUPON, redeem_by });
    const euros = await stripe.coupons.create({ ...COUPON, currency: 'eur' });
    advance(61);
    for (const [coupon, code] of [
      [used.id, 'coupon_expired'],
      [over.id, 'coupon_expired'],
      [euros.id, undefined],
      ['none', 'resource_missing'],
    ] as const) {
      const refusal = createSession(stripe, { discounts: [{ coupon }] });
      await expect(refusal).rejects.toMatchObject({ code });
    }
    await expect(stripe.coupons.create({ ...COUPON, id: used.id })).rejects.toMatchObject({
      code: 'resource_already_exists',
    });
  });

  it('leave at least what a card can be charged', async () => {
    const { stripe } = await startHarness();
    const coupon = await stripe.coupons.create({ ...COUPON, amount_off: 7_951 });
    await expect(
      createSession(stripe, { discounts: [{ coupon: coupon.id }] }),
    ).rejects.toMatchObject({ code: 'amount_too_small' });
  });
});
