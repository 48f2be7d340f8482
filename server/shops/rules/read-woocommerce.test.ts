import { expect, it } from 'vitest';
import { conversionSchema } from '../../protocol/conversions.schema.ts';
import { readWoocommerce } from './read-woocommerce.ts';

it('an order of WooCommerce that a gift card paid for is taken, without tax and shipping beyond it', () => {
  const [told] = readWoocommerce('order.updated', {
    ...{ id: 1042, status: 'processing', currency: 'EUR', date_paid_gmt: '2026-09-01T10:00:00' },
    ...{ total: '5.00', total_tax: '4.00', shipping_total: '4.12', customer_id: 5 },
    line_items: [{ name: 'Cap', quantity: 1, total: '16.88', total_tax: '4.00' }],
  });
  expect(conversionSchema.parse(told)).toMatchObject({
    order: { totalMinor: 500, taxMinor: 400, shippingMinor: 100 },
  });
});
