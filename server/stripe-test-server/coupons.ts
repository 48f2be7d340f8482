import type Stripe from 'stripe';
import { readCurrency } from './line-items.ts';
import type { Params } from './params.ts';
import { invalidParam, noSuch, StripeFault } from './stripe-fault.ts';
import { nowSeconds, type World } from './world.ts';

/** `POST /v1/coupons`: an amount off, once. */
export function createCoupon(world: World, params: Params): Stripe.Coupon {
  const id = params.text('id', { maxLength: 200 }) ?? world.newId('', 8);
  const amountOff = readAmountOff(params);
  const currency = readCurrency(params, 'currency');
  // Stripe's default is `once`; a payment has no second time.
  const duration = params.choice('duration', ['once']) ?? 'once';
  const maxRedemptions = params.integer('max_redemptions');
  if (maxRedemptions !== null && maxRedemptions < 1) {
    const message = 'This value must be greater than or equal to 1.';
    throw invalidParam(message, { param: 'max_redemptions' });
  }
  const redeemBy = readRedeemBy(world, params);
  const name = params.text('name', { maxLength: 40 });
  const metadata = params.metadata('metadata');
  params.finish();
  if (world.store.find('coupon', id) !== undefined) {
    const message = `Coupon already exists.`;
    throw new StripeFault(message, { code: 'resource_already_exists', param: 'id' });
  }
  const coupon: Stripe.Coupon = {
    id,
    object: 'coupon',
    amount_off: amountOff,
    created: nowSeconds(world),
    currency,
    duration,
    duration_in_months: null,
    livemode: false,
    max_redemptions: maxRedemptions,
    metadata,
    name,
    percent_off: null,
    redeem_by: redeemBy,
    times_redeemed: 0,
    valid: true,
  };
  world.store.insert('coupon', coupon);
  return coupon;
}

/** `GET /v1/coupons/:id`; whether it is valid depends on the time of asking. */
export function findCoupon(world: World, id: string, param = 'coupon'): Stripe.Coupon {
  const coupon = world.store.find('coupon', id);
  if (coupon === undefined) throw noSuch('coupon', { id, param });
  return { ...coupon, valid: isValid(world, coupon) };
}

/** Reads `discounts[0][coupon]` of a session; null without one. Stripe takes one discount at most. */
export function readDiscount(world: World, params: Params, currency: string): Stripe.Coupon | null {
  const discounts = params.children('discounts');
  const [discount] = discounts;
  if (discount === undefined) return null;
  if (discounts.length > 1) {
    throw invalidParam('You may only specify up to one discount.', { param: 'discounts' });
  }
  if (params.text('allow_promotion_codes') !== null) {
    throw invalidParam(
      'You may only specify one of these parameters: allow_promotion_codes, discounts.',
      { param: 'allow_promotion_codes' },
    );
  }
  const coupon = findCoupon(world, discount.requiredText('coupon'), discount.path('coupon'));
  if (!coupon.valid) {
    throw new StripeFault(`Coupon ${coupon.id} is used up or has expired.`, {
      code: 'coupon_expired',
      param: discount.path('coupon'),
    });
  }
  if (coupon.currency !== currency) {
    const message = `The coupon is in ${coupon.currency}, the Checkout Session in ${currency}.`;
    throw invalidParam(message, { param: discount.path('coupon') });
  }
  return coupon;
}

/**
 * Takes a coupon off the lines, never off shipping: each bears its part, and the parts sum to the
 * whole. More than the lines are worth is not taken.
 */
export function discountLines(
  items: readonly Stripe.LineItem[],
  coupon: Stripe.Coupon | null,
): Stripe.LineItem[] {
  const subtotal = items.reduce((sum, item) => sum + item.amount_subtotal, 0);
  const off = Math.min(coupon?.amount_off ?? 0, subtotal);
  let before = 0;
  return items.map((item) => {
    const after = before + item.amount_subtotal;
    const upTo = (share: number) => (subtotal === 0 ? 0 : Math.floor((off * share) / subtotal));
    const discount = upTo(after) - upTo(before);
    before = after;
    return { ...item, amount_discount: discount, amount_total: item.amount_subtotal - discount };
  });
}

/** Counts the use of a session's coupon: at the payment, not before. */
export function redeemCoupon(world: World, session: Stripe.Checkout.Session): void {
  const id = session.discounts?.[0]?.coupon;
  const coupon = typeof id === 'string' ? world.store.find('coupon', id) : undefined;
  if (coupon === undefined) return;
  world.store.update('coupon', { ...coupon, times_redeemed: coupon.times_redeemed + 1 });
}

function isValid(world: World, coupon: Stripe.Coupon): boolean {
  const isUsedUp =
    coupon.max_redemptions !== null && coupon.times_redeemed >= coupon.max_redemptions;
  const isOver = coupon.redeem_by !== null && coupon.redeem_by <= nowSeconds(world);
  return !isUsedUp && !isOver;
}

function readAmountOff(params: Params): number {
  const amountOff = params.requiredInteger('amount_off');
  if (amountOff >= 1) return amountOff;
  throw invalidParam('Invalid positive integer', {
    param: 'amount_off',
    code: 'parameter_invalid_integer',
  });
}

function readRedeemBy(world: World, params: Params): number | null {
  const redeemBy = params.integer('redeem_by');
  if (redeemBy === null || redeemBy > nowSeconds(world)) return redeemBy;
  throw invalidParam('The `redeem_by` timestamp must be in the future.', { param: 'redeem_by' });
}
