import Stripe from 'stripe';
import type { Params } from './params.ts';
import { invalidParam } from './stripe-fault.ts';
import { nowSeconds, type World } from './world.ts';

/** Reads `line_items[…]` with inline prices. All lines share one currency. */
export function readLineItems(world: World, params: Params): Stripe.LineItem[] {
  const items = params.children('line_items').map((item) => readLineItem(world, item));
  const [first] = items;
  if (first === undefined) throw params.missing('line_items');
  if (items.length > 100) {
    throw invalidParam('You may only specify up to 100 line items.', { param: 'line_items' });
  }
  const stranger = items.find((item) => item.currency !== first.currency);
  if (stranger !== undefined) {
    const message = `All line items must use the same currency: ${first.currency} and ${stranger.currency} given.`;
    throw invalidParam(message, { param: 'line_items' });
  }
  return items;
}

/** A currency code as Stripe takes it: three letters, kept in lower case. */
export function readCurrency(params: Params, name: string): string {
  const currency = params.requiredText(name).toLowerCase();
  if (!/^[a-z]{3}$/.test(currency)) {
    throw invalidParam(`Invalid currency: ${currency.slice(0, 20)}`, { param: params.path(name) });
  }
  return currency;
}

function readLineItem(world: World, params: Params): Stripe.LineItem {
  const quantity = params.integer('quantity');
  if (quantity === null) throw params.missing('quantity');
  if (quantity < 1) {
    const message = 'This value must be greater than or equal to 1.';
    throw invalidParam(message, { param: params.path('quantity') });
  }
  const priceData = params.child('price_data');
  if (priceData === null) {
    const price = params.text('price');
    if (price === null) throw params.missing('price_data');
    throw invalidParam(`No such price: '${price}'`, {
      param: params.path('price'),
      code: 'resource_missing',
    });
  }
  params.ignore(['adjustable_quantity', 'tax_rates', 'dynamic_tax_rates']);
  const metadata = params.metadata('metadata');
  const { price, description } = readPriceData(world, priceData);
  const amountMinor = (price.unit_amount ?? 0) * quantity;
  return {
    id: world.newId('li_'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amountMinor,
    amount_tax: 0,
    amount_total: amountMinor,
    currency: price.currency,
    description,
    discounts: [],
    metadata,
    price,
    quantity,
    taxes: [],
  };
}

function readPriceData(world: World, params: Params): { price: Stripe.Price; description: string } {
  const currency = readCurrency(params, 'currency');
  const unitAmount = readUnitAmount(params);
  const product = params.child('product_data');
  const productId = params.text('product');
  if (product === null && productId === null) throw params.missing('product_data');
  const name = product?.requiredText('name') ?? productId ?? '';
  product?.ignore(['description', 'images', 'metadata', 'tax_code', 'unit_label']);
  params.ignore(['tax_behavior']);
  const price: Stripe.Price = {
    id: world.newId('price_'),
    object: 'price',
    active: false,
    billing_scheme: 'per_unit',
    created: nowSeconds(world),
    currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: productId ?? world.newId('prod_', 14),
    recurring: null,
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: 'one_time',
    unit_amount: unitAmount,
    unit_amount_decimal: Stripe.Decimal.from(unitAmount),
  };
  return { price, description: name };
}

function readUnitAmount(params: Params): number {
  const unitAmount = params.requiredInteger('unit_amount');
  if (unitAmount < 0 || unitAmount > 99_999_999) {
    throw invalidParam('Invalid integer: must be between 0 and 99999999.', {
      param: params.path('unit_amount'),
      code: 'parameter_invalid_integer',
    });
  }
  return unitAmount;
}
