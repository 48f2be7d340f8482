import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCreators } from '../attribution/list-creators.ts';
import { reconcilePayments } from '../checkout/reconcile-payments.ts';
import { listDrops } from '../drops/list-drops.ts';
import { listEarnings } from '../payouts/list-earnings.ts';
import { movableClock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { readEpoch } from '../platform/epoch.ts';
import { settleReactions } from '../platform/happenings.ts';
import { EARNING_STATES } from '../protocol/payouts.ts';
import { reactions } from '../reactions.ts';
import {
  type StripeTestServer,
  startStripeTestServer,
} from '../stripe-test-server/start-stripe-test-server.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import {
  makeBrand,
  makeContract,
  makeCreator,
  makeDrop,
  makeLink,
  makeSku,
} from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { makeOrder, makeRefund } from '../test/orders.ts';
import { isEmpty } from './is-empty.ts';
import { removeDemo } from './remove-demo.ts';
import { seedDemo } from './seed-demo.ts';

const SECRET = 'whsec_demo_test';
const KEY = 'sk_test_demo';

describe.each(testDatabases())('the demo on %s', (engine) => {
  let world: Awaited<ReturnType<typeof openWorld>>;
  let before: Record<string, unknown[]>;

  beforeAll(async () => {
    world = await openWorld(engine);
    before = await allRows(world.hub.db);
    await world.seed();
  }, 120_000);
  afterAll(() => world.close());

  it('has three ended drops, one of them sold out, one live and one scheduled', async () => {
    const drops = await listDrops(world.hub, await world.brandId());
    expect(drops.map(({ slug, phase }) => [slug, phase])).toEqual([
      ['cloudweight-again', 'scheduled'],
      ['contour-moss', 'live'],
      ['tempo-60', 'ended'],
      ['cloudweight-evening', 'ended'],
      ['first-light-set', 'ended'],
    ]);
    const [, live, tempo] = drops;
    expect(tempo?.stock).toMatchObject({ total: 60, available: 0, held: 0, sold: 60 });
    expect(live?.stock.held).toBeGreaterThanOrEqual(4);
    expect(live?.stock.sold).toBeGreaterThanOrEqual(15);
  });

  it('has as many orders as two months of a small brand', async () => {
    const { db } = world.hub;
    const orders = await db.order.count();
    expect(orders).toBeGreaterThanOrEqual(150);
    expect(orders).toBeLessThanOrEqual(230);
    expect(await db.orderDecision.count()).toBe(orders);
    expect(await db.happening.count({ where: { doneAt: null } })).toBe(0);
    const clicks = await db.click.count();
    expect(clicks).toBeGreaterThan(500);
    expect(clicks).toBeLessThan(1_600);
    const refunds = await db.refund.count();
    expect(refunds - 1).toBeGreaterThanOrEqual(6);
  });

  it('books every commission in a ledger that balances', async () => {
    await expectBalancedLedger(world.hub.db);
  });

  it('knows what customers are worth after 30 and 60 days, and who brought whom', async () => {
    const { brand } = await world.brandOf();
    const rows = await listCreators(world.hub, { brand, asOf: world.hub.clock.now() });
    expect(rows).toHaveLength(3);
    const ltv = (index: number) => rows.map(({ ltv }) => ltv[index]?.valueMinor ?? null);
    expect(ltv(0).filter((value) => value !== null)).toHaveLength(3);
    expect(ltv(1).filter((value) => value !== null).length).toBeGreaterThanOrEqual(2);
    const twoCredits = await world.hub.db.orderDecision.findMany({
      where: { ltvContractId: { not: null } },
    });
    expect(twoCredits.some((one) => one.ltvContractId !== one.saleContractId)).toBe(true);
  });

  it('shows every step of the ladder of earnings', async () => {
    const mira = await world.hub.db.creator.findUniqueOrThrow({ where: { handle: 'miramoves' } });
    const seen = new Set<string>();
    let cursor: string | null = null;
    do {
      const page = await listEarnings(world.hub, mira, { cursor });
      for (const { state } of page.lines) seen.add(state);
      cursor = page.nextCursor;
    } while (cursor);
    expect([...seen].sort()).toEqual([...EARNING_STATES].sort());
  });

  it('leaves nothing behind when it is removed, and touches no other brand', async () => {
    await reconcilePayments(world.hub);
    expect(await world.hub.db.stripeEvent.count()).toBeGreaterThan(50);
    expect(await isEmpty(world.hub)).toBe(false);
    expect(await removeDemo(world.hub)).toBe(true);
    expect(await allRows(world.hub.db)).toEqual(before);
    expect(await removeDemo(world.hub)).toBe(false);
  });
});

/** A hub with a brand of its own, a Stripe test server, and one clock for both. */
async function openWorld(engine: Engine) {
  const { db, close } = await createTestDatabase(engine);
  const now = new Date('2026-11-20T14:20:00.000Z');
  let hub: TestHub | undefined;
  const stripe: StripeTestServer = await startStripeTestServer({
    port: 0,
    databaseFile: ':memory:',
    now: () => hub?.clock.now() ?? now,
    secretKey: KEY,
    webhook: { url: () => null, secret: SECRET },
  });
  const address = { secretKey: KEY, webhookSecret: SECRET, host: '127.0.0.1', port: stripe.port };
  hub = testHub(db, { clock: movableClock(now), stripe: address });
  const served = hub;
  await makeForeignBrand(served);
  await readEpoch(db);
  const brandOf = async () => {
    const brand = await db.brand.findFirstOrThrow({ where: { isDemo: true } });
    return { brand };
  };
  return {
    hub: served,
    stripe,
    brandOf,
    brandId: async () => (await brandOf()).brand.id,
    seed: () => seedDemo(served, { clock: served.clock, engine, pay: stripe.pay, now }),
    close: async () => {
      await stripe.close();
      await close();
    },
  };
}

/** Somebody else's brand with an order, a refund and a click. */
async function makeForeignBrand(hub: TestHub): Promise<void> {
  const brand = await makeBrand(hub);
  const creator = await makeCreator(hub);
  const contract = await makeContract(hub, { brandId: brand.id, creatorId: creator.id });
  const sku = await makeSku(hub, { brandId: brand.id });
  const given = { brandId: brand.id, skuId: sku.id, contractIds: [contract.id], units: 10 };
  const drop = await makeDrop(hub, given);
  await makeLink(hub, { contractId: contract.id });
  const order = await makeOrder(hub, { brandId: brand.id, drop, contract });
  await makeRefund(hub, { orderId: order.id, amountMinor: 100 });
  await settleReactions(hub, reactions);
}

/** Every row of every table; the note that the demo was removed is no demo data. */
async function allRows(db: Db): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const name of Object.keys(db).filter((key) => !/^[$_]/.test(key))) {
    const delegate = (db as unknown as Record<string, { findMany?: () => Promise<object[]> }>)[
      name
    ];
    const found = (await delegate?.findMany?.()) ?? [];
    rows[name] = found
      .filter((row) => !('key' in row && row.key === 'demo.removedAt'))
      .map((row) =>
        JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
      )
      .sort();
  }
  return rows;
}
