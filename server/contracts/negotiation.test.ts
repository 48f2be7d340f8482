// long: one section for each thing that two who agree can do, all with the same two.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountsRouter } from '../accounts/accounts.router.ts';
import type { OpenDatabase } from '../platform/db.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import { type ContractTerms, type ContractView, DEFAULT_TERMS } from '../protocol/contracts.ts';
import { requestBy } from '../test/context.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { makeBrand, makeCreator, makeDrop, makeSku } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { contractsRouter } from './contracts.router.ts';
import { findContract } from './contracts.store.ts';
import { versionForDrop } from './rules/version-for-drop.ts';
import { findVersionInForce } from './version-in-force.ts';

const DAY_MS = 86_400_000;
type Terms = ContractTerms & { currency: 'eur' };
const TERMS: Terms = { ...DEFAULT_TERMS, currency: 'eur' };

describe.each(testDatabases())('two who agree on %s', (engine) => {
  let database: OpenDatabase;
  let hub: TestHub;
  let brand: Awaited<ReturnType<typeof makeBrand>>;
  let creator: Awaited<ReturnType<typeof makeCreator>>;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
    brand = await makeBrand(hub);
    creator = await makeCreator(hub);
  });
  afterEach(() => database.close());

  const as = (user: SignedInUser | null) => contractsRouter.createCaller(requestBy(hub, user));
  const propose = (terms: Terms = TERMS) =>
    as(brand.owner).propose({ brandId: brand.id, email: creator.user.email, terms });
  const newest = ({ id: contractId, versions }: ContractView) => ({
    contractId,
    versionId: versions[0]?.id ?? '',
    termsHash: versions[0]?.termsHash ?? '',
  });
  const named = (view: ContractView) => {
    const { contractId, versionId } = newest(view);
    return { contractId, versionId };
  };
  const agree = async (change: Partial<Terms> = {}) => {
    const proposed = await propose({ ...TERMS, ...change });
    hub.clock.advance(1);
    return as(creator.user).accept(newest(proposed));
  };
  const change = async ({ id: contractId }: ContractView, to: Partial<Terms>) => {
    hub.clock.advance(1);
    const terms = { ...TERMS, ...to };
    const view = await as(brand.owner).proposeVersion({ contractId, terms });
    hub.clock.advance(1);
    return as(creator.user).accept(newest(view));
  };
  const inForce = async (contractId: string) =>
    (await findVersionInForce(hub.db, { contractId, at: hub.clock.now() }))?.number ?? null;

  describe('counter one another', () => {
    it('in a chain, of which the newest is open and every one says what it answers', async () => {
      const first = await propose();
      const second = await as(creator.user).counter({
        ...named(first),
        terms: { ...TERMS, newCustomerBps: 2_000 },
      });
      const third = await as(brand.owner).counter({
        ...named(second),
        terms: { ...TERMS, newCustomerBps: 1_800 },
      });
      expect(third.versions.map(({ counters, state }) => [counters, state])).toEqual([
        [2, 'open'],
        [1, 'replaced'],
        [null, 'replaced'],
      ]);
      await expect(as(brand.owner).accept(newest(second))).rejects.toThrow(/replaced by a newer/);
      const agreed = await as(creator.user).accept(newest(third));
      expect(agreed.versions[0]).toMatchObject({ number: 3, state: 'in_force' });
    });

    it('and nobody counters what is no longer on the table, their own, or with the same terms', async () => {
      const first = await propose();
      const other = { ...TERMS, holdDays: 5 };
      const own = as(brand.owner).counter({ ...named(first), terms: other });
      await expect(own).rejects.toThrow(/proposed this version yourself/);
      const same = as(creator.user).counter({ ...named(first), terms: TERMS });
      await expect(same).rejects.toThrow(/very terms/);
      await as(creator.user).counter({ ...named(first), terms: other });
      const late = as(creator.user).counter({ ...named(first), terms: { ...other, holdDays: 6 } });
      await expect(late).rejects.toThrow(/replaced by a newer/);
    });
  });

  it('accept the terms that were read, by their hash, and no others', async () => {
    const read = newest(await propose());
    const other = {
      ...read,
      termsHash: read.termsHash.replace(/^./, (c) => (c === '0' ? '1' : '0')),
    };
    await expect(as(creator.user).accept(other)).rejects.toThrow(/not the terms that you read/);
    expect(await inForce(read.contractId)).toBeNull();
    await as(creator.user).accept(read);
    expect(await inForce(read.contractId)).toBe(1);
  });

  it('decline with a reason that the other side reads', async () => {
    const proposed = await propose();
    await as(creator.user).decline({ ...named(proposed), reason: 'Too short a window' });
    const [seen] = await as(brand.owner).listOfBrand({ brandId: brand.id });
    expect(seen?.versions[0]).toMatchObject({
      ...{ state: 'declined', declineReason: 'Too short a window' },
    });
    const mail = (await hub.db.outboxMail.findMany({ orderBy: { id: 'asc' } })).at(-1);
    expect(mail?.to).toBe(brand.owner.email);
    expect(mail?.text).toContain('Too short a window');
  });

  it('withdraw what they proposed and nobody answered, and only that', async () => {
    const proposed = await propose();
    const theirs = as(creator.user).withdraw(named(proposed));
    await expect(theirs).rejects.toThrow(/other side proposed/);
    expect(await as(brand.owner).withdraw(named(proposed))).toMatchObject({ state: 'withdrawn' });
    const mail = (await hub.db.outboxMail.findMany({ orderBy: { id: 'asc' } })).at(-1);
    expect([mail?.to, mail?.subject]).toEqual([
      creator.user.email,
      expect.stringContaining('taken back'),
    ]);
    await expect(as(creator.user).accept(newest(proposed))).rejects.toThrow(/replaced by a newer/);
    await expect(as(brand.owner).withdraw(named(proposed))).rejects.toThrow(/replaced by a newer/);
    const me = accountsRouter.createCaller(requestBy(hub, creator.user));
    expect((await me.me()).proposalsWaiting).toBe(0);
    const again = await agree();
    expect(again.state).toBe('active');
    await expect(as(brand.owner).withdraw(named(again))).rejects.toThrow(/already accepted/);
  });

  it('of one who accepts and one who withdraws at once, one is heard', async () => {
    const proposed = await propose();
    const answers = await Promise.allSettled([
      as(creator.user).accept(newest(proposed)),
      as(brand.owner).withdraw(named(proposed)),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  describe('give notice', () => {
    it('of 14 days for a decrease, to the millisecond; an increase holds at once', async () => {
      const contract = await agree();
      const lower = await change(contract, { newCustomerBps: 1_000 });
      expect(lower.versions.map(({ state }) => state)).toEqual(['scheduled', 'in_force']);
      const end = new Date(lower.versions[0]?.effectiveAt ?? 0);
      expect(end.getTime()).toBe(hub.clock.now().getTime() + 14 * DAY_MS);
      hub.clock.set(new Date(end.getTime() - 1));
      expect(await inForce(contract.id)).toBe(1);
      hub.clock.set(end);
      expect(await inForce(contract.id)).toBe(2);
      await change(contract, { newCustomerBps: 1_100 });
      expect(await inForce(contract.id)).toBe(3);
    });

    it('and a version that is replaced before its notice is over never holds', async () => {
      const contract = await agree();
      await change(contract, { newCustomerBps: 100 });
      await change(contract, { newCustomerBps: 1_400 });
      hub.clock.advance(14 * DAY_MS - 2);
      expect(await inForce(contract.id)).toBe(1);
      hub.clock.advance(2);
      expect(await inForce(contract.id)).toBe(3);
    });

    it('none after an end: a renewal holds at once', async () => {
      const contract = await agree();
      hub.clock.advance(1);
      await as(brand.owner).end({ contractId: contract.id, reason: 'Season is over' });
      const renewed = await change(contract, { newCustomerBps: 100 });
      expect(renewed.versions[0]).toMatchObject({ state: 'in_force' });
    });

    it('and what an open proposal shows is when it would hold', async () => {
      const contract = await agree();
      const terms = { ...TERMS, existingCustomerBps: 100 };
      const open = await as(brand.owner).proposeVersion({ contractId: contract.id, terms });
      const at = hub.clock.now().getTime();
      expect(open.versions[0]).toMatchObject({ state: 'open', effectiveAt: at + 14 * DAY_MS });
    });
  });

  it('never lower a drop that is published, however long the notice is over; a draft has no pin', async () => {
    const contract = await agree();
    const sku = await makeSku(hub, { brandId: brand.id });
    const startsAt = new Date(hub.clock.now().getTime() + 40 * DAY_MS);
    const given = { brandId: brand.id, skuId: sku.id, contractIds: [contract.id], units: 5 };
    const { publishedAt } = await makeDrop(hub, { ...given, startsAt });
    const inDrop = async (published: Date | null) => {
      const stored = await findContract(hub.db, contract.id);
      const at = hub.clock.now();
      return stored && versionForDrop(stored, { publishedAt: published, at })?.number;
    };
    await change(contract, { newCustomerBps: 1_000 });
    hub.clock.advance(20 * DAY_MS);
    expect([await inDrop(publishedAt), await inDrop(null)]).toEqual([1, 2]);
    await change(contract, { newCustomerBps: 1_200 });
    expect([await inDrop(publishedAt), await inDrop(null)]).toEqual([1, 3]);
    await change(contract, { newCustomerBps: 1_600 });
    expect([await inDrop(publishedAt), await inDrop(null)]).toEqual([4, 4]);
  });

  it('end and renew: what was not in force in between stays so, and a pin of before is gone', async () => {
    const contract = await agree();
    const publishedAt = hub.clock.now();
    const moment = () => hub.clock.advance(1_000);
    const end = () => as(brand.owner).end({ contractId: contract.id, reason: 'Season is over' });
    moment();
    await end();
    const endedAt = hub.clock.now();
    moment();
    const renewed = await change(contract, { newCustomerBps: 100 });
    const renewedAt = hub.clock.now();
    const at = async (when: Date) => {
      const stored = await findContract(hub.db, contract.id);
      const found = await findVersionInForce(hub.db, { contractId: contract.id, at: when });
      const inDrop = stored && versionForDrop(stored, { publishedAt, at: when });
      return [found?.number, inDrop?.number];
    };
    const justBefore = (when: Date) => new Date(when.getTime() - 1);
    expect(renewed).toMatchObject({ state: 'active', endedAt: null });
    expect(await at(justBefore(endedAt))).toEqual([1, 1]);
    expect(await at(endedAt)).toEqual([undefined, undefined]);
    expect(await at(justBefore(renewedAt))).toEqual([undefined, undefined]);
    expect(await at(renewedAt)).toEqual([2, 2]);
    moment();
    await end();
    await change(contract, { newCustomerBps: 50 });
    expect(await at(justBefore(renewedAt))).toEqual([undefined, undefined]);
    expect(await at(hub.clock.now())).toEqual([3, 3]);
  });

  it('agree on the zone of months with the first version, and keep it when the brand moves', async () => {
    const contract = await agree();
    const settings = accountsRouter.createCaller(requestBy(hub, brand.owner));
    await settings.updateBrand({ brandId: brand.id, timeZone: 'Asia/Tokyo' });
    await change(contract, { newCustomerBps: 1_600 });
    await as(creator.user).proposeVersion({ contractId: contract.id, terms: TERMS });
    const stored = await findContract(hub.db, contract.id);
    const zones = stored?.versions.map(({ timeZone }) => timeZone);
    expect(zones).toEqual([null, 'Europe/Berlin', 'Europe/Berlin']);
  });

  describe('have a floor for shares', () => {
    const below = /floor for every share is 10 %/;

    it('of the brand, for every rate and every override', async () => {
      const settings = accountsRouter.createCaller(requestBy(hub, brand.owner));
      await settings.updateBrand({ brandId: brand.id, rateFloorBps: 1_000 });
      await expect(propose()).rejects.toThrow(below);
      const fine = { ...TERMS, existingCustomerBps: 1_000 };
      const rate = (bps: number, flatMinor = 0) => ({ bps, flatMinor });
      const { id: dropId } = await makeDrop(hub, {
        ...{ brandId: brand.id, contractIds: [], units: 1 },
        skuId: (await makeSku(hub, { brandId: brand.id })).id,
      });
      const dropOverrides = [{ dropId, newCustomer: rate(999), existingCustomer: rate(1_000) }];
      await expect(propose({ ...fine, dropOverrides })).rejects.toThrow(below);
      const flat = { ...fine, newCustomerBps: 0, newCustomerFlatMinor: 5_000 };
      await expect(propose(flat)).rejects.toThrow(/neither an amount nor a cap per order/);
      const caps = { orderMinor: 5_000, dropMinor: null, monthMinor: null };
      const capped = { ...fine, caps };
      await expect(propose(capped)).rejects.toThrow(/neither an amount nor a cap per order/);
      const later = { ...fine, recurring: { months: 6, bps: 999 } };
      await expect(propose(later)).rejects.toThrow(below);
      expect((await propose(fine)).rateFloorBps).toBe(1_000);
    });

    it('of the last version before an end, for a renewal', async () => {
      const { id } = await agree({ existingCustomerBps: 1_200, rateFloorBps: 1_000 });
      hub.clock.advance(1);
      const ended = await as(brand.owner).end({ contractId: id, reason: 'Season is over' });
      expect(ended.rateFloorBps).toBe(1_000);
      hub.clock.advance(1);
      await expect(propose()).rejects.toThrow(below);
      const low = as(creator.user).proposeVersion({ contractId: id, terms: TERMS });
      await expect(low).rejects.toThrow(below);
      expect((await propose({ ...TERMS, existingCustomerBps: 1_000 })).id).toBe(id);
    });

    it('of the version in force, for both sides and until another one was agreed', async () => {
      const contract = await agree({ existingCustomerBps: 1_200, rateFloorBps: 1_000 });
      const low = { contractId: contract.id, terms: TERMS };
      await expect(as(brand.owner).proposeVersion(low)).rejects.toThrow(below);
      await expect(as(creator.user).proposeVersion(low)).rejects.toThrow(below);
      await change(contract, { existingCustomerBps: 1_200, rateFloorBps: 0 });
      await expect(as(brand.owner).proposeVersion(low)).rejects.toThrow(below);
      hub.clock.advance(14 * DAY_MS);
      expect((await as(brand.owner).proposeVersion(low)).versions[0]?.state).toBe('open');
    });
  });

  it('name only drops of this brand in an override', async () => {
    const other = await makeBrand(hub);
    const sku = await makeSku(hub, { brandId: other.id });
    const theirs = { brandId: other.id, skuId: sku.id, contractIds: [], units: 1 };
    const { id: dropId } = await makeDrop(hub, theirs);
    const rate = { bps: 2_000, flatMinor: 0 };
    const dropOverrides = [{ dropId, newCustomer: rate, existingCustomer: rate }];
    await expect(propose({ ...TERMS, dropOverrides })).rejects.toThrow(/not in the expected form/);
  });

  it('keep every clause as it was agreed, under a hash that depends on each', async () => {
    const rich: Terms = {
      ...TERMS,
      caps: { orderMinor: 5_000, dropMinor: null, monthMinor: 90_000 },
      recurring: { months: 6, bps: 300 },
      tiers: {
        ...({ period: 'month', basis: 'orders', mode: 'marginal' } as const),
        steps: [{ from: 10, plusBps: 200 }],
      },
      ltv: {
        ...({ days: 60, thresholdMinor: 9_000, bps: 500, flatMinor: 0 } as const),
        ...{ minimumCustomers: 20, capMinor: null },
      },
      dropFeeMinor: 10_000,
    };
    const proposed = await propose(rich);
    expect(proposed.versions[0]?.terms).toEqual(rich);
    const caps = { orderMinor: 5_001, dropMinor: null, monthMinor: 90_000 };
    const next = await as(creator.user).counter({ ...named(proposed), terms: { ...rich, caps } });
    expect(next.versions[0]?.termsHash).not.toBe(proposed.versions[0]?.termsHash);
  });

  it('cannot be made to have answered otherwise: the database refuses it', async () => {
    const contract = await agree();
    await change(contract, { newCustomerBps: 100 });
    const versions = hub.db.contractVersion;
    const early = { effectiveAt: hub.clock.now() };
    await expect(versions.updateMany({ where: { number: 2 }, data: early })).rejects.toThrow();
    await expect(versions.updateMany({ data: { terms: '{}' } })).rejects.toThrow();
    await expect(versions.updateMany({ data: { timeZone: 'Asia/Tokyo' } })).rejects.toThrow();
  });
});
