import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountsRouter } from '../accounts/accounts.router.ts';
import type { OpenDatabase } from '../platform/db.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import { DEFAULT_TERMS } from '../protocol/contracts.ts';
import { requestBy } from '../test/context.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { makeBrand, makeCreator } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { contractsRouter } from './contracts.router.ts';
import { findContractVersion, findVersionInForce } from './version-in-force.ts';

const TERMS = { ...DEFAULT_TERMS, currency: 'eur' as const };

describe.each(testDatabases())('contracts on %s', (engine) => {
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
  const propose = (email = creator.user.email) =>
    as(brand.owner).propose({ brandId: brand.id, email, terms: TERMS });
  const newestOf = (view: { versions: { id: string }[] }) => view.versions[0]?.id ?? '';
  /** How to name the newest version of a contract, with the hash of what was read. */
  const newest = (view: { id: string; versions: { id: string; termsHash: string }[] }) => ({
    contractId: view.id,
    versionId: newestOf(view),
    termsHash: view.versions[0]?.termsHash ?? '',
  });
  const unread = ({ contractId, versionId }: { contractId: string; versionId: string }) => ({
    contractId,
    versionId,
  });
  const inForce = async (contractId: string) =>
    (await findVersionInForce(hub.db, { contractId, at: hub.clock.now() }))?.number ?? null;

  test('a proposal is in force from the moment at which the other side accepts', async () => {
    const proposed = await propose();
    expect(proposed).toMatchObject({ state: 'proposed', creatorId: null });
    expect(await inForce(proposed.id)).toBeNull();
    hub.clock.advance(1);
    const accepted = await as(creator.user).accept(newest(proposed));
    expect(accepted).toMatchObject({ state: 'active', creatorId: creator.id, invitedEmail: '' });
    expect(accepted.versions[0]).toMatchObject({ number: 1, isInForce: true });
    expect(await inForce(proposed.id)).toBe(1);
    const before = new Date(hub.clock.now().getTime() - 1);
    expect(await findVersionInForce(hub.db, { contractId: proposed.id, at: before })).toBeNull();
  });

  test('the brand mails the proposal to the address, which sees it once it is confirmed', async () => {
    await propose('new@stream.test');
    const mail = await hub.db.outboxMail.findFirstOrThrow();
    expect(mail).toMatchObject({ to: 'new@stream.test' });
    const unproven = { ...creator.user, email: 'new@stream.test', emailVerified: false };
    expect(await as(unproven).listMine()).toEqual([]);
    expect(await as({ ...unproven, emailVerified: true }).listMine()).toHaveLength(1);
    const me = accountsRouter.createCaller(requestBy(hub, { ...unproven, emailVerified: true }));
    expect((await me.me()).proposalsWaiting).toBe(1);
  });

  test('an unconfirmed address and a person without a profile cannot accept', async () => {
    const proposed = await propose('new@stream.test');
    const given = newest(proposed);
    const unproven = { ...creator.user, email: 'new@stream.test', emailVerified: false };
    await expect(as(unproven).accept(given)).rejects.toThrow(/Confirm your e-mail address/);
    const other = await makeBrand(hub);
    const plain = { ...other.owner, email: 'new@stream.test' };
    await expect(as(plain).accept(given)).rejects.toThrow(/Choose your creator handle/);
    expect(await inForce(proposed.id)).toBeNull();
  });

  test('nobody accepts a proposal of their own side', async () => {
    const proposed = await propose();
    const given = newest(proposed);
    await expect(as(brand.owner).accept(given)).rejects.toThrow(/proposed this version yourself/);
  });

  test('a version of the creator waits for the brand, and the old one stays in force', async () => {
    const proposed = await propose();
    const contractId = proposed.id;
    await as(creator.user).accept(newest(proposed));
    const better = await as(creator.user).proposeVersion({
      contractId,
      terms: { ...TERMS, newCustomerBps: 2000 },
    });
    expect(better.versions[0]).toMatchObject({ number: 2, proposedBy: 'creator' });
    expect(await inForce(contractId)).toBe(1);
    hub.clock.advance(1000);
    await as(brand.owner).accept(newest(better));
    expect(await inForce(contractId)).toBe(2);
    const pinned = await findContractVersion(hub.db, { versionId: newestOf(proposed) });
    expect(pinned).toMatchObject({ number: 1, terms: TERMS, creatorId: creator.id });
  });

  test('a declined version is never in force, and what was agreed before stays', async () => {
    const proposed = await propose();
    const given = newest(proposed);
    const declined = await as(creator.user).decline(unread(given));
    expect(declined.state).toBe('declined');
    await expect(as(creator.user).accept(given)).rejects.toThrow(/already accepted or declined/);
    const again = await propose();
    await as(creator.user).accept(newest(again));
    const worse = await as(brand.owner).proposeVersion({
      contractId: again.id,
      terms: { ...TERMS, newCustomerBps: 100 },
    });
    const kept = await as(creator.user).decline({
      contractId: again.id,
      versionId: newestOf(worse),
    });
    expect(kept.state).toBe('active');
    expect(await inForce(again.id)).toBe(1);
  });

  test('a replaced proposal can no longer be accepted', async () => {
    const proposed = await propose();
    const contractId = proposed.id;
    await as(brand.owner).proposeVersion({ contractId, terms: { ...TERMS, newCustomerBps: 900 } });
    const stale = as(creator.user).accept(newest(proposed));
    await expect(stale).rejects.toThrow(/already accepted or declined/);
  });

  test('of two who answer at once, one is heard', async () => {
    const proposed = await propose();
    const given = newest(proposed);
    const answers = await Promise.allSettled([
      as(creator.user).accept(given),
      as(creator.user).decline(unread(given)),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('an ended contract is in force no more, from this very millisecond', async () => {
    const proposed = await propose();
    const contractId = proposed.id;
    await as(creator.user).accept(newest(proposed));
    hub.clock.advance(1000);
    const ended = await as(creator.user).end({ contractId, reason: 'Moving on' });
    expect(ended).toMatchObject({ state: 'ended', endReason: 'Moving on' });
    expect(await inForce(contractId)).toBeNull();
    const justBefore = new Date(hub.clock.now().getTime() - 1);
    expect(await findVersionInForce(hub.db, { contractId, at: justBefore })).not.toBeNull();
    await expect(as(brand.owner).end({ contractId, reason: 'x' })).rejects.toThrow(/has ended/);
  });

  describe('after its end', () => {
    let contractId: string;

    beforeEach(async () => {
      const proposed = await propose();
      contractId = proposed.id;
      await as(creator.user).accept(newest(proposed));
      hub.clock.advance(1000);
      await as(brand.owner).end({ contractId, reason: 'Season is over' });
      hub.clock.advance(1000);
    });

    const waiting = async () =>
      (await accountsRouter.createCaller(requestBy(hub, creator.user)).me()).proposalsWaiting;

    test('a contract goes on, with its links and history, when a new version is accepted', async () => {
      expect(await waiting()).toBe(0);
      const renewal = await propose();
      expect(renewal).toMatchObject({ id: contractId, state: 'proposed' });
      expect(renewal.versions.map(({ number }) => number)).toEqual([2, 1]);
      expect(await waiting()).toBe(1);
      expect(await inForce(contractId)).toBeNull();
      hub.clock.advance(1000);
      const again = await as(creator.user).accept(newest(renewal));
      expect(again).toMatchObject({ state: 'active', endedAt: null, endReason: null });
      expect(await inForce(contractId)).toBe(2);
      expect(await hub.db.contract.count()).toBe(1);
      await expect(propose()).rejects.toThrow(/already a contract/);
    });

    test('either side proposes a renewal, and the other one may decline it', async () => {
      const wish = await as(creator.user).proposeVersion({ contractId, terms: TERMS });
      expect(wish.state).toBe('proposed');
      const no = await as(brand.owner).decline({ contractId, versionId: newestOf(wish) });
      expect(no.state).toBe('ended');
      expect((await propose()).id).toBe(contractId);
    });

    test('a version of before cannot be accepted any more', async () => {
      const renewal = await propose();
      const first = renewal.versions[1]?.id ?? '';
      const accepted = as(creator.user).accept({ ...newest(renewal), versionId: first });
      await expect(accepted).rejects.toThrow(/has ended/);
    });

    test('the end stays when it was: to end again closes the renewal that waits, and nothing else', async () => {
      const end = (user: SignedInUser, reason: string) => as(user).end({ contractId, reason });
      const { endedAt } = await hub.db.contract.findUniqueOrThrow({ where: { id: contractId } });
      const kept = {
        ...{ state: 'ended', endedAt: endedAt?.getTime(), endReason: 'Season is over' },
      };
      const renewal = await propose();
      hub.clock.advance(1000);
      const declined = await end(creator.user, 'No');
      expect(declined).toMatchObject(kept);
      expect(declined.versions[0]).toMatchObject({ state: 'declined', declineReason: 'No' });
      await expect(as(creator.user).accept(newest(renewal))).rejects.toThrow(/already accepted/);
      await as(creator.user).proposeVersion({ contractId, terms: TERMS });
      hub.clock.advance(1000);
      const withdrawn = await end(creator.user, 'Changed my mind');
      expect(withdrawn).toMatchObject(kept);
      expect(withdrawn.versions[0]).toMatchObject({ state: 'withdrawn', declineReason: null });
      await expect(end(creator.user, 'Again')).rejects.toThrow(/has ended/);
    });

    test('a renewed contract can be ended again', async () => {
      await as(creator.user).accept(newest(await propose()));
      hub.clock.advance(1000);
      expect((await as(brand.owner).end({ contractId, reason: 'Done' })).state).toBe('ended');
    });
  });

  test('a contract that a creator asked for and the brand declined can be proposed again', async () => {
    const proposed = await propose();
    const contractId = proposed.id;
    const wish = await as(creator.user).proposeVersion({
      contractId,
      terms: { ...TERMS, holdDays: 7 },
    });
    await as(brand.owner).decline({ contractId, versionId: newestOf(wish) });
    const again = await propose();
    const accepted = await as(creator.user).accept(newest(again));
    expect(accepted).toMatchObject({ id: contractId, state: 'active' });
  });

  test('the hash is that of the terms in canonical form', async () => {
    const proposed = await propose();
    const stored = await hub.db.contractVersion.findFirstOrThrow();
    expect(stored.terms).toBe(
      '{"attributionWindowDays":30,"currency":"eur","dropFeeMinor":0,"existingCustomerBps":800,' +
        '"existingCustomerFlatMinor":0,"holdDays":30,"minimumPayoutMinor":2500,"newCustomerBps":1500,' +
        '"newCustomerFlatMinor":0,"noticeDays":14,"rateFloorBps":0,"refundWindowDays":30,' +
        '"survivalDays":90}',
    );
    expect(proposed.versions[0]?.termsHash).toBe(
      createHash('sha256').update(stored.terms).digest('hex'),
    );
  });

  test('a brand proposes one contract to an address, in its own currency', async () => {
    await propose();
    await expect(propose()).rejects.toThrow(/already a contract/);
    const inDollars = as(brand.owner).propose({
      brandId: brand.id,
      email: 'x@stream.test',
      terms: { ...TERMS, currency: 'usd' },
    });
    await expect(inDollars).rejects.toThrow(/not in the expected form/);
  });

  test("another tenant's contract looks like a missing one", async () => {
    const proposed = await propose();
    const given = newest(proposed);
    const strangers = [(await makeBrand(hub)).owner, (await makeCreator(hub)).user];
    for (const stranger of strangers) {
      const missing = { ...given, contractId: brand.id };
      for (const act of [
        () => as(stranger).accept(given),
        () => as(stranger).decline(unread(given)),
        () => as(stranger).proposeVersion({ contractId: proposed.id, terms: TERMS }),
        () => as(stranger).end({ contractId: proposed.id, reason: 'mine now' }),
        () => as(stranger).listOfBrand({ brandId: brand.id }),
        () => as(stranger).accept(missing),
      ]) {
        await expect(act()).rejects.toMatchObject({ code: 'NOT_FOUND' });
      }
      expect(await as(stranger).listMine()).toEqual([]);
    }
    await expect(as(null).listMine()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(await as(brand.owner).listOfBrand({ brandId: brand.id })).toHaveLength(1);
  });
});
