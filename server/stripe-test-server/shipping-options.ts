import type Stripe from 'stripe';
import { readCurrency } from './line-items.ts';
import type { Params } from './params.ts';
import { invalidParam, noSuch } from './stripe-fault.ts';
import { nowSeconds, type World } from './world.ts';

/** Reads `shipping_options[…]`; the first one is chosen until the shopper chooses another. */
export function readShippingOptions(
  world: World,
  params: Params,
): Stripe.Checkout.Session.ShippingOption[] {
  return params.children('shipping_options').map((option) => {
    const rate = readShippingRate(world, option);
    return { shipping_amount: rate.fixed_amount?.amount ?? 0, shipping_rate: rate.id };
  });
}

/** What a chosen option costs, as the session shows it; null when nothing is shipped for money. */
export function shippingCostOf(
  option: Stripe.Checkout.Session.ShippingOption | undefined,
): Stripe.Checkout.Session.ShippingCost | null {
  if (option === undefined) return null;
  return {
    amount_subtotal: option.shipping_amount,
    amount_tax: 0,
    amount_total: option.shipping_amount,
    shipping_rate: option.shipping_rate,
  };
}

function readShippingRate(world: World, option: Params): Stripe.ShippingRate {
  const known = option.text('shipping_rate');
  if (known !== null) {
    const rate = world.store.find('shipping_rate', known);
    if (rate === undefined) {
      throw noSuch('shipping_rate', { id: known, param: option.path('shipping_rate') });
    }
    return rate;
  }
  const data = option.child('shipping_rate_data');
  if (data === null) throw option.missing('shipping_rate_data');
  return keepShippingRate(world, data);
}

function keepShippingRate(world: World, data: Params): Stripe.ShippingRate {
  data.choice('type', ['fixed_amount']);
  data.ignore(['delivery_estimate', 'tax_behavior', 'tax_code']);
  const fixed = data.child('fixed_amount');
  if (fixed === null) throw data.missing('fixed_amount');
  const amount = fixed.requiredInteger('amount');
  if (amount < 0) {
    const message = 'This value must be greater than or equal to 0.';
    throw invalidParam(message, { param: fixed.path('amount') });
  }
  const rate: Stripe.ShippingRate = {
    id: world.newId('shr_'),
    object: 'shipping_rate',
    active: true,
    created: nowSeconds(world),
    delivery_estimate: null,
    display_name: data.requiredText('display_name'),
    fixed_amount: { amount, currency: readCurrency(fixed, 'currency') },
    livemode: false,
    metadata: data.metadata('metadata'),
    tax_behavior: 'unspecified',
    tax_code: null,
    type: 'fixed_amount',
  };
  world.store.insert('shipping_rate', rate);
  return rate;
}
