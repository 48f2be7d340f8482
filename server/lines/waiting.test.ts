import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { offerUnits } from '../claims/offer-units.ts';
import { readClaim } from '../claims/read-claim.ts';
import { releaseClaim } from '../claims/release-claim.ts';
import { releaseLapsedHolds } from '../claims/release-lapsed.ts';
import { type OpenDatabase, openDatabase } from '../platform/db.ts';
import { settleReactions } from '../platform/happenings.ts';
import { reactions } from '../reactions.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { join, makeLineShop } from '../test/line-shop.ts';
import { claimOne, type Shop } from '../test/shop.ts';
import { expectConservedStock } from '../test/stock.ts';
import { announceOffer } from '../viewer/announce-offer.ts';
import { leaveLineOfViewer } from '../viewer/leave-line.ts';
import { readOwnPlace } from '../viewer/read-own-place.ts';
import { listDropsToServe } from './list-drops-to-serve.ts';

describe.each(testDatabases())('the waiting list on %s', (engine) => {
  let database: OpenDatabase & { url: string };
  let hub: TestHub;
  let shop: Shop;

  beforeAll(async () => {
    database = await createTestDatabase(engine);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    hub = testHub(database.db);
    shop = await makeLineShop(hub, { units: 1 });
  });

  const wait = (visitorId: string) => join(hub, shop, { visitorId, kind: 'waiting' });
  const placeOf = async (visitorId: string) => {
    const own = await readOwnPlace(hub, { dropId: shop.drop.id, visitorId });
    if (!own) throw new Error(`${visitorId} has no place`);
    return own;
  };
  const sellOut = async () => (await claimOne(hub, shop)).claim.id;

  it('opens when nothing is left, and not before', async () => {
    await expect(wait('bea')).rejects.toMatchObject({ code: 'line_closed' });
    await sellOut();
    expect((await wait('bea')).place).toMatchObject({ position: 1, length: 1, offer: null });
  });

  it('stays closed where the drop has none', async () => {
    await hub.db.drop.update({ where: { id: shop.drop.id }, data: { hasWaitingList: false } });
    await sellOut();
    await expect(wait('bea')).rejects.toMatchObject({ code: 'line_closed' });
  });

  it('gives a customer one place, the same each time they ask', async () => {
    await sellOut();
    const first = await wait('bea');
    const again = await Promise.all([wait('bea'), wait('bea'), wait('bea')]);
    expect(new Set([first, ...again].map(({ place }) => place.id)).size).toBe(1);
    expect(await hub.db.linePlace.count({ where: { dropId: shop.drop.id } })).toBe(1);
  });

  it('offers a unit that came back to whoever is first, and never to a newcomer', async () => {
    const claimId = await sellOut();
    await wait('bea');
    await wait('carl');
    await releaseClaim(hub, { claimId, reason: 'viewer' });
    const { place, offerAccess } = await placeOf('bea');
    expect(place.offer?.expiresAt).toBe(hub.clock.now().getTime() + 300_000);
    expect((await placeOf('carl')).place).toMatchObject({ position: 1, length: 1, offer: null });
    const offered = await readClaim(hub, {
      claimId: place.offer?.claimId ?? '',
      visitorId: null,
      access: offerAccess ?? '',
    });
    expect(offered).toMatchObject({ state: 'held', isOffer: true });
    await expect(claimOne(hub, shop)).rejects.toMatchObject({ code: 'drop_sold_out' });
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('hands a lapsed offer on to the next and closes the place', async () => {
    const claimId = await sellOut();
    await wait('bea');
    await wait('carl');
    await releaseClaim(hub, { claimId, reason: 'viewer' });
    hub.clock.advance(300_000);
    await releaseLapsedHolds(hub);
    expect((await placeOf('bea')).place).toMatchObject({ closeReason: 'lapsed', offer: null });
    expect((await placeOf('carl')).place.offer).not.toBeNull();
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('gives the offered unit of somebody who leaves to the next', async () => {
    const claimId = await sellOut();
    await wait('bea');
    await wait('carl');
    await releaseClaim(hub, { claimId, reason: 'viewer' });
    const left = await leaveLineOfViewer(hub, { dropId: shop.drop.id, visitorId: 'bea' });
    expect(left.place).toMatchObject({ closeReason: 'left', offer: null });
    expect((await placeOf('carl')).place.offer).not.toBeNull();
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('moves everybody up when somebody leaves, and puts them last when they come back', async () => {
    await sellOut();
    for (const visitorId of ['bea', 'carl', 'dora']) await wait(visitorId);
    expect((await placeOf('dora')).place).toMatchObject({ position: 3, length: 3 });
    await leaveLineOfViewer(hub, { dropId: shop.drop.id, visitorId: 'bea' });
    expect((await placeOf('dora')).place).toMatchObject({ position: 2, length: 2 });
    expect((await wait('bea')).place).toMatchObject({ position: 3, length: 3 });
    expect((await placeOf('carl')).place.position).toBe(1);
  });

  it('opens a place by its secret alone, and to nobody else', async () => {
    await sellOut();
    const { access, place } = await wait('bea');
    const dropId = shop.drop.id;
    expect((await readOwnPlace(hub, { dropId, visitorId: null, access }))?.place.id).toBe(place.id);
    expect(await readOwnPlace(hub, { dropId, visitorId: 'eve' })).toBeNull();
    const forged = `${access.slice(0, -2)}xx`;
    expect(await readOwnPlace(hub, { dropId, visitorId: null, access: forged })).toBeNull();
    await expect(leaveLineOfViewer(hub, { dropId, visitorId: 'eve' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('mails whoever left an address once per offer, with a link that opens it', async () => {
    const claimId = await sellOut();
    await join(hub, shop, { visitorId: 'bea', kind: 'waiting', email: 'bea@home.test' });
    await releaseClaim(hub, { claimId, reason: 'viewer' });
    const { place } = await placeOf('bea');
    await settleReactions(hub, reactions);
    await announceOffer(hub, { placeId: place.id, claimId: place.offer?.claimId ?? '' });
    const mails = await hub.db.outboxMail.findMany({ where: { to: 'bea@home.test' } });
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain(`http://hub.test/c/${place.offer?.claimId}#k=`);
    expect(mails[0]?.text).toContain('until 1 September 2026 at 14:05');
  });

  it('is found to be served when units were added without a claim', async () => {
    await sellOut();
    await wait('bea');
    expect(await listDropsToServe(hub)).not.toContain(shop.drop.id);
    await hub.db.stockPool.updateMany({
      where: { dropId: shop.drop.id },
      data: { capacity: { increment: 1 }, available: { increment: 1 } },
    });
    await hub.db.drop.update({
      where: { id: shop.drop.id },
      data: { lockSeq: { increment: 1 } },
    });
    expect(await listDropsToServe(hub)).toContain(shop.drop.id);
    await offerUnits(hub, shop.drop.id);
    expect((await placeOf('bea')).place.offer).not.toBeNull();
    expect(await listDropsToServe(hub)).not.toContain(shop.drop.id);
  });

  it('refuses whoever has their share already', async () => {
    const held = await claimOne(hub, shop, { visitorId: 'bea' });
    expect(held.claim.state).toBe('held');
    await expect(wait('bea')).rejects.toMatchObject({ code: 'limit_reached' });
  });

  it('keeps the order of arrival, whichever connection somebody came by', async () => {
    const second = await openDatabase({ url: database.url }).catch(() => null);
    // SQLite lets one process have the file; there it is one connection in two hubs.
    const other = testHub(second?.db ?? database.db, { clock: hub.clock });
    Object.assign(other, { keyring: hub.keyring });
    const claimId = await sellOut();
    const visitors = Array.from({ length: 12 }, (_, n) => `v${n}`);
    for (const [n, visitorId] of visitors.entries()) {
      await join(n % 2 === 0 ? hub : other, shop, { visitorId, kind: 'waiting' });
      hub.clock.advance(1);
    }
    const positions = await Promise.all(visitors.map(async (who) => (await placeOf(who)).place));
    expect(positions.map(({ position }) => position)).toEqual(visitors.map((_, n) => n + 1));
    await releaseClaim(hub, { claimId, reason: 'viewer' });
    const served: string[] = [];
    for (const who of visitors) {
      const { place } = await placeOf(who);
      if (!place.offer) break;
      served.push(who);
      await releaseClaim(served.length % 2 === 0 ? hub : other, {
        claimId: place.offer.claimId,
        reason: 'viewer',
      });
    }
    expect(served).toEqual(visitors);
    await expectConservedStock(hub.db, shop.drop.id);
    await second?.close();
  });
});
