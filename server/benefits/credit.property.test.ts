import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Reactions, runReactions, settleReactions } from '../platform/happenings.ts';
import { newId } from '../platform/ids.ts';
import { reactions } from '../reactions.ts';
import { balanceOf, expectSoundCredit, grantCredit } from '../test/credit.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { makeClaim, makeOrder, makeRefund } from '../test/orders.ts';
import { makeShop } from '../test/shop.ts';
import { earnCredit } from './earn-credit.ts';
import { giveCreditBack } from './give-credit-back.ts';
import { setCreditAside } from './set-credit-aside.ts';
import { settleCreditOfRefund } from './settle-credit-of-refund.ts';

/** What moves credit; the other nouns react in their own tests. */
const REACTIONS: Reactions = {
  ...reactions,
  'order.paid': [earnCredit],
  'order.decided': [],
  'order.refunded': [settleCreditOfRefund],
};

const who = fc.constantFrom('eve@home.test', 'joe@home.test');
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('earn' as const),
      who,
      paidMinor: fc.integer({ min: 1, max: 20_000 }),
      creditMinor: fc.integer({ min: 1, max: 3_000 }),
      units: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('spend' as const),
      who,
      totalMinor: fc.integer({ min: 0, max: 9_000 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('release' as const), nth: fc.nat(9) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      nth: fc.nat(9),
      share: fc.integer({ min: 1, max: 100 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fail' as const), nth: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('react' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

describe.each(testDatabases())('balances on %s', (engine) => {
  it('are the sum of their entries and never negative, whatever is earned, spent and refunded', async () => {
    const database = await createTestDatabase(engine);
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), async (steps) => {
          const story = await begin(testHub(database.db));
          for (const one of steps) await story.take(one);
          await story.check();
        }),
        { numRuns: engine === 'sqlite' ? 12 : 6 },
      );
    } finally {
      await database.close();
    }
  }, 120_000);
});

type Paid = { orderId: string; paidMinor: number; refundedMinor: number };

/** One brand with its customers; `check` compares with what is known to be right. */
async function begin(hub: TestHub) {
  const shop = await makeShop(hub);
  const brandId = shop.brand.id;
  const claims: { claimId: string; who: string }[] = [];
  const orders: Paid[] = [];
  // Somebody who never buys: none of what happens to others touches it.
  await grantCredit(hub, { brandId, emailKey: 'ida@home.test' }, 777);

  const acts = {
    async earn({ who: email, paidMinor, creditMinor, units }: Extract<Step, { do: 'earn' }>) {
      const lines = [{ quantity: units }, { quantity: units, isAddOn: true }];
      const quote = { lines, offer: { kind: 'credit_back', creditMinor } };
      const bought = { ...shop, brandId, email, capturedMinor: paidMinor, quote };
      const order = await makeOrder(hub, bought);
      orders.push({ orderId: order.id, paidMinor, refundedMinor: 0 });
    },
    async spend({ who: emailKey, totalMinor }: Extract<Step, { do: 'spend' }>) {
      const visitorId = newId(hub.clock.now());
      const quote = { itemsMinor: totalMinor, totalMinor, lines: [] };
      const claim = await makeClaim(hub, { ...shop, brandId, visitorId, quote });
      const before = await balanceOf(hub.db, { brandId, emailKey });
      const used = await Promise.all(
        [1, 2].map(() => setCreditAside(hub, { claimId: claim.id, emailKey })),
      );
      const right = Math.max(0, Math.min(before, totalMinor - 50));
      expect(used).toEqual([right, right]);
      expect(await balanceOf(hub.db, { brandId, emailKey })).toBe(before - right);
      claims.push({ claimId: claim.id, who: emailKey });
    },
    async release({ nth }: Extract<Step, { do: 'release' }>) {
      const claim = claims[nth % Math.max(1, claims.length)];
      if (claim) await Promise.all([1, 2].map(() => giveCreditBack(hub, claim.claimId)));
    },
    async refund({ nth, share }: Extract<Step, { do: 'refund' }>) {
      const order = orders[nth % Math.max(1, orders.length)];
      if (!order) return;
      const left = order.paidMinor - order.refundedMinor;
      const amountMinor = share > 66 ? left : Math.floor((left * share) / 66);
      if (amountMinor === 0) return;
      order.refundedMinor += amountMinor;
      await makeRefund(hub, { orderId: order.orderId, amountMinor });
    },
    async fail({ nth }: Extract<Step, { do: 'fail' }>) {
      const refunds = await hub.db.refund.findMany({ where: { order: { brandId } } });
      const refund = refunds[nth % Math.max(1, refunds.length)];
      if (!refund || refund.status === 'failed') return;
      await hub.db.refund.update({ where: { id: refund.id }, data: { status: 'failed' } });
      const order = orders.find(({ orderId }) => orderId === refund.orderId);
      if (order) order.refundedMinor -= Number(refund.amountMinor);
      const at = hub.clock.now();
      const payload = JSON.stringify({ orderId: refund.orderId, refundId: refund.id });
      await hub.db.happening.create({
        data: { id: newId(at), kind: 'order.refunded', payload, at, notBefore: at },
      });
    },
    async react() {
      await Promise.all([runReactions(hub, REACTIONS), runReactions(hub, REACTIONS)]);
    },
  };

  return {
    async take(one: Step) {
      await acts[one.do](one as never);
      await expectSoundCredit(hub.db);
    },
    async check() {
      await settleReactions(hub, REACTIONS);
      // Once more changes nothing.
      for (const { orderId } of orders) await earnCredit(hub, { orderId });
      await expectSoundCredit(hub.db);
      expect(await balanceOf(hub.db, { brandId, emailKey: 'ida@home.test' })).toBe(777);
      for (const { orderId, paidMinor, refundedMinor } of orders) {
        const entries = await hub.db.creditEntry.findMany({ where: { brandId, orderId } });
        const sum = (kind: string) =>
          entries.reduce(
            (all, one) => (one.kind === kind ? all + Number(one.amountMinor) : all),
            0,
          );
        const taken = Math.round((sum('earned') * refundedMinor) / paidMinor + 1e-9);
        expect(sum('taken_back')).toBe(taken === 0 ? 0 : -taken);
        expect(sum('written_off')).toBeGreaterThanOrEqual(0);
        expect(sum('written_off')).toBeLessThanOrEqual(taken);
      }
    },
  };
}
