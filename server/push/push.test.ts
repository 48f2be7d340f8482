import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../platform/db.ts';
import type { PushMessage } from '../protocol/push.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { type PushService, startPushService } from '../test/push-service.ts';
import { claimOne, makeShop, type Shop } from '../test/shop.ts';
import { askReminder } from './ask-reminder.ts';
import { forgetOldReminders, forgetReminder } from './forget-reminder.ts';
import { moveReminders } from './move-reminders.ts';
import { sendReminders } from './send-reminders.ts';

const MINUTE_MS = 60_000;

describe.each(testDatabases())('reminders on %s', (engine) => {
  let database: OpenDatabase;
  let hub: TestHub;
  let shop: Shop;
  let service: PushService;

  beforeEach(async () => {
    [database, service] = await Promise.all([createTestDatabase(engine), startPushService()]);
    hub = testHub(database.db);
    shop = await openIn(10 * MINUTE_MS);
  });
  afterEach(async () => {
    await service.close();
    await database.close();
  });

  const openIn = (ms: number) =>
    makeShop(hub, { units: 1, startsAt: new Date(hub.clock.now().getTime() + ms) });
  const later = (ms: number) => hub.clock.set(new Date(hub.clock.now().getTime() + ms));
  const ask = (name: string, more: object = {}) =>
    askReminder(hub, {
      dropSlug: shop.drop.slug,
      kind: 'opening',
      ...service.subscribe(name),
      ...more,
    });
  const fromOf = ({ endpoint, keys }: ReturnType<PushService['subscribe']>) => ({
    endpoint,
    auth: keys.auth,
  });
  const names = () => service.delivered.map(({ name }) => name).sort();

  it('reach each browser that asked, once, when the drop opens and not before', async () => {
    await Promise.all(['ana', 'bea', 'cai'].map((name) => ask(name)));
    await sendReminders(hub);
    expect(names()).toEqual([]);
    later(10 * MINUTE_MS);
    await sendReminders(hub);
    await sendReminders(hub);
    expect(names()).toEqual(['ana', 'bea', 'cai']);
    const message = JSON.parse(service.delivered[0]?.text ?? '') as PushMessage;
    expect(message).toEqual({
      title: 'Open now: Test drop',
      text: `${shop.brand.name}. Tap to open the drop.`,
      path: `/d/${shop.drop.slug}`,
      tag: `drop-${shop.drop.slug}`,
    });
    const { ttl, urgency } = service.delivered[0]?.headers ?? {};
    expect({ ttl, urgency }).toEqual({ ttl: String(600), urgency: 'high' });
  });

  it('are sent once by two nodes that look at the same moment', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, at) => ask(`browser-${at}`)));
    later(10 * MINUTE_MS);
    await Promise.all([sendReminders(hub), sendReminders({ ...hub })]);
    expect(new Set(names()).size).toBe(12);
    expect(names()).toHaveLength(12);
  });

  it('stay sent when the browser asks again', async () => {
    const subscription = service.subscribe('ana');
    const again = () =>
      askReminder(hub, { dropSlug: shop.drop.slug, kind: 'opening', ...subscription });
    await again();
    later(10 * MINUTE_MS);
    await sendReminders(hub);
    await again();
    await sendReminders(hub);
    expect(names()).toEqual(['ana']);
  });

  it('wait while nothing can be claimed, and tell of units that came back', async () => {
    later(10 * MINUTE_MS);
    await claimOne(hub, shop);
    const wish = { kind: 'back_in_stock', ...service.subscribe('ana') } as const;
    await askReminder(hub, { dropSlug: shop.drop.slug, ...wish });
    await sendReminders(hub);
    expect(names()).toEqual([]);
    await hub.db.stockPool.updateMany({ data: { available: 1, held: 0 } });
    await hub.db.drop.updateMany({ data: { pausedAt: hub.clock.now() } });
    await sendReminders(hub);
    expect(names()).toEqual([]);
    await hub.db.drop.updateMany({ data: { pausedAt: null } });
    await sendReminders(hub);
    expect(service.delivered[0]?.text).toContain('Back in stock: Test drop');
    await sendReminders(hub);
    expect(names()).toHaveLength(1);
    await askReminder(hub, { dropSlug: shop.drop.slug, ...wish });
    await sendReminders(hub);
    expect(names()).toHaveLength(2);
    expect(await hub.db.pushReminder.count()).toBe(1);
  });

  it('are not taken for a rehearsal', async () => {
    await hub.db.drop.updateMany({ data: { rehearsalOf: 'a real one' } });
    await expect(ask('ana')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are tried again when the service has trouble, and forgotten when the browser is gone', async () => {
    await Promise.all(['tired', 'gone'].map((name) => ask(name)));
    service.answer('tired', 503, 429);
    service.answer('gone', 410);
    later(10 * MINUTE_MS);
    await sendReminders(hub);
    expect(await hub.db.pushReminder.count()).toBe(1);
    await sendReminders(hub);
    later(MINUTE_MS);
    await sendReminders(hub);
    expect(names()).toEqual([]);
    later(MINUTE_MS);
    await sendReminders(hub);
    expect(names()).toEqual(['tired']);
  });

  it('are taken up again when a node died in the middle of a try', async () => {
    await ask('ana');
    later(10 * MINUTE_MS);
    const dead = { ...hub, outward: { ...hub.outward, post: () => new Promise<never>(() => {}) } };
    void sendReminders(dead);
    await expect.poll(() => hub.db.pushReminder.count({ where: { attempts: 1 } })).toBe(1);
    await sendReminders(hub);
    expect(names()).toEqual([]);
    later(MINUTE_MS + 1);
    await sendReminders(hub);
    expect(names()).toEqual(['ana']);
  });

  it('go away when the browser takes them back, and a day after the drop', async () => {
    const subscription = service.subscribe('ana');
    await askReminder(hub, { dropSlug: shop.drop.slug, kind: 'opening', ...subscription });
    await ask('bea');
    await forgetReminder(hub, { dropSlug: shop.drop.slug, endpoint: subscription.endpoint });
    expect(await hub.db.pushReminder.count()).toBe(1);
    later(5 * 3_600_000);
    await forgetOldReminders(hub);
    expect(await hub.db.pushReminder.count()).toBe(1);
    later(24 * 3_600_000);
    await forgetOldReminders(hub);
    expect(await hub.db.pushReminder.count()).toBe(0);
  });

  it('follow a browser to its new address, and are sent there once', async () => {
    const old = service.subscribe('old');
    const fresh = service.subscribe('fresh');
    const other = await openIn(20 * MINUTE_MS);
    await askReminder(hub, { dropSlug: shop.drop.slug, kind: 'opening', ...old });
    await askReminder(hub, { dropSlug: other.drop.slug, kind: 'opening', ...old });
    // Asked for by its new address already.
    await askReminder(hub, { dropSlug: other.drop.slug, kind: 'opening', ...fresh });
    await ask('bea');
    const move = { from: fromOf(old), to: fresh };
    await moveReminders(hub, move);
    await moveReminders(hub, move);
    later(10 * MINUTE_MS);
    await sendReminders(hub);
    expect(names()).toEqual(['bea', 'fresh']);
    later(10 * MINUTE_MS);
    await sendReminders(hub);
    expect(names()).toEqual(['bea', 'fresh', 'fresh']);
  });

  it('follow nobody who knows the old address only, nor to an address that is not public', async () => {
    const old = service.subscribe('old');
    const thief = service.subscribe('thief');
    await askReminder(hub, { dropSlug: shop.drop.slug, kind: 'opening', ...old });
    for (const auth of [Buffer.alloc(16, 8).toString('base64url'), 'A'.repeat(24)]) {
      await moveReminders(hub, { from: { endpoint: old.endpoint, auth }, to: thief });
    }
    const inside = { ...thief, endpoint: 'https://10.0.0.1/push' };
    const refused = moveReminders(hub, { from: fromOf(old), to: inside });
    await expect(refused).rejects.toMatchObject({ code: 'url_not_public' });
    later(10 * MINUTE_MS);
    await sendReminders(hub);
    expect(names()).toEqual(['old']);
  });

  it('are not forgotten when the old address is gone while they move', async () => {
    const old = service.subscribe('old');
    await askReminder(hub, { dropSlug: shop.drop.slug, kind: 'opening', ...old });
    service.answer('old', 410);
    later(10 * MINUTE_MS);
    const post: TestHub['outward']['post'] = async (...asked) => {
      const answer = await hub.outward.post(...asked);
      await moveReminders(hub, { from: fromOf(old), to: service.subscribe('fresh') });
      return answer;
    };
    await sendReminders({ ...hub, outward: { ...hub.outward, post } });
    later(MINUTE_MS + 1);
    await sendReminders(hub);
    expect(names()).toEqual(['fresh']);
  });

  it('hold no address in clear', async () => {
    const { endpoint, keys } = service.subscribe('ana');
    await askReminder(hub, { dropSlug: shop.drop.slug, kind: 'opening', endpoint, keys });
    const kept = JSON.stringify(await hub.db.pushReminder.findMany());
    expect(kept).not.toContain(endpoint);
    expect(kept).not.toContain(keys.auth);
  });

  it.each([
    ['a private address', { endpoint: 'https://10.0.0.1/push' }, 'url_not_public'],
    ['plain http', { endpoint: 'http://push.example.com/x' }, 'url_not_public'],
    ['keys of no curve', { keys: { p256dh: 'A'.repeat(87), auth: 'A'.repeat(22) } }, 'bad_input'],
    ['an unknown drop', { dropSlug: 'nowhere' }, 'not_found'],
  ])('are refused for %s', async (_what, more, code) => {
    await expect(ask('ana', more)).rejects.toMatchObject({ code });
  });

  it('are refused once the drop is over', async () => {
    later(24 * 3_600_000);
    await expect(ask('ana')).rejects.toMatchObject({ code: 'drop_over' });
  });
});
