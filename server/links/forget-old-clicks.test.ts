// long: one hub with every kind of click, and what must be true of it before and after.
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { updateBrand } from '../accounts/update-brand.ts';
import { findMissedSales } from '../explanations/find-missed-sales.ts';
import { inTransaction } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { settleReactions } from '../platform/happenings.ts';
import { newId } from '../platform/ids.ts';
import { keepReports } from '../reports/keep-reports.ts';
import { listCreators } from '../reports/list-creators.ts';
import { readOverview } from '../reports/read-overview.ts';
import { rebuildReports } from '../reports/rebuild-reports.ts';
import { testDatabases } from '../test/database.ts';
import { makeBrand, makeLink } from '../test/factories.ts';
import { isSomebodyWaiting } from '../test/lock-waits.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { makeClaim, makeShopOrder } from '../test/orders.ts';
import { recountReports, storedReports } from '../test/recount-reports.ts';
import { signal } from '../test/signal.ts';
import { readUplift } from '../uplift/read-uplift.ts';
import { confirmClick } from './confirm-click.ts';
import { createClickForgetter, forgetOldClicks } from './forget-old-clicks.ts';
import { signClick } from './read-click.ts';
import { readLinksOfCreator } from './read-links.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BERLIN_MIDNIGHT = Date.parse('2026-05-31T22:00:00.000Z');

type Kind = {
  verdict?: 'raw' | 'human' | 'confirmed';
  rawReason?: string;
  visitorId?: string | null;
  startsVisit?: boolean;
  refusedBy?: string;
  dropId?: string;
  flags?: number;
};

describe.each(testDatabases())('old clicks on %s', (engine) => {
  let house: MoneyHouse;
  let links: Record<'ana' | 'ben', { id: string; slug: string }>;
  let serial = 0;

  beforeEach(async () => {
    house = await openMoneyHouse(engine, {}, { start: new Date(BERLIN_MIDNIGHT) });
    links = {
      ana: await makeLink(house.hub, { contractId: house.ana.contract.id, dropId: house.drop.id }),
      ben: await makeLink(house.hub, { contractId: house.ben.contract.id }),
    };
  });
  afterEach(() => house.close());

  function row(who: 'ana' | 'ben', at: Date, kind: Kind = {}) {
    serial += 1;
    const { rawReason = null, refusedBy = null, dropId = null, ...rest } = kind;
    const contractVersionId = house[who].contract.version.id;
    return {
      ...{ id: newId(at), linkId: links[who].id, contractVersionId, at },
      ...{ rawReason, refusedBy, dropId, networkPrefix: '192.0.2.0/24' },
      ...{ visitorId: `v${serial}`, verdict: 'human' },
      ...rest,
    };
  }

  async function click(who: 'ana' | 'ben', at: Date, kind: Kind = {}) {
    const data = row(who, at, kind);
    await house.hub.db.click.create({ data });
    return data.id;
  }

  /** Clicks of every kind on two days, some at the very ends of the brand's days. */
  async function fill() {
    const { drop, hub } = house;
    const raw = { verdict: 'raw', visitorId: null, startsVisit: false } as const;
    const kinds: Kind[] = [
      {},
      { verdict: 'confirmed', dropId: drop.id },
      { startsVisit: false },
      { ...raw, rawReason: 'bot' },
      { ...raw, rawReason: 'head' },
      { refusedBy: 'gpc' },
      { refusedBy: 'choice', verdict: 'confirmed' },
    ];
    const data = [0, 1.5, 23.5, 23.9999, 24, 30].flatMap((hours) => {
      const at = new Date(BERLIN_MIDNIGHT + Math.round(hours * HOUR_MS));
      return kinds.flatMap((kind) => [row('ana', at, kind), row('ben', at, kind)]);
    });
    await hub.db.click.createMany({ data });
  }

  /** Clicks that somebody names or that are a customer's; their ids by what keeps them. */
  async function fillKept(): Promise<Record<string, string>> {
    const { hub, brand, ana, drop } = house;
    const { db, clock } = hub;
    const at = new Date(BERLIN_MIDNIGHT + 2 * HOUR_MS);
    const kept = {
      order: await click('ana', at, { visitorId: 'lost cookie' }),
      customer: await click('ben', at, { visitorId: 'buyer' }),
      claim: await click('ana', at),
      exposure: await click('ana', at, { visitorId: 'led', refusedBy: 'choice' }),
      flag: await click('ben', at, { flags: 1 }),
      released: await click('ben', at),
      lead: await click('ben', at, { visitorId: 'lead' }),
      proven: await click('ben', at, { visitorId: 'phone' }),
      elsewhere: await click('ana', at, { visitorId: 'abroad' }),
    };
    clock.advance(3 * HOUR_MS);
    await house.sell(ana, { visitorId: 'buyer', clickId: kept.order, email: 'eve@home.test' });
    const claim = { brandId: brand.id, drop, contract: ana.contract, visitorId: 'v9' };
    await makeClaim(hub, { ...claim, clickId: kept.claim });
    await makeShopOrder(hub, {
      ...{ brandId: (await makeBrand(hub)).id, email: 'kim@home.test' },
      click: { clickId: kept.elsewhere, visitorId: 'abroad' },
    });
    const now = clock.now();
    const experimentId = newId(now);
    await db.experiment.create({
      data: {
        ...{ id: experimentId, brandId: brand.id, dropId: drop.id, assignmentKey: 'k' },
        ...{ holdoutBps: 3000, shopUrl: 'https://shop.test/', createdAt: at },
      },
    });
    const shown = { experimentId, contractId: ana.contract.id, isHeldOut: false, exposedAt: at };
    await db.exposure.createMany({
      data: [
        { ...shown, visitorId: 'led', clickId: kept.exposure },
        { ...shown, visitorId: 'other', clickId: 'never written' },
      ],
    });
    const flag = { brandId: brand.id, contractId: house.ben.contract.id, evidence: '{}' };
    const flagId = newId(now);
    await db.fraudFlag.create({
      data: {
        ...{ id: flagId, ...flag, rule: 'bot_burst', subject: 'one', flaggedAt: now },
        clicks: { create: [{ clickId: kept.flag }, { clickId: kept.released }] },
      },
    });
    const customer = await db.customer.findFirstOrThrow({ where: { brandId: brand.id } });
    await db.conversion.create({
      data: {
        ...{ id: newId(now), brandId: brand.id, mode: 'live', source: 'api', eventId: 'e1' },
        ...{ type: 'lead', bodyHash: 'h', customerId: customer.id, visitorId: 'lead' },
        ...{ clickId: kept.lead, occurredAt: now, receivedAt: now },
      },
    });
    await db.provenVisitor.create({
      data: { emailKey: 'eve@home.test', visitorId: 'phone', provenAt: now },
    });
    return kept;
  }

  const forgetAll = async () => {
    let after = '';
    do after = await forgetOldClicks(house.hub, after);
    while (after !== '');
  };

  /** What everybody reads who reads clicks. */
  async function figures() {
    const { hub, brand, ana, ben } = house;
    const missed = [ana, ben].flatMap(({ creator }) =>
      [0, 1, 2].map((day) => {
        const from = BERLIN_MIDNIGHT + day * DAY_MS;
        return findMissedSales(hub, { creatorId: creator.id, from, to: from + DAY_MS });
      }),
    );
    return {
      stored: await storedReports(hub, brand),
      creators: await listCreators(hub, brand),
      overview: await readOverview(hub, brand, { days: 130 }),
      links: [
        await readLinksOfCreator(hub, ana.creator.id),
        await readLinksOfCreator(hub, ben.creator.id),
      ],
      missed: (await Promise.all(missed)).map(({ notes, ...rest }) => ({
        ...rest,
        notes: notes.filter(({ text }) => !text.includes('sums of their days')),
      })),
      uplift: await readUplift(hub, brand),
      claimed: await hub.db.claim.count(),
    };
  }

  const rowIds = async () =>
    (await house.hub.db.click.findMany({ select: { id: true } })).map(({ id }) => id).sort();

  async function expectRecountable() {
    const { hub, brand } = house;
    const zone = await hub.db.brand.findUniqueOrThrow({ where: { id: brand.id } });
    const before = await storedReports(hub, zone);
    expect(before).toEqual(await recountReports(hub, zone));
    await rebuildReports(hub);
    expect(await storedReports(hub, zone)).toEqual(before);
  }

  it('become sums, and no figure of anybody changes', async () => {
    const { hub } = house;
    await fill();
    const kept = await fillKept();
    house.days(120);
    await keepReports(hub);
    const before = await figures();
    const rows = await rowIds();
    await forgetAll();
    expect(await figures()).toEqual(before);
    expect(await rowIds()).toEqual(Object.values(kept).sort());
    const { _sum } = await hub.db.clickDay.aggregate({ _sum: { clicks: true } });
    expect(Number(_sum.clicks)).toBe(rows.length - Object.keys(kept).length);
    expect(await hub.db.lateHit.count()).toBe(0);
    await expectRecountable();
    expect(await figures()).toEqual(before);
    const traced = { OR: [{ networkPrefix: { not: null } }, { networkHash: { not: null } }] };
    expect(await hub.db.click.count({ where: traced })).toBe(0);
    await forgetAll();
    expect(await figures()).toEqual(before);
  }, 90_000);

  it('that a day of the creator’s question touches are counted with it, which says so', async () => {
    const { hub, ana } = house;
    await fill();
    house.days(200);
    await keepReports(hub);
    const from = BERLIN_MIDNIGHT + 20 * HOUR_MS;
    const asked = { creatorId: ana.creator.id, from, to: from + HOUR_MS };
    const before = await findMissedSales(hub, asked);
    expect(before.notes.some(({ text }) => text.startsWith('Nobody came'))).toBe(true);
    await forgetAll();
    const texts = (await findMissedSales(hub, asked)).notes.map(({ text }) => text);
    expect(texts.some((text) => text.startsWith('16 visits came by your links'))).toBe(true);
    expect(texts.some((text) => text.includes('sums of their days'))).toBe(true);
  });

  it('stay for the whole of their 90th day in the brand’s zone', async () => {
    const { hub } = house;
    const last = await click('ana', new Date(BERLIN_MIDNIGHT + DAY_MS - 1), { verdict: 'raw' });
    const next = await click('ana', new Date(BERLIN_MIDNIGHT + DAY_MS), { verdict: 'raw' });
    hub.clock.set(new Date(BERLIN_MIDNIGHT + 91 * DAY_MS - 1));
    await keepReports(hub);
    await forgetAll();
    expect(await rowIds()).toEqual([last, next].sort());
    hub.clock.set(new Date(BERLIN_MIDNIGHT + 91 * DAY_MS));
    await forgetAll();
    expect(await rowIds()).toEqual([next]);
  });

  it('stay as long as they may be somebody’s first click, and a sale that is told late finds them', async () => {
    const { hub, ana, ben } = house;
    const at = new Date(BERLIN_MIDNIGHT);
    await house.agree(ana, { attributionWindowDays: 90 });
    await house.agree(ana, { attributionWindowDays: 20 });
    const version = await hub.db.contractVersion.findFirstOrThrow({
      where: { contractId: ana.contract.id, number: 2 },
    });
    const first = await click('ana', at, { visitorId: 'slow' });
    await hub.db.click.update({
      where: { id: first },
      data: { contractVersionId: version.id },
    });
    await click('ben', at, { visitorId: 'slow too' });
    house.days(97);
    await keepReports(hub);
    await forgetAll();
    expect(await rowIds()).toEqual([first]);
    const capturedAt = new Date(at.getTime() + 90 * DAY_MS);
    const order = await house.sell(ben, { visitorId: 'slow', capturedAt });
    const decision = await hub.db.orderDecision.findUniqueOrThrow({
      where: { orderId: order.id },
    });
    expect(decision.ltvContractId).toBe(ana.contract.id);
    await click('ana', at, { visitorId: 'never came' });
    house.days(2);
    await keepReports(hub);
    await forgetAll();
    expect(await rowIds()).toEqual([first]);
  });

  it('of a drop that is not over stay, since its patterns look at all of them', async () => {
    const { hub, drop, ana } = house;
    const id = await click('ana', new Date(BERLIN_MIDNIGHT + HOUR_MS));
    house.days(200);
    await keepReports(hub);
    const endsAt = new Date(hub.clock.now().getTime() + HOUR_MS);
    await hub.db.drop.update({ where: { id: drop.id }, data: { endsAt } });
    await forgetAll();
    expect(await rowIds()).toEqual([id]);
    house.days(2);
    await forgetAll();
    expect(await rowIds()).toEqual([]);
    expect((await readLinksOfCreator(hub, ana.creator.id))[0]?.visits).toBe(1);
  });

  it('stay on the day that they were summed as when the brand changes its zone', async () => {
    const { hub, brand } = house;
    await click('ana', new Date(BERLIN_MIDNIGHT + HOUR_MS / 2));
    const order = await click('ana', new Date(BERLIN_MIDNIGHT + HOUR_MS / 2));
    await house.sell(house.ana, { clickId: order });
    house.days(120);
    await click('ana', hub.clock.now());
    hub.clock.advance(HOUR_MS);
    await keepReports(hub);
    await forgetAll();
    const zone = { timeZone: 'America/New_York' };
    await updateBrand(hub, { ...brand, role: 'owner' as const }, zone);
    await settleReactions(hub, { 'brand.zone_changed': [rebuildReports] });
    const rows = await hub.db.reportDay.findMany({
      where: { currency: '', clicks: { gt: 0 } },
      orderBy: { day: 'asc' },
    });
    expect(rows.map(({ day, clicks }) => [day, clicks])).toEqual([
      ['2026-05-31', 1n],
      ['2026-06-01', 1n],
      ['2026-09-28', 1n],
    ]);
    await expectRecountable();
  });

  it.each([
    ['since they never counted any', false],
    ['since they stood still', true],
  ])('that the reports have not counted wait for them, %s', async (_why, haveBegun) => {
    const { hub } = house;
    if (haveBegun) await keepReports(hub);
    const id = await click('ana', new Date(BERLIN_MIDNIGHT));
    house.days(200);
    await forgetAll();
    expect(await rowIds()).toEqual([id]);
    await keepReports(hub);
    await forgetAll();
    expect(await rowIds()).toEqual([]);
    await expectRecountable();
  });

  it('are walked over in runs that go on, and again after a rest of six hours', async () => {
    const { hub } = house;
    await fillMany(9_000);
    house.days(200);
    await keepReports(hub);
    const run = createClickForgetter(hub);
    await run();
    expect(await hub.db.click.count()).toBe(1_000);
    await run();
    expect(await rowIds()).toEqual([]);
    const id = await click('ana', new Date(BERLIN_MIDNIGHT));
    hub.clock.advance(6 * HOUR_MS - 1);
    await run();
    expect(await rowIds()).toEqual([id]);
    hub.clock.advance(1);
    await run();
    expect(await rowIds()).toEqual([]);
  }, 60_000);

  it('are each counted once when a run dies in the middle, and the next one begins anew', async () => {
    const { hub } = house;
    await fillMany();
    house.days(200);
    await keepReports(hub);
    const before = await figures();
    const total = await hub.db.click.count();
    // The second day does not get in: groups before it are committed, the one with it is not.
    await interfere(hub.db, engine, { from: '2026-06-02', with: 'death' });
    await expect(forgetAll()).rejects.toThrow();
    const left = await hub.db.click.count();
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(total);
    expect(await figures()).toEqual(before);
    await stopInterfering(hub.db, engine);
    await forgetAll();
    expect(await hub.db.click.count()).toBe(0);
    expect(await figures()).toEqual(before);
    await expectRecountable();
  });

  it('are each counted once when two nodes are at it and reports are made anew beside them', async () => {
    const { hub } = house;
    await fillMany();
    house.days(200);
    await keepReports(hub);
    const before = await figures();
    await Promise.all([forgetAll(), forgetAll(), insistently(() => rebuildReports(hub))]);
    expect(await hub.db.click.count()).toBe(0);
    expect(await figures()).toEqual(before);
    await expectRecountable();
  });

  it('are counted as what they are when somebody is just writing to them', async () => {
    const { hub, ana } = house;
    const id = await click('ana', new Date(BERLIN_MIDNIGHT));
    house.days(200);
    await keepReports(hub);
    const mayGo = signal();
    const begun = signal();
    const writing = inTransaction(hub.db, async (tx) => {
      await tx.click.update({ where: { id }, data: { verdict: 'confirmed' } });
      begun.give();
      await mayGo.given;
    });
    await begun.given;
    const forgetting = forgetAll();
    if (engine === 'sqlite') await pause(100);
    else await expect.poll(() => isSomebodyWaiting(hub.db), { timeout: 10_000 }).toBe(true);
    mayGo.give();
    await Promise.all([writing, forgetting]);
    await keepReports(hub);
    expect(await hub.db.clickDay.findMany()).toMatchObject([{ verdict: 'confirmed', clicks: 1n }]);
    expect(await listCreators(hub, house.brand)).toContainEqual(
      expect.objectContaining({ contractId: ana.contract.id, clicks: 1 }),
    );
    await expectRecountable();
  });

  it('come back by their signed id for a claim or a sale, and are not counted once more', async () => {
    const { hub, ana, brand, drop } = house;
    const at = new Date(BERLIN_MIDNIGHT);
    const id = await click('ana', at, { visitorId: 'late' });
    house.days(200);
    await keepReports(hub);
    await forgetAll();
    const before = await figures();
    const { id: contractId, version } = ana.contract;
    const signed = signClick(hub, {
      ...{ clickId: id, linkId: links.ana.id, contractId, contractVersionId: version.id },
      ...{ visitorId: 'late', at, refusedBy: null },
    });
    for (let times = 0; times < 2; times += 1) {
      expect(await confirmClick(hub, { click: signed })).toBe(true);
      await keepReports(hub);
      expect(await figures()).toEqual(before);
    }
    // Its viewer may claim yet: the row waits for them.
    await forgetAll();
    expect(await rowIds()).toEqual([id]);
    house.days(2);
    await forgetAll();
    expect(await rowIds()).toEqual([]);
    await confirmClick(hub, { click: signed });
    const claim = { brandId: brand.id, drop, contract: ana.contract, visitorId: 'late' };
    await makeClaim(hub, { ...claim, clickId: id });
    await forgetAll();
    expect(await rowIds()).toEqual([id]);
    const [link] = await readLinksOfCreator(hub, ana.creator.id);
    expect(link).toMatchObject({ visits: 1, claims: 1 });
    // Whatever becomes of the row: its day has been counted.
    await hub.db.click.update({ where: { id }, data: { flags: { increment: 1 } } });
    expect(await hub.db.lateHit.count({ where: { claims: 0 } })).toBe(0);
    hub.clock.advance(HOUR_MS);
    await keepReports(hub);
    await expectRecountable();
  });

  it('would be missed: without their sums a recomputation has less', async () => {
    const { hub, brand } = house;
    await fill();
    house.days(200);
    await keepReports(hub);
    const before = await storedReports(hub, brand);
    await interfere(hub.db, engine, { from: '2026-06-02', with: 'silence' });
    await forgetAll();
    await stopInterfering(hub.db, engine);
    expect(await storedReports(hub, brand)).toEqual(before);
    await rebuildReports(hub);
    expect(await storedReports(hub, brand)).not.toEqual(before);
  });

  /** Several groups, over two days. */
  async function fillMany(length = 1_300) {
    const clicks = Array.from({ length }, (_, at) => {
      const when = new Date(BERLIN_MIDNIGHT + Math.floor((at * 2 * DAY_MS) / length));
      const row = { id: newId(when), linkId: links[at % 3 ? 'ana' : 'ben'].id, at: when };
      return { ...row, visitorId: `many-${at}`, verdict: at % 5 ? 'human' : 'confirmed' };
    });
    await house.hub.db.click.createMany({ data: clicks });
  }
});

/** Whoever adds to the sums of this day and later ones dies of it, or nothing comes of it. */
async function interfere(
  db: MoneyHouse['hub']['db'],
  engine: Engine,
  given: { from: string; with: 'death' | 'silence' },
) {
  const isLate = `NEW."day" >= '${given.from}'`;
  if (engine === 'sqlite') {
    const act = given.with === 'death' ? `RAISE(ABORT, 'died')` : 'RAISE(IGNORE)';
    await db.$executeRawUnsafe(
      `CREATE TRIGGER "interfere" BEFORE INSERT ON "click_day" WHEN ${isLate} BEGIN SELECT ${act}; END`,
    );
    return;
  }
  const act = given.with === 'death' ? `RAISE EXCEPTION 'died'; RETURN NEW;` : 'RETURN NULL;';
  await db.$executeRawUnsafe(
    `CREATE FUNCTION "interfere"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${act} END $$`,
  );
  await db.$executeRawUnsafe(
    `CREATE TRIGGER "interfere" BEFORE INSERT ON "click_day" FOR EACH ROW WHEN (${isLate})
     EXECUTE FUNCTION "interfere"()`,
  );
}

async function stopInterfering(db: MoneyHouse['hub']['db'], engine: Engine) {
  await db.$executeRawUnsafe(
    engine === 'sqlite' ? 'DROP TRIGGER "interfere"' : 'DROP TRIGGER "interfere" ON "click_day"',
  );
  if (engine !== 'sqlite') await db.$executeRawUnsafe('DROP FUNCTION "interfere"()');
}

/** Who makes reports anew gives way to whoever writes clicks, and is run again. */
async function insistently(work: () => Promise<void>): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!String(error).includes('lock')) throw error;
    }
  }
}
