import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reconcilePayments } from '../checkout/reconcile-payments.ts';
import { listDrops } from '../drops/list-drops.ts';
import { listEarnings } from '../payouts/list-earnings.ts';
import { contractTermsSchema } from '../protocol/contracts.schema.ts';
import { EARNING_STATES } from '../protocol/payouts.ts';
import { keepReports } from '../reports/keep-reports.ts';
import { listCreators } from '../reports/list-creators.ts';
import { testDatabases } from '../test/database.ts';
import { allRows, openWorld } from '../test/demo-world.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { expectConservedStock } from '../test/stock.ts';
import { isEmpty } from './is-empty.ts';
import { removeDemo } from './remove-demo.ts';

/** Rungs that need a payout account, or somebody who contests or reviews a sale. */
const NOT_IN_DEMO = new Set(['no_commission', 'held', 'sending', 'sent', 'failed']);

describe.each(testDatabases())('the demo on %s', (engine) => {
  let world: Awaited<ReturnType<typeof openWorld>>;
  let before: Record<string, unknown[]>;

  beforeAll(async () => {
    world = await openWorld(engine);
    // What the other brand has is counted in its reports before the demo comes.
    await keepReports(world.hub);
    before = await allRows(world.hub.db);
    await world.seed();
  }, 300_000);
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
    const refused = await db.click.count({ where: { refusedBy: 'gpc' } });
    expect(refused).toBeGreaterThan(20);
    expect(refused).toBeLessThan(clicks / 10);
    const refunds = await db.refund.count();
    expect(refunds - 1).toBeGreaterThanOrEqual(6);
  });

  it('has price steps that were used up, a bundle that was sold, and units kept for members', async () => {
    const { db } = world.hub;
    const steps = await db.priceRung.findMany({ where: { drop: { slug: 'cloudweight-evening' } } });
    expect(steps.map(({ units, usedUnits }) => [units, usedUnits])).toEqual([
      [8, 8],
      [8, 8],
    ]);
    const addOns = await db.claimLine.aggregate({
      where: { isAddOn: true, claim: { paidAt: { not: null } } },
      _sum: { quantity: true },
    });
    expect(addOns._sum.quantity).toBe(60);
    const [next] = await listDrops(world.hub, await world.brandId());
    expect(next?.stock).toMatchObject({ total: 80, available: 68, reserved: 12 });
    const drops = await db.drop.findMany({ select: { id: true } });
    for (const { id } of drops) await expectConservedStock(db, id);
  });

  it('has a contract with tiers that were reached, one with an LTV fee, one with caps that cut', async () => {
    const { db } = world.hub;
    const brandId = await world.brandId();
    const contracts = await db.contract.findMany({
      where: { brandId },
      include: { creator: true, versions: { orderBy: { number: 'desc' } } },
    });
    const termsOf = (handle: string) =>
      contracts
        .find(({ creator }) => creator?.handle === handle)
        ?.versions.map(({ terms }) => contractTermsSchema.parse(JSON.parse(terms))) ?? [];
    expect(termsOf('miramoves').every(({ tiers }) => tiers?.mode === 'marginal')).toBe(true);
    expect(termsOf('jonas.runs')).toHaveLength(2);
    expect(termsOf('jonas.runs').every(({ ltv }) => ltv?.capMinor === 25_000)).toBe(true);
    expect(termsOf('ines.flow').every(({ recurring }) => recurring?.bps === 300)).toBe(true);

    const lines = await db.commissionLine.findMany({
      where: { brandId, kind: 'drop_sale' },
    });
    const whose = (some: typeof lines) =>
      new Set(
        some.map(
          ({ creatorId }) => contracts.find((one) => one.creatorId === creatorId)?.creator?.handle,
        ),
      );
    // A line whose step was reached earned more when it was captured than its own rate gives.
    const raised = lines.filter(
      ({ baseMinor, rateBps, earnedMinor }) =>
        Number(earnedMinor) > Math.floor((Number(baseMinor) * rateBps + 5_000) / 10_000),
    );
    expect(raised.length).toBeGreaterThanOrEqual(5);
    expect(whose(raised)).toEqual(new Set(['miramoves']));
    const capped = lines.filter(({ cappedBy }) => cappedBy !== null);
    expect(capped.length).toBeGreaterThanOrEqual(1);
    expect(whose(capped)).toEqual(new Set(['ines.flow']));
  });

  it('books every commission in a ledger that balances', async () => {
    await expectBalancedLedger(world.hub.db);
  });

  it('knows what customers are worth after 30 and 60 days, and who brought whom', async () => {
    const { brand } = await world.brandOf();
    const rows = await listCreators(world.hub, brand);
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
    const ladder = EARNING_STATES.filter((state) => !NOT_IN_DEMO.has(state));
    expect([...seen].sort()).toEqual(ladder.toSorted());
  });

  it('leaves nothing behind when it is removed, and touches no other brand', async () => {
    await reconcilePayments(world.hub);
    expect(await world.hub.db.stripeEvent.count()).toBeGreaterThan(0);
    expect(await isEmpty(world.hub)).toBe(false);
    expect(await removeDemo(world.hub)).toBe(true);
    // When the reconciler last went through is the hub's own.
    await world.hub.db.hubSetting.deleteMany({ where: { key: 'payments.reconciledAt' } });
    expect(await allRows(world.hub.db)).toEqual(before);
    expect(await removeDemo(world.hub)).toBe(false);
  });
});
