import { z } from 'zod';
import type { ConversionBody } from '../../protocol/conversions.schema.ts';
import { CLICK_PARAMETER } from '../../protocol/links.ts';
import { isCurrency } from '../../protocol/money.ts';
import { amountsOf } from './amounts-of.ts';
import { clickOfAddress, firstClick } from './click-of-address.ts';
import { codesOf } from './codes-of.ts';
import { minorOfDecimal } from './minor-of-decimal.ts';

const shopId = z.union([z.number().int(), z.string()]).transform(String);

const order = z.object({
  id: shopId,
  status: z.string(),
  currency: z.string(),
  date_paid_gmt: z.string().nullish(),
  total: z.string(),
  total_tax: z.string().nullish(),
  shipping_total: z.string().nullish(),
  customer_id: z.number().int().nullish(),
  billing: z.object({ email: z.string().nullish() }).nullish(),
  created_via: z.string().nullish(),
  meta_data: z.array(z.object({ key: z.string(), value: z.unknown() })).nullish(),
  coupon_lines: z.array(z.object({ code: z.string() })).nullish(),
  line_items: z.array(
    z.object({
      name: z.string(),
      quantity: z.number(),
      total: z.string(),
      total_tax: z.string().nullish(),
    }),
  ),
  refunds: z
    .array(z.object({ id: shopId, total: z.string(), reason: z.string().nullish() }))
    .nullish(),
});
type Told = z.infer<typeof order>;

/** Paid, by WooCommerce's own words; what was refunded in full was paid before. */
const PAID = new Set(['processing', 'completed', 'refunded']);

/**
 * What a WooCommerce webhook says, in our words; empty: nothing that counts yet. Its order is told
 * whole each time, so the sale and all refunds are read from it, under ids of their own. Throws a
 * ZodError for what is not an order. Source: WooCommerce REST API reference, "Order properties".
 */
export function readWoocommerce(topic: string, payload: unknown): ConversionBody[] {
  if (topic !== 'order.created' && topic !== 'order.updated') return [];
  const told = order.parse(payload);
  const paidAt = told.date_paid_gmt;
  // All reports are in the brand's own currency, so one that the hub does not know is never meant.
  if (!isCurrency(told.currency)) return [];
  const hasRefunds = (told.refunds ?? []).length > 0;
  if (!paidAt || !(PAID.has(told.status) || hasRefunds)) return [];
  // Its times are UTC without saying so.
  const at = paidAt.endsWith('Z') ? paidAt : `${paidAt}Z`;
  return [saleOf(told, at), ...refundsOf(told, at)];
}

function saleOf(told: Told, occurredAt: string): ConversionBody {
  const currency = told.currency.toLowerCase();
  const minor = (text: string | null | undefined) => minorOfDecimal(text ?? '0', currency) ?? 0;
  const email = told.billing?.email || undefined;
  const click = clickOf(told);
  return {
    type: 'sale',
    eventId: `paid:${told.id}`,
    occurredAt,
    customer: {
      id: told.customer_id ? String(told.customer_id) : `order-${told.id}`,
      ...(email ? { email } : {}),
    },
    ...(click ? { click } : {}),
    order: {
      id: told.id,
      // Whoever parses it refuses a currency that is not known.
      currency: currency as 'eur',
      // All of the tax, so its shipping, which is told without tax and after discounts, is taken off once.
      ...amountsOf({
        totalMinor: minor(told.total),
        taxMinor: minor(told.total_tax),
        shippingMinor: minor(told.shipping_total),
      }),
      items: told.line_items.slice(0, 100).map((line) => {
        const quantity = Math.max(1, Math.round(line.quantity));
        const unitPriceMinor = Math.round((minor(line.total) + minor(line.total_tax)) / quantity);
        return { title: line.name.slice(0, 200) || 'Article', quantity, unitPriceMinor };
      }),
      ...codesOf(told.coupon_lines),
      ...(told.created_via ? { channel: told.created_via.slice(0, 40) } : {}),
    },
  };
}

/** The order does not say when; its payment is a moment that every telling has alike. */
function refundsOf(told: Told, occurredAt: string): ConversionBody[] {
  return (told.refunds ?? []).flatMap((one): ConversionBody[] => {
    const amountMinor = Math.abs(minorOfDecimal(one.total, told.currency.toLowerCase()) ?? 0);
    if (amountMinor === 0) return [];
    return [
      {
        type: 'refund',
        eventId: `refund:${one.id}`,
        occurredAt,
        orderId: told.id,
        amountMinor,
        ...(one.reason ? { reason: one.reason.slice(0, 200) } : {}),
      },
    ];
  });
}

/** Kept by a theme or plug-in under our name, or in the entry page of WooCommerce's own attribution. */
function clickOf({ meta_data: meta }: Told): string | undefined {
  const texts = (meta ?? []).flatMap(({ key, value }) =>
    typeof value === 'string' ? [{ key: key.replace(/^_/, ''), value }] : [],
  );
  const own = texts.filter(({ key }) => key === CLICK_PARAMETER).map(({ value }) => value);
  const entry = texts.filter(({ key }) => key === 'wc_order_attribution_session_entry');
  return firstClick([...own, ...entry.map(({ value }) => clickOfAddress(value))]);
}
