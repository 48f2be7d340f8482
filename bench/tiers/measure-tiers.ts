import { decideOrder } from '../../server/attribution/decide-order.ts';
import { postCommission } from '../../server/payouts/post-commission.ts';
import { movableClock } from '../../server/platform/clock.ts';
import { openDatabase } from '../../server/platform/db.ts';
import type { Engine } from '../../server/platform/engine.ts';
import type { TierClause } from '../../server/protocol/contracts.ts';
import { shareOf } from '../../server/protocol/money.ts';
import {
  makeBrand,
  makeContract,
  makeCreator,
  makeDrop,
  makeSku,
} from '../../server/test/factories.ts';
import { type TestHub, testHub } from '../../server/test/hub.ts';
import { makeOrder, makeRefund } from '../../server/test/orders.ts';
import { createBenchDatabase } from '../shared/bench-database.ts';
import { fillMonth } from './fill-month.ts';

/** Lines a month at which orders are timed, in rising order, and how many are timed there. */
export type TierSize = { lines: readonly number[]; timed: number };

export const FULL: TierSize = { lines: [100, 1_000, 3_000], timed: 50 };
export const BRIEF: TierSize = { lines: [10, 30], timed: 4 };

const NET_MINOR = 5_000;
const RATE_BPS = 1_000;
const PLUS_BPS = 300;
const LAST_PLUS_BPS = 500;
/** Sales that reach the first step. */
const FIRST_STEP = 3;

/**
 * What the commission of one order costs late in a month, in milliseconds, by a contract without tiers,
 * one with marginal and one with retroactive tiers that have passed their first step. At the end
 * a refund of the month's first order by marginal tiers, and an order that reaches the next retroactive
 * step, which raises every line.
 */
export async function measureTiers(engine: Engine, { lines, timed }: TierSize) {
  const file = await createBenchDatabase(engine);
  const { db, close } = await openDatabase({ url: file.url });
  try {
    const hub = testHub(db, { clock: movableClock(new Date('2026-09-01T00:00:00Z')) });
    const most = lines.at(-1) ?? 0;
    const { plain, marginal, retroactive } = await openSellers(hub, most);
    const sellers = { plain, marginal, retroactive };
    const msAt: Record<string, Record<string, number>> = {};
    const firstCountMs: number[] = [];
    let sold = 0;
    for (const goal of lines) {
      const times: Record<string, number[]> = {};
      for (const [name, seller] of Object.entries(sellers)) {
        times[name] = [];
        await seller.fill(goal - timed - 1 - sold);
        firstCountMs.push(await seller.sell());
      }
      for (let n = 0; n < timed; n += 1) {
        for (const [name, seller] of Object.entries(sellers))
          times[name]?.push(await seller.sell());
      }
      msAt[goal] = Object.fromEntries(
        Object.entries(times).map(([name, all]) => [name, median(all)]),
      );
      sold = goal;
    }
    const refundMs = await marginal.refundFirst();
    const crossingMs = await retroactive.sell();
    const [ofMarginal, ofRetroactive] = [await marginal.owed(), await retroactive.owed()];
    return {
      engine,
      lines: most,
      growth: growthOf(msAt, lines),
      msAt,
      refundMs: tenths(refundMs),
      crossingMs: tenths(crossingMs),
      firstCountMs: tenths(Math.max(...firstCountMs)),
      isExact:
        ofMarginal ===
          (most - 1) * shareOf(NET_MINOR, RATE_BPS) +
            shareOf((most - 1 - FIRST_STEP) * NET_MINOR, PLUS_BPS) &&
        ofRetroactive === (most + 1) * shareOf(NET_MINOR, RATE_BPS + LAST_PLUS_BPS),
    };
  } finally {
    await close();
    await file.remove();
  }
}

/** How many times an order costs at the most lines what it costs at the fewest. */
function growthOf(msAt: Record<string, Record<string, number>>, lines: readonly number[]) {
  const [few, many] = [msAt[lines[0] ?? 0] ?? {}, msAt[lines.at(-1) ?? 0] ?? {}];
  return Object.fromEntries(
    Object.entries(many).map(([name, ms]) => [
      name,
      Math.round((100 * ms) / (few[name] ?? 1)) / 100,
    ]),
  );
}

async function openSellers(hub: TestHub, most: number) {
  const brand = await makeBrand(hub);
  const { id: skuId } = await makeSku(hub, { brandId: brand.id });
  const hire = async (tiers: TierClause | null) => {
    const { id: creatorId } = await makeCreator(hub);
    const terms = { tiers, newCustomerBps: RATE_BPS, existingCustomerBps: RATE_BPS };
    return makeContract(hub, { brandId: brand.id, creatorId, terms });
  };
  const [plain, marginal, retroactive] = [
    await hire(null),
    await hire({
      ...{ period: 'month', basis: 'revenue', mode: 'marginal' },
      steps: [{ from: FIRST_STEP * NET_MINOR, plusBps: PLUS_BPS }],
    }),
    await hire({
      ...{ period: 'month', basis: 'orders', mode: 'retroactive' },
      steps: [
        { from: FIRST_STEP, plusBps: PLUS_BPS },
        { from: most + 1, plusBps: LAST_PLUS_BPS },
      ],
    }),
  ];
  const contractIds = [plain.id, marginal.id, retroactive.id];
  const drop = await makeDrop(hub, { brandId: brand.id, skuId, contractIds, units: 10 });
  const seat = (contract: typeof plain) => seller(hub, { brandId: brand.id, drop, contract });
  return { plain: seat(plain), marginal: seat(marginal), retroactive: seat(retroactive) };
}

function seller(hub: TestHub, given: Omit<Parameters<typeof makeOrder>[1], 'capturedMinor'>) {
  const { db, clock } = hub;
  const { brandId, contract } = given;
  const follow = async (orderId: string) => {
    const begun = performance.now();
    await postCommission(hub, { orderId });
    return performance.now() - begun;
  };
  return {
    async fill(count: number): Promise<void> {
      const { id: contractId, version } = contract;
      const { creatorId } = await db.contract.findUniqueOrThrow({ where: { id: contractId } });
      const terms = { contractId, contractVersionId: version.id, creatorId: creatorId ?? '' };
      const sale = { brandId, netMinor: NET_MINOR, rateBps: RATE_BPS };
      await fillMonth(hub, { ...terms, ...sale }, count);
    },
    /** From the decision of an order to its commission. */
    async sell(): Promise<number> {
      clock.advance(100);
      const { id: orderId } = await makeOrder(hub, { ...given, capturedMinor: NET_MINOR });
      await decideOrder(hub, { orderId });
      return follow(orderId);
    },
    async refundFirst(): Promise<number> {
      const { orderId } = await db.commissionLine.findFirstOrThrow({
        where: { contractId: contract.id, order: { decision: { isNot: null } } },
        orderBy: { earnedAt: 'asc' },
      });
      await makeRefund(hub, { orderId: orderId ?? '', amountMinor: NET_MINOR });
      return follow(orderId ?? '');
    },
    async owed(): Promise<number> {
      const { _sum } = await db.ledgerEntry.aggregate({
        where: { contractId: contract.id, account: 'brand_payable' },
        _sum: { amountMinor: true },
      });
      return 0 - Number(_sum.amountMinor);
    },
  };
}

function median(times: readonly number[]): number {
  return tenths([...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]);
}

function tenths(ms = 0): number {
  return Math.round(ms * 10) / 10;
}
