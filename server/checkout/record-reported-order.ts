import type { Tx } from '../platform/db.ts';
import { recordHappening } from '../platform/happenings.ts';
import { newId } from '../platform/ids.ts';
import type { OrderSource } from '../protocol/checkout.ts';
import { insertOrder, takeOrderNumber } from './checkout.store.ts';

/** A sale that a brand's own shop reports; what it does not say is absent, not guessed. */
export type ReportedOrder = {
  brandId: string;
  source: Exclude<OrderSource, 'claim' | 'counter'>;
  /** The shop's own id: a second sale under it is a unique conflict. */
  externalId: string;
  channel: string | null;
  customerId: string;
  /** The key that the customer was known by. */
  buyerKey: string;
  /** Of the click that the shop handed on; null: none. */
  click: { clickId: string; visitorId: string } | null;
  /** Whose code the buyer typed there; null: nobody's. */
  codeContractId: string | null;
  capturedAt: Date;
  currency: string;
  /** All that was paid, tax and shipping included. Minor units, as all amounts. */
  capturedMinor: number;
  taxMinor: number;
  shippingMinor: number;
  items: readonly ReportedItem[];
};

export type ReportedItem = {
  title: string;
  quantity: number;
  unitPriceMinor: number;
  unitCostMinor: number;
};

/**
 * Writes the order of a sale outside any drop, and says so with the same happening as for a claim:
 * whatever follows from an order follows from this one. Returns its id.
 */
export async function recordReportedOrder(
  tx: Tx,
  { click, items, ...sale }: ReportedOrder,
  now: Date,
): Promise<string> {
  const orderId = newId(now);
  const { capturedMinor, taxMinor, shippingMinor, ...facts } = sale;
  await insertOrder(tx, {
    ...facts,
    id: orderId,
    number: await takeOrderNumber(tx, sale.brandId),
    visitorId: click?.visitorId ?? null,
    clickId: click?.clickId ?? null,
    capturedMinor: BigInt(capturedMinor),
    taxMinor: BigInt(taxMinor),
    shippingMinor: BigInt(shippingMinor),
    itemsMinor: BigInt(capturedMinor - shippingMinor),
    costMinor: BigInt(items.reduce((sum, one) => sum + one.unitCostMinor * one.quantity, 0)),
    lines: {
      create: items.map(({ title, quantity, unitPriceMinor, unitCostMinor }) => ({
        id: newId(now),
        title,
        quantity,
        unitPriceMinor: BigInt(unitPriceMinor),
        unitCostMinor: BigInt(unitCostMinor),
      })),
    },
  });
  await recordHappening(tx, 'order.paid', { payload: { orderId }, at: now });
  return orderId;
}
