import { seedDemo } from '../demo/seed-demo.ts';
import type { DemoWorld } from '../demo/stage.ts';
import { movableClock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { readEpoch } from '../platform/epoch.ts';
import { settleReactions } from '../platform/happenings.ts';
import { reactions } from '../reactions.ts';
import {
  type StripeTestServer,
  startStripeTestServer,
} from '../stripe-test-server/start-stripe-test-server.ts';
import { createTestDatabase } from './database.ts';
import { makeBrand, makeContract, makeCreator, makeDrop, makeLink, makeSku } from './factories.ts';
import { type TestHub, testHub } from './hub.ts';
import { makeOrder, makeRefund } from './orders.ts';

const SECRET = 'whsec_demo_test';
const KEY = 'sk_test_demo';

/** A hub with a brand of its own, a Stripe test server, and one clock for both. */
export async function openWorld(engine: Engine, { hasNeighbour = true } = {}) {
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
  if (hasNeighbour) await makeForeignBrand(served);
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
    seed: (pay: DemoWorld['pay'] = stripe.pay) =>
      seedDemo(served, { clock: served.clock, engine, pay, now }),
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
export async function allRows(db: Db): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const name of Object.keys(db).filter((key) => !/^[$_]/.test(key))) {
    // How far the reports have come is a fact of the hub.
    if (name === 'reportProgress') continue;
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
