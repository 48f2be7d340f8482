import { describe, expect, it } from 'vitest';
import { netOfOrder } from '../../checkout/rules/net-of-order.ts';
import { conversionSchema } from '../../protocol/conversions.schema.ts';
import { readShopify } from './read-shopify.ts';

const ORDER = {
  ...{ id: 6200407294252, currency: 'EUR', created_at: '2026-09-01T12:00:00+02:00' },
  ...{ total_price: '119.00', total_tax: '19.00', email: 'ann@home.test', taxes_included: true },
  total_shipping_price_set: { shop_money: { amount: '10.00' } },
  line_items: [{ title: 'Jacket', quantity: 1, price: '109.00' }],
};
const SHIPPING = {
  ...{ price: '10.00', discounted_price: '10.00', is_removed: false },
  ...{ discount_allocations: [] as object[], tax_lines: [{ price: '1.60' }] },
};

/** The sale as it would be taken: what the hub would refuse throws here. */
function read(changes: object) {
  const [told] = readShopify('orders/paid', { ...ORDER, ...changes });
  const sale = told && conversionSchema.parse(told);
  if (sale?.type !== 'sale') throw new Error('no sale');
  const { totalMinor: capturedMinor, taxMinor, shippingMinor } = sale.order;
  const net = netOfOrder({ capturedMinor, taxMinor, shippingMinor, refunds: [], disputes: [] });
  return { shippingMinor, taxMinor, net };
}

describe('an order of Shopify', () => {
  it('is worth its total without tax and shipping, the tax of shipping taken off once', () => {
    expect(read({ shipping_lines: [SHIPPING] })).toEqual({
      ...{ shippingMinor: 840, taxMinor: 1900, net: 9160 },
    });
    const net = { taxes_included: false, shipping_lines: [{ ...SHIPPING, price: '8.40' }] };
    expect(read(net)).toMatchObject({ shippingMinor: 840, net: 9160 });
  });

  it('has the shipping that was paid after discounts on the line and on the order', () => {
    const off = [{ amount: '4.00' }];
    const onOrder = { ...SHIPPING, discount_allocations: off, tax_lines: [] };
    const onBoth = { ...onOrder, discounted_price: '6.00' };
    const onLine = { ...onBoth, discount_allocations: [] };
    const removed = { ...SHIPPING, is_removed: true };
    for (const line of [onOrder, onBoth, onLine]) {
      expect(read({ shipping_lines: [line, removed] })).toMatchObject({ shippingMinor: 600 });
    }
  });

  it('has the total of shipping where its lines are not told', () => {
    expect(read({})).toMatchObject({ shippingMinor: 1000, net: 9000 });
  });

  it('is taken when nothing was paid, whatever its shipping would have cost', () => {
    const free = { total_price: '0.00', total_tax: '0.00' };
    const nothing = { shippingMinor: 0, taxMinor: 0, net: 0 };
    expect(read(free)).toEqual(nothing);
    const line = { ...SHIPPING, discount_allocations: [{ amount: '10.00' }], tax_lines: [] };
    expect(read({ ...free, shipping_lines: [line] })).toEqual(nothing);
  });

  it('is no sale when it is a test, and its refund no refund', () => {
    expect(readShopify('orders/paid', { ...ORDER, test: true })).toEqual([]);
    const transaction = { amount: '5.00', kind: 'refund', status: 'success', currency: 'EUR' };
    const refund = { id: 1, order_id: ORDER.id, created_at: ORDER.created_at };
    const tested = { ...refund, transactions: [{ ...transaction, test: true }] };
    expect(readShopify('refunds/create', tested)).toEqual([]);
    const canceled = {
      ...ORDER,
      test: true,
      refunds: [{ ...refund, transactions: [transaction] }],
    };
    expect(readShopify('orders/cancelled', canceled)).toEqual([]);
  });
});
