import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustCommission } from '../payouts/adjust-commission.ts';
import { postCommission } from '../payouts/post-commission.ts';
import { type Reactions, runReactions, settleReactions } from '../platform/happenings.ts';
import { newId } from '../platform/ids.ts';
import { testDatabases } from '../test/database.ts';
import { makeLink } from '../test/factories.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { makeOrder } from '../test/orders.ts';
import { decideOrder } from './decide-order.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const REACTIONS: Reactions = {
  'order.paid': [decideOrder],
  'order.decided': [postCommission],
  'order.refunded': [adjustCommission],
};

const who = fc.constantFrom('ana' as const, 'ben' as const);
const visitor = fc.constantFrom('v1', 'v2', 'v3');
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('click' as const), who, visitor }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('buy' as const),
      who,
      visitor,
      email: fc.constantFrom('eve@home.test', 'joe@home.test', 'ana'),
      minor: fc.integer({ min: 1, max: 20_000 }),
      isLate: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      hours: fc.integer({ min: 0, max: 500 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('agree' as const),
      who,
      newCustomerBps: fc.constantFrom(0, 700, 2000, 9000),
      attributionWindowDays: fc.integer({ min: 1, max: 20 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** A click while nothing was agreed counts for nobody, also once the contract goes on. */
const CLICK_BETWEEN_END_AND_RENEWAL: Step[] = [
  { do: 'end', who: 'ana' },
  { do: 'click', who: 'ana', visitor: 'v1' },
  { do: 'agree', who: 'ana', newCustomerBps: 2000, attributionWindowDays: 20 },
  { do: 'buy', who: 'ben', visitor: 'v1', email: 'eve@home.test', minor: 9900, isLate: false },
  { do: 'buy', who: 'ana', visitor: 'v1', email: 'eve@home.test', minor: 9900, isLate: true },
];

describe.each(testDatabases())('credits on %s', (engine) => {
  it('go to who came first and to who sold, through ends, renewals and late settlements', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 18 }), async (steps) => {
        const story = await begin(await openMoneyHouse(engine));
        try {
          for (const one of steps) await story.take(one);
          await story.take({ do: 'settle' });
          await story.check();
        } finally {
          await story.close();
        }
      }),
      { numRuns: engine === 'sqlite' ? 25 : 8, examples: [[CLICK_BETWEEN_END_AND_RENEWAL]] },
    );
  }, 180_000);
});

type Agreed = { id: string; newCustomerBps: number; windowDays: number };
type Seen = { at: number; id: string; visitor: string; contractId: string; terms: Agreed | null };
type Bought = {
  id: string;
  at: number;
  visitor: string;
  email: string;
  minor: number;
  bps: number;
};
type First = { orderId: string; contractId: string | null; touchAt: number | null };

/** Plays steps on the hub and, beside it, by the words of the rule alone. */
async function begin(house: MoneyHouse) {
  const { hub, brand, drop } = house;
  const { db, clock } = hub;
  const now = () => clock.now().getTime();
  const terms = new Map<string, Agreed | null>();
  const links = new Map<string, string>();
  for (const name of ['ana', 'ben'] as const) {
    const { contract } = house[name];
    const version = { id: contract.version.id, newCustomerBps: 1000, windowDays: 30 };
    terms.set(contract.id, version);
    links.set(contract.id, (await makeLink(hub, { contractId: contract.id })).id);
  }
  const touches: Seen[] = [];
  const late: (() => Promise<void>)[] = [];
  const orders: Bought[] = [];
  const firsts = new Map<string, First>();

  async function take(one: Step): Promise<void> {
    clock.advance(MINUTE_MS * 2);
    if (one.do === 'wait') return clock.advance(one.hours * 3_600_000);
    if (one.do === 'settle') return settle();
    const { contract } = house[one.who];
    if (one.do === 'click') return click(contract.id, one.visitor);
    if (one.do === 'end') {
      terms.set(contract.id, null);
      await db.contract.update({ where: { id: contract.id }, data: { endedAt: clock.now() } });
      return;
    }
    if (one.do === 'agree') return agree(contract.id, one);
    return buy(one);
  }

  async function click(contractId: string, visitorId: string) {
    const at = clock.now();
    const agreed = terms.get(contractId) ?? null;
    const id = newId(at);
    touches.push({ at: now(), id, visitor: visitorId, contractId, terms: agreed });
    const linkId = links.get(contractId) ?? '';
    const contractVersionId = agreed?.id ?? null;
    await db.click.create({
      data: { id, linkId, contractVersionId, visitorId, at, verdict: 'human' },
    });
  }

  async function agree(contractId: string, given: Extract<Step, { do: 'agree' }>) {
    const at = clock.now();
    const number = (await db.contractVersion.count({ where: { contractId } })) + 1;
    const { newCustomerBps, attributionWindowDays } = given;
    const before = await db.contractVersion.findFirstOrThrow({ where: { contractId } });
    const text = JSON.stringify({
      ...JSON.parse(before.terms),
      newCustomerBps,
      attributionWindowDays,
    });
    const id = newId(at);
    await db.contractVersion.create({
      data: {
        ...{ id, contractId, number, terms: text, termsHash: id, proposedBy: 'brand' },
        ...{ proposedAt: at, acceptedByBrandAt: at, acceptedByCreatorAt: at },
      },
    });
    await db.contract.update({ where: { id: contractId }, data: { endedAt: null } });
    terms.set(contractId, { id, newCustomerBps, windowDays: attributionWindowDays });
  }

  async function buy(given: Extract<Step, { do: 'buy' }>) {
    const { contract, creator } = house[given.who];
    const agreed = terms.get(contract.id);
    if (!agreed) return;
    const email = given.email === 'ana' ? house.ana.creator.user.email : given.email;
    const isOwn = email === creator.user.email;
    const at = now();
    const settleOne = async () => {
      const order = await makeOrder(hub, {
        brandId: brand.id,
        drop,
        contract: { id: contract.id, version: { id: agreed.id } },
        visitorId: given.visitor,
        email,
        capturedMinor: given.minor,
        capturedAt: new Date(at),
      });
      touches.push({
        at: at - MINUTE_MS,
        id: order.claimId ?? '',
        visitor: given.visitor,
        contractId: contract.id,
        terms: agreed,
      });
      const bps = isOwn ? 0 : agreed.newCustomerBps;
      const { visitor: by, minor } = given;
      orders.push({ id: order.id, at, visitor: by, email, minor, bps });
    };
    if (given.isLate) late.push(settleOne);
    else await settleOne();
  }

  /** Late payments arrive in reverse, then three workers react at once. */
  async function settle() {
    for (const one of late.splice(0).reverse()) await one();
    for (const email of new Set(orders.map((order) => order.email))) {
      if (!firsts.has(email)) firsts.set(email, firstOf(email));
    }
    await Promise.all([1, 2, 3].map(() => runReactions(hub, REACTIONS)));
    clock.advance(MINUTE_MS);
    await settleReactions(hub, REACTIONS);
  }

  function firstOf(email: string): First {
    const own = orders.filter((order) => order.email === email);
    const [first] = own.toSorted((a, b) => a.at - b.at);
    if (!first) throw new Error('nobody bought');
    const visitors = own.map((order) => order.visitor);
    const [touch] = touches
      .filter((one) => visitors.includes(one.visitor) && one.at <= first.at && one.terms)
      .filter((one) => first.at - one.at <= (one.terms?.windowDays ?? 0) * DAY_MS)
      .filter((one) => one.contractId !== house.ana.contract.id || !email.startsWith('creator'))
      .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    return {
      orderId: first.id,
      contractId: touch?.contractId ?? null,
      touchAt: touch?.at ?? null,
    };
  }

  async function check() {
    await expectBalancedLedger(db);
    const decisions = await db.orderDecision.findMany({ include: { order: true } });
    expect(decisions).toHaveLength(orders.length);
    for (const order of orders) {
      const first = firsts.get(order.email);
      const decision = decisions.find(({ orderId }) => orderId === order.id);
      const isNew = first?.orderId === order.id;
      expect(decision?.isFirstOrder).toBe(isNew);
      expect(decision?.ltvContractId).toBe(first?.contractId);
      const line = await db.commissionLine.findFirstOrThrow({ where: { orderId: order.id } });
      const isOwn = order.bps === 0 && line.rateBps === 0;
      const bps = isNew || isOwn ? order.bps : 500;
      const earned = Math.min(
        Math.floor((order.minor * bps + 5000) / 10_000),
        Math.floor(order.minor / 2),
      );
      expect(Number(line.earnedMinor)).toBe(earned);
    }
    for (const one of await db.acquisition.findMany({ include: { customer: true } })) {
      expect({
        orderId: one.firstOrderId,
        contractId: one.contractId,
        touchAt: one.touchAt?.getTime() ?? null,
      }).toEqual(firsts.get(one.customer.email));
    }
  }

  return { take, check, close: house.close };
}
