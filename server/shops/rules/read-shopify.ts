import { z } from 'zod';
import type { ConversionBody } from '../../protocol/conversions.schema.ts';
import { CLICK_PARAMETER } from '../../protocol/links.ts';
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
    }),
  ),
});

const order = z.object({
  id: shopId,
  currency: z.string(),
  created_at: z.string(),
  processed_at: z.string().nullish(),
  total_price: z.string(),
  total_tax: z.string().nullish(),
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
 * two topics tell of is one. Throws a ZodError for what is not an order.
 * Source: Shopify Admin REST reference, "Order" and "Refund".
 */
export function readShopify(topic: string, payload: unknown): ConversionBody[] {
  if (topic === 'orders/paid') return [saleOf(order.parse(payload))];
  if (topic === 'refunds/create') return refundsOf([refund.parse(payload)], null);
  if (topic === 'orders/cancelled') {
    const { refunds, currency } = order.parse(payload);
    return refundsOf(refunds ?? [], currency);
  }
  return [];
}

function saleOf(told: z.infer<typeof order>): ConversionBody {
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
      totalMinor: minor(told.total_price),
      taxMinor: minor(told.total_tax),
      shippingMinor: minor(told.total_shipping_price_set?.shop_money.amount),
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

function refundsOf(
  refunds: readonly z.infer<typeof refund>[],
  currency: string | null,
): ConversionBody[] {
  return refunds.flatMap((one): ConversionBody[] => {
    const amountMinor = one.transactions
      .filter(({ kind, status }) => kind === 'refund' && status === 'success')
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
