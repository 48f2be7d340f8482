import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listOrders } from '../checkout/list-orders.ts';
import { takeConversion } from '../conversions/take-conversion.ts';
import { writeExport } from '../exports/write-export.ts';
import { settleReactions } from '../platform/happenings.ts';
import { conversionSchema } from '../protocol/conversions.schema.ts';
import type { ShopConnectionView, ShopKind } from '../protocol/shops.ts';
import { reactions } from '../reactions.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { makeBrand } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { connectShop, removeShop } from './connect-shop.ts';
import { hearShop } from './hear-shop.ts';

const SECRET = 'a secret that the shop signs with';
const HOUR_MS = 3_600_000;

type Refund = { id: number; total: string };
type Woo = { id: number; total: string; email: string; customerId?: number; currency?: string };

describe.each(testDatabases())('what a shop tells, on %s', (engine) => {
  let hub: TestHub;
  let close: () => Promise<void>;
  let brand: Awaited<ReturnType<typeof makeBrand>>;

  beforeEach(async () => {
    const opened = await createTestDatabase(engine);
    hub = testHub(opened.db);
    close = opened.close;
    brand = await makeBrand(hub);
  });
  afterEach(() => close());

  async function connect(kind: ShopKind, name: string = kind): Promise<ShopConnectionView> {
    const by = { brandId: brand.id, createdBy: brand.owner.id };
    const shop = await connectShop(hub, by, { kind, name, secret: SECRET });
    hub.clock.advance(1_000);
    return shop;
  }
  async function tell({ id }: { id: string }, topic: string, payload: object) {
    const body = Buffer.from(JSON.stringify(payload));
    const signature = createHmac('sha256', SECRET).update(body).digest('base64');
    await hearShop(hub, id, { body, signature, topic });
    await settleReactions(hub, reactions);
  }
  /** An order that is paid now, as WooCommerce tells it each time. */
  const paid = ({ id, total, email, customerId = 5, currency = 'EUR' }: Woo) => {
    const paidAt = hub.clock.now().toISOString().slice(0, 19);
    return (refunds: Refund[] = []) => ({
      ...{ id, currency, total, refunds, status: 'processing', date_paid_gmt: paidAt },
      ...{ customer_id: customerId, billing: { email } },
      line_items: [{ name: 'Cap', quantity: 1, total }],
    });
  };
  const orders = async () => {
    const { orders: listed } = await listOrders(hub, { brandId: brand.id });
    return listed.toReversed().map((one) => ({
      ...{ id: one.externalId, captured: one.capturedMinor, refunded: one.refundedMinor },
      email: one.customerEmail,
    }));
  };

  it('is told apart from what another shop of the brand tells under the same ids', async () => {
    const [first, second] = [await connect('woocommerce'), await connect('woocommerce')];
    const one = paid({ id: 1042, total: '20.00', email: 'ann@home.test' });
    await tell(first, 'order.updated', one());
    hub.clock.advance(60_000);
    const other = paid({ id: 1042, total: '50.00', email: 'bob@home.test' });
    await tell(second, 'order.updated', other());
    await tell(second, 'order.updated', other([{ id: 9, total: '-50.00' }]));
    const ann = { id: '1042', captured: 2_000, refunded: 0, email: 'ann@home.test' };
    const bob = { id: '1042', captured: 5_000, refunded: 5_000, email: 'bob@home.test' };
    expect(await orders()).toEqual([ann, bob]);
    await tell(first, 'order.updated', one([{ id: 9, total: '-5.00' }]));
    await tell(second, 'order.updated', other([{ id: 9, total: '-50.00' }]));
    expect(await orders()).toEqual([{ ...ann, refunded: 500 }, bob]);
    expect(await hub.db.customer.count({ where: { mergedIntoId: null } })).toBe(2);
    let file = '';
    for await (const piece of writeExport(hub, { ...brand, timeZone: 'UTC' }, 'orders')) {
      file += piece;
    }
    expect(file.match(/woocommerce,1042,/g)).toHaveLength(2);
  });

  it('names no customer whom the brand reports under the same id', async () => {
    const shop = await connect('woocommerce');
    await tell(shop, 'order.updated', paid({ id: 1, total: '20.00', email: 'ann@home.test' })());
    const lead = {
      ...{ type: 'lead', eventId: 'lead-1', occurredAt: hub.clock.now().toISOString() },
      customer: { id: '5', email: 'bob@home.test' },
    };
    const reporter = { brand, mode: 'live', source: 'api' } as const;
    await takeConversion(hub, reporter, conversionSchema.parse(lead));
    const customers = await hub.db.customer.findMany({ select: { email: true } });
    expect(customers.map(({ email }) => email).toSorted()).toEqual([
      'ann@home.test',
      'bob@home.test',
    ]);
  });

  it('goes on with orders that were reported before ids were told apart', async () => {
    const shop = await connect('woocommerce');
    const told = paid({ id: 1042, total: '20.00', email: 'ann@home.test' });
    const sale = {
      ...{ type: 'sale', eventId: 'paid:1042', occurredAt: `${told().date_paid_gmt}Z` },
      customer: { id: '5', email: 'ann@home.test' },
      order: {
        ...{ id: '1042', currency: 'eur', totalMinor: 2_000, taxMinor: 0, shippingMinor: 0 },
        items: [{ title: 'Cap', quantity: 1, unitPriceMinor: 2_000 }],
      },
    };
    const reporter = { brand, mode: 'live', source: 'woocommerce' } as const;
    await takeConversion(hub, reporter, conversionSchema.parse(sale));
    await tell(shop, 'order.updated', told([{ id: 9, total: '-5.00' }]));
    // Its webhook has another address now.
    await removeShop(hub, { brandId: brand.id, shopId: shop.id });
    const again = await connect('woocommerce');
    const refunds = [
      { id: 9, total: '-5.00' },
      { id: 10, total: '-7.00' },
    ];
    for (let n = 0; n < 2; n += 1) await tell(again, 'order.updated', told(refunds));
    const ann = { id: '1042', captured: 2_000, refunded: 1_200, email: 'ann@home.test' };
    expect(await orders()).toEqual([ann]);
    await tell(again, 'order.updated', paid({ id: 1043, total: '9.00', email: ann.email })());
    expect(await hub.db.customer.findMany({ select: { _count: true } })).toMatchObject([
      { _count: { orders: 2 } },
    ]);
  });

  it('is one order when one shop is connected twice', async () => {
    const [first, second] = [await connect('woocommerce'), await connect('woocommerce')];
    const told = paid({ id: 1042, total: '20.00', email: 'ann@home.test' });
    await tell(second, 'order.created', told());
    await tell(first, 'order.updated', told([{ id: 9, total: '-5.00' }]));
    await tell(second, 'order.updated', told([{ id: 9, total: '-5.00' }]));
    expect(await orders()).toMatchObject([{ id: '1042', captured: 2_000, refunded: 500 }]);
  });

  it('is taken in full when it sold in another currency, with its refund, however often', async () => {
    const shop = await connect('woocommerce');
    const told = paid({ id: 7, total: '20.00', email: 'ann@home.test', currency: 'USD' });
    for (let n = 0; n < 3; n += 1) {
      await tell(shop, 'order.updated', told([{ id: 9, total: '-5.00' }]));
    }
    // Nor is one refused in a currency that the hub does not know.
    const unknown = paid({ id: 8, total: '20.00', email: 'ann@home.test', currency: 'TRY' });
    await tell(shop, 'order.updated', unknown([{ id: 10, total: '-5.00' }]));
    expect(await orders()).toEqual([]);
  });

  describe('of a refund at Shopify', () => {
    const refund = (orderId: number, currency = 'EUR') => ({
      ...{ id: 501, order_id: orderId, created_at: hub.clock.now().toISOString() },
      transactions: [{ amount: '5.00', kind: 'refund', status: 'success', currency }],
    });

    it('is asked for again for an hour while its sale is not known, and then no more', async () => {
      const shop = await connect('shopify');
      const told = refund(1001);
      const refused = { code: 'order_not_reported' };
      await expect(tell(shop, 'refunds/create', told)).rejects.toMatchObject(refused);
      hub.clock.advance(HOUR_MS);
      await expect(tell(shop, 'refunds/create', told)).rejects.toMatchObject(refused);
      hub.clock.advance(1);
      await tell(shop, 'refunds/create', told);
      const seen = await hub.db.shopConnection.findUniqueOrThrow({ where: { id: shop.id } });
      expect(seen.lastProblem).toBeNull();
    });

    it('is taken at once when its sale was in another currency', async () => {
      const shop = await connect('shopify');
      await tell(shop, 'orders/paid', {
        ...{ id: 1002, currency: 'USD', created_at: hub.clock.now().toISOString() },
        ...{ total_price: '20.00', email: 'ann@home.test' },
        line_items: [{ title: 'Cap', quantity: 1, price: '20.00' }],
      });
      await tell(shop, 'refunds/create', refund(1002, 'USD'));
      expect(await orders()).toEqual([]);
    });
  });
});
