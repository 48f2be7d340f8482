import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renewCreatorCalendar } from '../calendar/read-calendar.ts';
import { settleReactions } from '../platform/happenings.ts';
import { reactions } from '../reactions.ts';
import { type AppServer, startAppServer } from '../test/app-server.ts';
import { makeOrder } from '../test/orders.ts';
import { makeShop, type Shop } from '../test/shop.ts';

describe('files for other programs', () => {
  let server: AppServer;
  let shop: Shop;
  let cookie: string;

  beforeAll(async () => {
    server = await startAppServer();
    const { hub } = server;
    shop = await makeShop(hub, { units: 9 });
    const member = await server.signIn('member@brand.test');
    cookie = member.cookie;
    await hub.db.brandMember.updateMany({
      where: { brandId: shop.brand.id },
      data: { userId: member.userId, role: 'viewer' },
    });
    await hub.db.creator.update({
      where: { id: shop.creator.id },
      data: { displayName: '=HYPERLINK("https://evil.test")' },
    });
    const { brand, drop, contract } = shop;
    await makeOrder(hub, { brandId: brand.id, drop, contract, capturedMinor: 123_456 });
    await settleReactions(hub, reactions);
  });
  afterAll(() => server.close());

  const file = (kind: string, headers: Record<string, string> = { cookie }) =>
    fetch(`${server.origin}/api/exports/${shop.brand.id}/${kind}.csv`, { headers });

  it.each(['orders', 'ledger', 'payouts', 'creators'])(
    'of %s open in a spreadsheet',
    async (kind) => {
      const answer = await file(kind);
      expect(answer.headers.get('content-disposition')).toContain(`${kind}-`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const [header = ''] = bytes.subarray(3).toString('utf8').split('\r\n');
      for (const column of ['at', 'at_local', 'time_zone', 'currency']) {
        expect(header.split(',')).toContain(column);
      }
    },
  );

  it('write amounts as decimals, times with their zone, and run nothing', async () => {
    const text = await (await file('orders')).text();
    expect(text).toContain(',1234.56,');
    expect(text).toContain(',EUR,');
    expect(text).toContain('Europe/Berlin');
    expect(text).toContain(`"'=HYPERLINK(""https://evil.test"")"`);
  });

  it('of a brand are its members’ alone', async () => {
    expect((await file('orders', {})).status).toBe(401);
    const stranger = await server.signIn('stranger@evil.test');
    expect((await file('orders', { cookie: stranger.cookie })).status).toBe(404);
    expect((await file('passwords')).status).toBe(404);
  });

  it('hold announced drops as a calendar, each under one id', async () => {
    const { hub } = server;
    const calendar = async (path: string) => fetch(`${server.origin}/calendar/${path}.ics`);
    const brand = await calendar(`brands/${shop.brand.slug}`);
    expect(brand.headers.get('content-type')).toContain('text/calendar');
    const text = await brand.text();
    expect(text).toContain(`UID:drop-${shop.drop.id}@`);
    expect(await (await calendar(`drops/${shop.drop.slug}`)).text()).toContain('SUMMARY:Test drop');
    const first = await renewCreatorCalendar(hub, shop.creator.id);
    const second = await renewCreatorCalendar(hub, shop.creator.id);
    expect((await fetch(first.url)).status).toBe(404);
    expect(await (await fetch(second.url)).text()).toContain(shop.drop.id);
    await hub.db.drop.update({ where: { id: shop.drop.id }, data: { publishedAt: null } });
    expect(await (await calendar(`brands/${shop.brand.slug}`)).text()).not.toContain(shop.drop.id);
    expect((await calendar(`drops/${shop.drop.slug}`)).status).toBe(404);
  });
});
