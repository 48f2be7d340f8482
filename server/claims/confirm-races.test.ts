import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../platform/db.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { claimOne, makeShop } from '../test/shop.ts';
import { expectConservedStock } from '../test/stock.ts';
import { confirmClaim } from './confirm-claim.ts';
import { releaseClaim } from './release-claim.ts';

const HOLDS = 400;

describe.each(testDatabases())('races on %s', (engine) => {
  let database: OpenDatabase;
  let hub: TestHub;
  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
  });
  afterEach(() => database.close());

  it(`give each of ${HOLDS} holds, raced by two payments and one end, one winner`, async () => {
    const shop = await makeShop(hub, { units: HOLDS });
    const dropId = shop.drop.id;
    const held = await Promise.all(Array.from({ length: HOLDS }, () => claimOne(hub, shop)));
    hub.clock.advance(11 * 60_000);
    const pay = async (claimId: string) => {
      let sold = false;
      const record = async (_tx: unknown, { settlement }: { settlement: string }) => {
        sold = settlement === 'sold';
      };
      await confirmClaim(hub, { claimId, dropId, payerKey: null, destination: null, record });
      return sold;
    };
    const races = held.map(async ({ claim }, n) => {
      const [first, second, isReleased] =
        n % 2 === 0
          ? await Promise.all([pay(claim.id), pay(claim.id), end(claim.id)])
          : await Promise.all([end(claim.id), pay(claim.id), pay(claim.id)]).then(
              ([ended, ...paid]) => [...paid, ended] as const,
            );
      return { sales: [first, second].filter(Boolean).length, isReleased };
    });
    const results = await Promise.all(races);
    // Stock is left, so that money which comes after the end takes the units again: always one sale.
    expect(results.map(({ sales }) => sales)).toEqual(held.map(() => 1));
    const claims = await hub.db.claim.findMany({ where: { dropId } });
    expect(claims.filter(({ paidAt, releasedAt }) => paidAt && !releasedAt)).toHaveLength(HOLDS);
    const resold = await hub.db.stockMovement.count({ where: { kind: 'resold' } });
    expect(resold).toBe(results.filter(({ isReleased }) => isReleased).length);
    await expectConservedStock(hub.db, dropId);
  }, 60_000);

  const end = (claimId: string) => releaseClaim(hub, { claimId, reason: 'expired' });
});
