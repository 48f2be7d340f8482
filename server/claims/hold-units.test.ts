import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDrop } from '../drops/lock-drop.ts';
import { inTransaction, type OpenDatabase } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { makeContract, makeCreator } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { claimOne, makeShop, type Shop } from '../test/shop.ts';
import { signal } from '../test/signal.ts';
import { expectConservedStock } from '../test/stock.ts';
import { openClaim } from './claim-access.ts';
import { extendHold } from './extend-hold.ts';
import { holdUnits } from './hold-units.ts';
import { issueToken } from './issue-token.ts';
import { readClaim } from './read-claim.ts';
import { releaseClaim } from './release-claim.ts';
import { releaseLapsedHolds } from './release-lapsed.ts';

describe.each(testDatabases())('claims on %s', (engine) => {
  let database: OpenDatabase;
  let hub: TestHub;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
  });
  afterEach(() => database.close());

  /** One unit each for so many viewers, with a right to it that is already there. */
  const wishesFor = (shop: Shop, viewers: number) =>
    Promise.all(
      Array.from({ length: viewers }, async (_, n) => {
        const issued = await issueToken(hub, {
          dropSlug: shop.drop.slug,
          visitorId: `viewer-${n}`,
        });
        const items = [{ skuId: shop.sku.id, quantity: 1 }];
        return { token: issued.token, items, idempotencyKey: `the-wish-of-viewer-${n}` };
      }),
    );

  it('holds exactly 50 units for 300 viewers at once and tells 250 that it is sold out', async () => {
    const shop = await makeShop(hub, { units: 50 });
    const answers = await Promise.allSettled(
      Array.from({ length: 300 }, () => claimOne(hub, shop)),
    );
    const codes = answers.map((answer) =>
      answer.status === 'fulfilled' ? 'held' : (answer.reason as Problem).code,
    );
    expect(codes.filter((code) => code === 'held')).toHaveLength(50);
    expect(codes.filter((code) => code === 'drop_sold_out')).toHaveLength(250);
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('gives the units to those who asked first', async () => {
    const shop = await makeShop(hub, { units: 20 });
    const wishes = await wishesFor(shop, 50);
    const answers = await Promise.allSettled(wishes.map((wish) => holdUnits(hub, wish)));
    const isHeld = answers.map(({ status }) => status === 'fulfilled');
    expect(isHeld).toEqual(wishes.map((_, n) => n < 20));
  });

  it('tells whoever would wait for too long to try again, and keeps those who wait', async () => {
    const shop = await makeShop(hub, { units: 20 });
    const [first, second, third, fourth] = await wishesFor(shop, 4);
    if (!first || !second || !third || !fourth) throw new Error('four wishes');
    const mayGo = signal();
    const busy = inTransaction(hub.db, async (tx) => {
      await lockDrop(tx, shop.drop.id);
      await mayGo.given;
    });
    const waiting = [holdUnits(hub, first)];
    await pause(100);
    waiting.push(holdUnits(hub, second));
    await pause(2_100);
    await expect(holdUnits(hub, third)).rejects.toMatchObject({
      code: 'too_many_requests',
      details: { retryAfterSeconds: 2 },
    });
    mayGo.give();
    await busy;
    expect((await Promise.all(waiting)).map(({ claim }) => claim.state)).toEqual(['held', 'held']);
    expect((await holdUnits(hub, fourth)).claim.state).toBe('held');
  });

  it('sells a step of the price until it ends, and charges what was quoted', async () => {
    const shop = await makeShop(hub);
    const endsAt = new Date(hub.clock.now().getTime() + 60_000);
    const { id: dropId } = shop.drop;
    const step = { id: 'early', dropId, skuId: shop.sku.id, position: 1, priceMinor: 3900n };
    await hub.db.priceRung.create({ data: { ...step, endsAt } });
    hub.clock.advance(59_999);
    const early = await claimOne(hub, shop);
    hub.clock.advance(1);
    const late = await claimOne(hub, shop);
    const proof = { claimId: early.claim.id, visitorId: null, access: early.access };
    expect([early, late].map(({ claim }) => claim.quote.totalMinor)).toEqual([3900, 4900]);
    expect((await readClaim(hub, proof)).quote.totalMinor).toBe(3900);
  });

  it('lets exactly 2 of 40 equal visitors through a customer limit of 2', async () => {
    const shop = await makeShop(hub, { units: 50, limitPerCustomer: 2 });
    const answers = await Promise.allSettled(
      Array.from({ length: 40 }, (_, n) =>
        claimOne(hub, shop, { visitorId: 'one-person', key: `key-number-${n}` }),
      ),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('lets exactly the cap of a gate through', async () => {
    const shop = await makeShop(hub, { units: 50, capUnits: 7 });
    const answers = await Promise.allSettled(Array.from({ length: 30 }, () => claimOne(hub, shop)));
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(answers.length - refused.length).toBe(7);
    expect(refused.every(({ reason }) => (reason as Problem).code === 'gate_full')).toBe(true);
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('gives the same answer to the same key for ever, and claims once', async () => {
    const shop = await makeShop(hub);
    const { token } = await issueToken(hub, { dropSlug: shop.drop.slug, visitorId: 'v1' });
    const wish = {
      token,
      items: [{ skuId: shop.sku.id, quantity: 1 }],
      idempotencyKey: 'one-and-the-same',
    };
    const answers = await Promise.all(Array.from({ length: 20 }, () => holdUnits(hub, wish)));
    expect(new Set(answers.map(({ claim }) => claim.id)).size).toBe(1);
    hub.clock.advance(11 * 60_000);
    expect((await holdUnits(hub, wish)).claim.id).toBe(answers[0]?.claim.id);
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('answers a new hold, without reading it, with what a read answers', async () => {
    const shop = await makeShop(hub, { shippingMinor: 490 });
    const { claim, access } = await claimOne(hub, shop);
    expect(claim).toEqual(await readClaim(hub, { claimId: claim.id, visitorId: null, access }));
  });

  it('refuses another request under a used key', async () => {
    const shop = await makeShop(hub, { limitPerCustomer: 5 });
    await claimOne(hub, shop, { visitorId: 'v1', key: 'the-same-key' });
    await expect(
      claimOne(hub, shop, { visitorId: 'v1', key: 'the-same-key', quantity: 2 }),
    ).rejects.toMatchObject({ code: 'idempotency_conflict' });
  });

  it('lets a token make one claim', async () => {
    const shop = await makeShop(hub, { limitPerCustomer: 5 });
    const { token } = await issueToken(hub, { dropSlug: shop.drop.slug, visitorId: 'v1' });
    const items = [{ skuId: shop.sku.id, quantity: 1 }];
    await holdUnits(hub, { token, items, idempotencyKey: 'first-wish' });
    await expect(
      holdUnits(hub, { token, items, idempotencyKey: 'second-wish' }),
    ).rejects.toMatchObject({ code: 'token_used' });
  });

  it('refuses a token that was changed, is of another kind, or has run out', async () => {
    const shop = await makeShop(hub);
    const { token } = await issueToken(hub, { dropSlug: shop.drop.slug, visitorId: 'v1' });
    const items = [{ skuId: shop.sku.id, quantity: 1 }];
    const { access } = await claimOne(hub, shop);
    for (const forged of [`${token}x`, token.replace('.', '.A'), access, 'no.token.atall']) {
      await expect(
        holdUnits(hub, { token: forged, items, idempotencyKey: 'forged-wish' }),
      ).rejects.toMatchObject({ code: 'token_invalid' });
    }
    hub.clock.advance(10 * 60_000);
    await expect(
      holdUnits(hub, { token, items, idempotencyKey: 'a-late-wish' }),
    ).rejects.toMatchObject({ code: 'token_expired' });
  });

  it('opens at the start and closes at the end, to the millisecond', async () => {
    const startsAt = new Date(hub.clock.now().getTime() + 1_000);
    const endsAt = new Date(startsAt.getTime() + 3_600_000);
    const shop = await makeShop(hub, { startsAt, endsAt });
    hub.clock.set(new Date(startsAt.getTime() - 1));
    await expect(claimOne(hub, shop)).rejects.toMatchObject({ code: 'drop_not_started' });
    hub.clock.set(startsAt);
    await claimOne(hub, shop);
    hub.clock.set(new Date(endsAt.getTime() - 1));
    await claimOne(hub, shop);
    hub.clock.set(endsAt);
    await expect(claimOne(hub, shop)).rejects.toMatchObject({ code: 'drop_ended' });
  });

  it('gives an expired hold back, with its place under the limit and the cap', async () => {
    const shop = await makeShop(hub, { units: 1, capUnits: 1, holdSeconds: 300 });
    const seen: string[] = [];
    hub.signals.onDropChanged((dropId) => seen.push(dropId));
    const { claim, access } = await claimOne(hub, shop, { visitorId: 'v1' });
    hub.clock.advance(299_999);
    expect(await releaseLapsedHolds(hub)).toBe(0);
    hub.clock.advance(1);
    expect((await readClaim(hub, { claimId: claim.id, visitorId: null, access })).state).toBe(
      'expired',
    );
    expect(await releaseLapsedHolds(hub)).toBe(1);
    expect(await releaseLapsedHolds(hub)).toBe(0);
    expect(seen).toEqual([shop.drop.id, shop.drop.id]);
    await claimOne(hub, shop, { visitorId: 'v1', key: 'a-second-try' });
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('lets exactly one of many releases give units back', async () => {
    const shop = await makeShop(hub, { units: 3 });
    const { claim } = await claimOne(hub, shop);
    const released = await Promise.all(
      Array.from({ length: 10 }, () => releaseClaim(hub, { claimId: claim.id, reason: 'viewer' })),
    );
    expect(released.filter(Boolean)).toHaveLength(1);
    await expectConservedStock(hub.db, shop.drop.id);
  });

  it('extends a hold once, by five minutes, and never past fifteen in all', async () => {
    const shop = await makeShop(hub, { holdSeconds: 720 });
    const { claim, access } = await claimOne(hub, shop);
    const proof = { claimId: claim.id, visitorId: null, access };
    const extended = await extendHold(hub, proof);
    expect(extended.expiresAt).toBe(claim.heldAt + 900_000);
    await expect(extendHold(hub, proof)).rejects.toMatchObject({ code: 'claim_already_extended' });
  });

  it('shows a claim to its visitor and to whoever has its secret, and to nobody else', async () => {
    const shop = await makeShop(hub, { limitPerCustomer: 2 });
    const mine = await claimOne(hub, shop, { visitorId: 'me' });
    const other = await claimOne(hub, shop, { visitorId: 'you' });
    const { id: claimId } = mine.claim;
    await openClaim(hub, { claimId, visitorId: 'me' });
    await openClaim(hub, { claimId, visitorId: null, access: mine.access });
    for (const proof of [
      { visitorId: 'you' },
      { visitorId: null },
      { visitorId: null, access: other.access },
    ]) {
      await expect(openClaim(hub, { claimId, ...proof })).rejects.toMatchObject({
        code: 'not_found',
      });
    }
  });

  it('asks which creator when a drop is open through several and no link says it', async () => {
    const shop = await makeShop(hub);
    const second = await makeCreator(hub);
    const contract = await makeContract(hub, { brandId: shop.brand.id, creatorId: second.id });
    await hub.db.gate.create({
      data: { id: 'gate-2', dropId: shop.drop.id, contractId: contract.id },
    });
    await expect(claimOne(hub, shop)).rejects.toMatchObject({ code: 'no_gate' });
    const issued = await issueToken(hub, {
      dropSlug: shop.drop.slug,
      visitorId: 'v1',
      creatorHandle: second.handle,
    });
    expect(issued.creator.handle).toBe(second.handle);
    await hub.db.contract.update({
      where: { id: contract.id },
      data: { endedAt: hub.clock.now() },
    });
    const items = [{ skuId: shop.sku.id, quantity: 1 }];
    await expect(
      holdUnits(hub, { token: issued.token, items, idempotencyKey: 'after-the-end' }),
    ).rejects.toBeInstanceOf(Problem);
  });
});
