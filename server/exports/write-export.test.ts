import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../platform/ids.ts';
import { type AppServer, startAppServer } from '../test/app-server.ts';
import { testDatabases } from '../test/database.ts';
import { makeOrder } from '../test/orders.ts';
import { makeShop, type Shop } from '../test/shop.ts';
import { writeExport } from './write-export.ts';

/** So many orders are read at once. */
const PIECE = 500;

describe.each(testDatabases())('a file of a brand on %s', (engine) => {
  let server: AppServer;
  let shop: Shop;
  let serial = 0;
  let order: Awaited<ReturnType<typeof makeOrder>>;

  beforeEach(async () => {
    server = await startAppServer(engine);
    shop = await makeShop(server.hub);
    const { brand, drop, contract } = shop;
    const capturedAt = new Date('2026-09-01T12:00:00Z');
    const sold = { brandId: brand.id, drop, contract, capturedMinor: 123_456, capturedAt };
    order = await makeOrder(server.hub, sold);
  });
  afterEach(() => server.close());

  const orders = () => writeExport(server.hub, shop.brand, 'orders');

  /** Adds sales of the brand's own shop behind all others. */
  async function addOrders(count: number, channel: string) {
    const at = server.hub.clock.now();
    const { customerId, number, brandId } = order;
    const money = { capturedMinor: 100n, itemsMinor: 100n, shippingMinor: 0n, taxMinor: 0n };
    const shopSale = { customerId, brandId, currency: 'eur', capturedAt: at, costMinor: 0n };
    const more = Array.from({ length: count }, () => {
      serial += 1;
      const named = { id: newId(at), number: number + serial, externalId: `shop-${serial}` };
      return { ...named, ...shopSale, ...money, source: 'api', channel };
    });
    await server.hub.db.order.createMany({ data: more });
  }

  async function ask(): Promise<IncomingMessage> {
    const { cookie, userId } = await server.signIn('member@brand.test');
    const brandId = shop.brand.id;
    await server.hub.db.brandMember.updateMany({ where: { brandId }, data: { userId } });
    const address = `${server.origin}/api/exports/${brandId}/orders.csv`;
    const [answer] = await once(get(address, { headers: { cookie } }), 'response');
    return answer;
  }

  it('has its head and one line for each row, to the byte', async () => {
    const creator = await server.hub.db.creator.findUniqueOrThrow({
      where: { id: shop.creator.id },
    });
    const rows = [
      'order,source,shop_id,channel,drop,at,at_local,time_zone,captured,tax,shipping,refunded,cost,currency,sold_by,brought_by,customer,reason',
      `${order.number},claim,,,Test drop,2026-09-01T12:00:00.000Z,2026-09-01 14:00:00,Europe/Berlin,1234.56,0.00,0.00,0.00,15.00,EUR,${creator.displayName},,,`,
    ];
    expect(await textOf(orders())).toBe(`\uFEFF${rows.join('\r\n')}\r\n`);
    expect(await textOf(writeExport(server.hub, shop.brand, 'payouts'))).toBe(
      '\uFEFFbatch,creator,at,at_local,time_zone,amount,currency,approved_at,paid_at,note\r\n',
    );
  });

  it('is read on only when what was read before has been taken', async () => {
    await addOrders(PIECE - 1, 'early');
    const file = orders();
    const { value: first } = await file.next();
    await addOrders(1, 'late');
    expect(first).toContain('order,source');
    const lines = (await textOf(file)).split('\r\n');
    expect(lines).toHaveLength(PIECE + 1);
    expect(lines.at(-2)).toContain(',late,');
  });

  it('waits for a client that does not take it, and ends with one that goes away', async () => {
    const bulky = 'x'.repeat(20_000);
    for (let piece = 0; piece < 4; piece += 1) await addOrders(PIECE, bulky);
    const { db } = server.hub;
    let reads = 0;
    const countRead = <T, R>({ args, query }: { args: T; query: (args: T) => R }) => {
      reads += 1;
      return query(args);
    };
    const counted = db.$extends({ query: { order: { findMany: countRead } } });
    Object.assign(server.hub, { db: counted });
    const goesAway = await ask();
    const slow = await ask();
    goesAway.destroy();
    await addOrders(1, 'late');
    const text = await textOf(slow.setEncoding('utf8'));
    expect(text.split('\r\n')).toHaveLength(4 * PIECE + 4);
    expect(text.slice(-300)).toContain(',late,');
    // Five for the one that stays; the other one was not read to its end.
    expect(reads).toBeGreaterThanOrEqual(5);
    expect(reads).toBeLessThan(2 * 5);
    Object.assign(server.hub, { db });
  }, 60_000);
});

async function textOf(pieces: AsyncIterable<string> | string): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}
