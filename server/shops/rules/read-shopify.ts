import { z } from 'zod';
import type { ConversionBody } from '../../protocol/conversions.schema.ts';
import { CLICK_PARAMETER } from '../../protocol/links.ts';
import { isCurrency } from '../../protocol/money.ts';
import { amountsOf } from './amounts-of.ts';
import { clickOfAddress, firstClick } from './click-of-address.ts';
import { codesOf } from './codes-of.ts';
import { minorOfDecimal } from './minor-of-decimal.ts';

const shopId = z.union([z.number().int(), z.string()]).transform(String);

const refund = z.object({
  id: shopId,
  order_id: shopId,
  created_at: z.string(),
  note: z.string().nullish(),
  transactions: z.array(
    z.object({
      amount: z.string(),
      kind: z.string(),
      status: z.string(),
      currency: z.string().nullish(),
      test: z.boolean().nullish(),
    }),
  ),
});

const shippingLine = z.object({
  price: z.string(),
  discounted_price: z.string().nullish(),
  discount_allocations: z.array(z.object({ amount: z.string() })).nullish(),
  tax_lines: z.array(z.object({ price: z.string() })).nullish(),
  is_removed: z.boolean().nullish(),
});

const order = z.object({
  id: shopId,
  currency: z.string(),
  test: z.boolean().nullish(),
  created_at: z.string(),
  processed_at: z.string().nullish(),
  total_price: z.string(),
  total_tax: z.string().nullish(),
  taxes_included: z.boolean().nullish(),
  shipping_lines: z.array(shippingLine).nullish(),
  total_shipping_price_set: z.object({ shop_money: z.object({ amount: z.string() }) }).nullish(),
  email: z.string().nullish(),
  source_name: z.string().nullish(),
  landing_site: z.string().nullish(),
  note_attributes: z.array(z.object({ name: z.string(), value: z.string().nullish() })).nullish(),
  customer: z.object({ id: shopId, email: z.string().nullish() }).nullish(),
  discount_codes: z.array(z.object({ code: z.string() })).nullish(),
  line_items: z.array(
    z.object({ title: z.string(), quantity: z.number().int(), price: z.string() }),
  ),
  refunds: z.array(refund).nullish(),
});

/**
 * What a Shopify webhook says, in our words; empty: nothing that counts. An order that was paid is a
 * sale; refunds, and what a cancellation gave back, are refunds under their own ids, so that one that
 * two topics tell of is one. Test orders are no money and are passed over. Throws a ZodError for what is
 * not an order. Source: Shopify Admin REST reference, "Order" and "Refund".
 */
export function readShopify(topic: string, payload: unknown): ConversionBody[] {
  if (topic === 'orders/paid') {
    const told = order.parse(payload);
    return told.test || !isCurrency(told.currency) ? [] : [saleOf(told)];
  }
  if (topic === 'refunds/create') return refundsOf([refund.parse(payload)], null);
  if (topic === 'orders/cancelled') {
    const { refunds, currency, test } = order.parse(payload);
    return test ? [] : refundsOf(refunds ?? [], currency);
  }
  return [];
}

type Told = z.infer<typeof order>;

function saleOf(told: Told): ConversionBody {
  const currency = told.currency.toLowerCase();
  const minor = (text: string | null | undefined) => minorOfDecimal(text ?? '0', currency) ?? 0;
  const notes = (told.note_attributes ?? []).filter(({ name }) => name === CLICK_PARAMETER);
  const click = firstClick([...notes.map(({ value }) => value), clickOfAddress(told.landing_site)]);
  const email = told.email || told.customer?.email || undefined;
  return {
    type: 'sale',
    eventId: `paid:${told.id}`,
    occurredAt: told.processed_at ?? told.created_at,
    customer: { id: told.customer?.id ?? `order-${told.id}`, ...(email ? { email } : {}) },
    ...(click ? { click } : {}),
    order: {
      id: told.id,
      // Whoever parses it refuses a currency that is not known.
      currency: currency as 'eur',
      ...amountsOf({
        totalMinor: minor(told.total_price),
        taxMinor: minor(told.total_tax),
        shippingMinor: shippingOf(told, minor),
      }),
      items: told.line_items.slice(0, 100).map(({ title, quantity, price }) => ({
        title: title.slice(0, 200) || 'Article',
        quantity: Math.max(1, quantity),
        unitPriceMinor: minor(price),
      })),
      ...codesOf(told.discount_codes),
      ...(told.source_name ? { channel: told.source_name.slice(0, 40) } : {}),
    },
  };
}

/**
 * What was paid for shipping, without its tax, which is in the tax of the order. A discount on the whole
 * order is only among the allocations of a line, one on the line itself in its discounted price, too.
 */
function shippingOf(
  { shipping_lines: lines, total_shipping_price_set: total, taxes_included: isGross }: Told,
  minor: (text: string | null | undefined) => number,
): number {
  if (!lines) return minor(total?.shop_money.amount);
  const paid = lines
    .filter((line) => !line.is_removed)
    .map(({ price, discounted_price: reduced, discount_allocations: off, tax_lines: taxes }) => {
      const offMinor = sumOf((off ?? []).map(({ amount }) => minor(amount)));
      const taxMinor = isGross ? sumOf((taxes ?? []).map((tax) => minor(tax.price))) : 0;
      return Math.min(minor(price) - offMinor, minor(reduced ?? price)) - taxMinor;
    });
  return sumOf(paid);
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, one) => sum + one, 0);
}

function refundsOf(
  refunds: readonly z.infer<typeof refund>[],
  currency: string | null,
): ConversionBody[] {
  return refunds.flatMap((one): ConversionBody[] => {
    const amountMinor = one.transactions
      .filter(({ kind, status, test }) => kind === 'refund' && status === 'success' && !test)
      .reduce((sum, { amount, currency: own }) => {
        return sum + (minorOfDecimal(amount, (own ?? currency ?? '').toLowerCase()) ?? 0);
      }, 0);
    if (amountMinor <= 0) return [];
    return [
      {
        type: 'refund',
        eventId: `refund:${one.id}`,
        occurredAt: one.created_at,
        orderId: one.order_id,
        amountMinor,
        ...(one.note ? { reason: one.note.slice(0, 200) } : {}),
      },
    ];
  });
}
