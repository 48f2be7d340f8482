import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { testDatabases } from '../test/database.ts';
import { makeLink } from '../test/factories.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { mergeCustomers } from './merge-customers.ts';
import { undoMerge } from './undo-merge.ts';

const DAY_MS = 86_400_000;
const PEOPLE = ['a', 'b', 'c', 'd'] as const;
const person = fc.constantFrom(...PEOPLE);
const who = fc.constantFrom('ana' as const, 'ben' as const);
const step = fc.oneof(
  fc.record({ do: fc.constant('click' as const), who, person }),
  fc.record({ do: fc.constant('buy' as const), who, person }),
  fc.record({ do: fc.constant('merge' as const), person, other: person }),
  fc.record({ do: fc.constant('undo' as const), nth: fc.nat(5) }),
  fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 20 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

type Seen = { at: number; id: string; person: string; contractId: string };
type Bought = { id: string; at: number; person: string; contractId: string };

describe.each(testDatabases())('merges on %s', (engine) => {
  it('keep the earliest qualifying touch of whoever is one, and undo to the letter', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 20 }), async (steps) => {
        const house = await openMoneyHouse(engine, { attributionWindowDays: 30 });
        try {
          await play(house, steps);
        } finally {
          await house.close();
        }
      }),
      { numRuns: engine === 'sqlite' ? 8 : 3 },
    );
  }, 300_000);
});

/** Plays steps on the hub, and after each computes by the words of the rule who brought whom. */
async function play(house: MoneyHouse, steps: readonly Step[]): Promise<void> {
  const story = await begin(house);
  for (const one of steps) {
    house.hub.clock.advance(60_000);
    await story.take(one);
    await story.check();
  }
}

async function begin(house: MoneyHouse) {
  const { hub, brand } = house;
  const { db } = hub;
  const touches: Seen[] = [];
  const orders: Bought[] = [];
  const merges: { id: string; before: unknown; at: number }[] = [];
  const links = {
    ana: (await makeLink(hub, { contractId: house.ana.contract.id })).id,
    ben: (await makeLink(hub, { contractId: house.ben.contract.id })).id,
  };
  /** Steps that changed something: what was merged in the last of them can be compared exactly. */
  let changes = 0;

  async function take(one: Step): Promise<void> {
    if (one.do === 'wait') house.days(one.days);
    if (one.do === 'click') await click(one);
    if (one.do === 'buy') await buy(one);
    if (one.do === 'merge') await merge(one);
    if (one.do === 'undo') await undo(one.nth);
  }

  async function click({ who: name, person }: Extract<Step, { do: 'click' }>) {
    const at = hub.clock.now();
    const { contract } = house[name];
    const id = newId(at);
    await db.click.create({
      data: {
        ...{ id, linkId: links[name], visitorId: `visitor-${person}`, at, verdict: 'human' },
        contractVersionId: contract.version.id,
      },
    });
    touches.push({ at: at.getTime(), id, person, contractId: contract.id });
  }

  async function buy({ who: name, person }: Extract<Step, { do: 'buy' }>) {
    const sold = { email: `${person}@home.test`, visitorId: `visitor-${person}` };
    const order = await house.sell(house[name], { ...sold, capturedMinor: 10_000 });
    const contractId = house[name].contract.id;
    const at = order.capturedAt.getTime();
    orders.push({ id: order.id, at, person, contractId });
    touches.push({ at, id: order.claimId ?? '', person, contractId });
    changes += 1;
  }

  async function merge({ person, other }: Extract<Step, { do: 'merge' }>) {
    const ids = [await ownerOf(person), await ownerOf(other)] as const;
    if (!ids[0] || !ids[1] || ids[0] === ids[1]) return;
    const before = await state();
    const { mergeId } = await mergeCustomers(hub, {
      ...{ brandId: brand.id, customerIds: [ids[0], ids[1]], reason: 'one person', userId: 'u' },
    });
    await house.settle();
    changes += 1;
    merges.push({ id: mergeId, before, at: changes });
  }

  async function undo(nth: number) {
    const index = nth % Math.max(1, merges.length);
    const merged = merges[index];
    if (!merged) return;
    const isRefused = await undoMerge(hub, {
      ...{ brandId: brand.id, mergeId: merged.id, userId: 'u' },
    }).then(
      () => false,
      (error: unknown) => {
        if (error instanceof Problem && error.code === 'merge_not_last') return true;
        throw error;
      },
    );
    if (isRefused) return expect(index).toBeLessThan(merges.length - 1);
    await house.settle();
    if (merged.at === changes) expect(await state()).toEqual(merged.before);
    merges.splice(index, 1);
    changes += 1;
  }

  async function ownerOf(person: string): Promise<string | null> {
    const where = { kind: 'email', value: `${person}@home.test` };
    return (await db.customerKey.findFirst({ where }))?.customerId ?? null;
  }

  async function state() {
    return {
      keys: await db.customerKey.findMany({ orderBy: { id: 'asc' } }),
      orders: await db.order.findMany({
        select: { id: true, customerId: true },
        orderBy: { id: 'asc' },
      }),
      acquisitions: await db.acquisition.findMany({ orderBy: { customerId: 'asc' } }),
      decisions: await db.orderDecision.findMany({ orderBy: { orderId: 'asc' } }),
    };
  }

  async function check() {
    const owners = new Map<string, string>();
    for (const name of PEOPLE) owners.set(name, (await ownerOf(name)) ?? name);
    const firsts = new Map<string, ReturnType<typeof firstOf>>();
    for (const { person } of orders) {
      const owner = owners.get(person) ?? '';
      firsts.set(owner, firstOf(PEOPLE.filter((name) => owners.get(name) === owner)));
    }
    const stored = await db.acquisition.findMany();
    const asStored = stored.map(({ customerId, firstOrderId, contractId, touchAt }) => [
      customerId,
      { firstOrderId, contractId, touchAt: touchAt?.getTime() ?? null },
    ]);
    expect(Object.fromEntries(asStored)).toEqual(Object.fromEntries(firsts));
    for (const order of orders) {
      const first = firsts.get(owners.get(order.person) ?? '');
      const decision = await db.orderDecision.findUniqueOrThrow({ where: { orderId: order.id } });
      const isFirst = first?.firstOrderId === order.id;
      expect(decision).toMatchObject({
        ltvContractId: first?.contractId ?? null,
        isFirstOrder: isFirst,
        customerKind: isFirst ? 'new' : 'existing',
      });
      const sum = await db.ledgerEntry.aggregate({
        where: { line: { orderId: order.id }, account: { not: 'brand_payable' } },
        _sum: { amountMinor: true },
      });
      expect(Number(sum._sum.amountMinor ?? 0n)).toBe(isFirst ? 1000 : 500);
    }
    await expectBalancedLedger(db);
  }

  /** By the words of the rule: the earliest touch of them all within 30 days before their first order. */
  function firstOf(people: readonly string[]) {
    const byTime = (x: { at: number; id: string }, y: { at: number; id: string }) =>
      x.at - y.at || (x.id < y.id ? -1 : 1);
    const own = ({ person }: { person: string }) => people.includes(person);
    const [first] = orders.filter(own).toSorted(byTime);
    const firstAt = first?.at ?? 0;
    // Devices of whoever has bought are known; a touch of anybody else is nobody's yet.
    const [touch] = touches
      .filter(own)
      .filter(({ person }) => orders.some((order) => order.person === person))
      .filter(({ at }) => at <= firstAt && firstAt - at <= 30 * DAY_MS)
      .toSorted(byTime);
    return {
      firstOrderId: first?.id ?? '',
      contractId: touch?.contractId ?? null,
      touchAt: touch?.at ?? null,
    };
  }

  return { take, check };
}
