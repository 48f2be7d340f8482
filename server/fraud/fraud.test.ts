import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rememberBrowser } from '../accounts/remember-browser.ts';
import { readLinksOfCreator } from '../links/read-links.ts';
import { refreshPayoutAccount, startOnboarding } from '../payouts/payout-account.ts';
import { releaseDueCommissions } from '../payouts/release-due.ts';
import { newId } from '../platform/ids.ts';
import { readMigrations } from '../platform/migration-files.ts';
import { keepReports } from '../reports/keep-reports.ts';
import { testDatabases } from '../test/database.ts';
import { makeLink } from '../test/factories.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { recountReports, storedReports } from '../test/recount-reports.ts';
import { decideFlag, reopenFlag } from './decide-flag.ts';
import { detectPatterns, detectSharedDestinations } from './detect-patterns.ts';
import { flagSelfReferral } from './flag-self-referral.ts';
import { readFraudQueue } from './read-fraud-queue.ts';

const MINUTE_MS = 60_000;

describe.each(testDatabases())('fraud on %s', (engine) => {
  let house: MoneyHouse;
  beforeEach(async () => {
    house = await openMoneyHouse(engine);
  });
  afterEach(async () => {
    await expectBalancedLedger(house.hub.db);
    await house.close();
  });

  const anas = () => house.balances(house.ana.creator.id);
  const queue = () => readFraudQueue(house.hub, house.brand);
  const by = () => ({ id: house.brand.owner.id, name: 'Olga' });

  /** Ana was signed in in a browser; somebody buys through her in it. */
  async function boughtFromHerself(given: { visitorId?: string } = {}) {
    const { hub, ana } = house;
    await rememberBrowser(hub, { userId: ana.creator.user.id, visitorId: 'v-ana' });
    const order = await house.sell(ana, { visitorId: 'v-ana', capturedMinor: 10_000, ...given });
    await flagSelfReferral(hub, { orderId: order.id });
    return order;
  }

  /** As the migration does for what was there before it. */
  async function fillFlags(): Promise<void> {
    const migration = readMigrations(engine).find(({ name }) => name.endsWith('click_flags'));
    const filling = migration?.script.split('-- Flags that stood already')[1] ?? '';
    await house.hub.db.$executeRawUnsafe(filling.split('\n').slice(1).join('\n'));
  }

  async function onlyFlag() {
    const { waiting, decided } = await queue();
    const [flag, ...more] = [...waiting, ...decided];
    if (!flag || more.length > 0) throw new Error(`${more.length + (flag ? 1 : 0)} flags`);
    return { ...flag, of: { brandId: house.brand.id, flagId: flag.id, by: by() } };
  }

  it('a self-referral is flagged once, held, and never released by time', async () => {
    const order = await boughtFromHerself();
    await flagSelfReferral(house.hub, { orderId: order.id });
    expect(await onlyFlag()).toMatchObject({
      rule: 'self_referral',
      orderNumber: order.number,
      evidence: ['It was bought in a browser in which the creator was signed in.'],
      atStake: { minor: 1000 },
      verdict: null,
    });
    house.days(400);
    expect(await releaseDueCommissions(house.hub)).toBe(0);
    expect(await anas()).toMatchObject({ pending: 0, available: 0, held: 1000 });
  });

  it('somebody else’s purchase is not flagged', async () => {
    await boughtFromHerself({ visitorId: 'v-bea' });
    expect((await queue()).waiting).toEqual([]);
    expect(await anas()).toMatchObject({ pending: 1000 });
  });

  it('a card that the creator has paid with flags what it pays for others', async () => {
    const { hub, ana, ben, brand } = house;
    const own = await house.sell(ben, { email: ana.creator.user.email });
    const sold = await house.sell(ana, { capturedMinor: 10_000 });
    for (const order of [own, sold]) {
      const { id: orderId, customerId } = order;
      await hub.db.cardUse.create({
        data: { orderId, customerId, brandId: brand.id, fingerprint: 'f' },
      });
    }
    await flagSelfReferral(hub, { orderId: own.id });
    await flagSelfReferral(hub, { orderId: sold.id });
    expect(await onlyFlag()).toMatchObject({
      orderNumber: sold.number,
      evidence: ['It was paid with a card that the creator has paid with.'],
    });
  });

  it('a person releases it: the money goes on, and the rule does not flag it again', async () => {
    const order = await boughtFromHerself();
    const { of } = await onlyFlag();
    await decideFlag(house.hub, { ...of, verdict: 'released', reason: 'Her brother bought it.' });
    expect(await anas()).toMatchObject({ pending: 1000 });
    await flagSelfReferral(house.hub, { orderId: order.id });
    expect(await onlyFlag()).toMatchObject({
      verdict: 'released',
      history: [{ verdict: 'released', reason: 'Her brother bought it.', byName: 'Olga' }],
    });
    expect(await anas()).toMatchObject({ pending: 1000 });
  });

  it('a person confirms it: the commission is taken back, and given again when it is reopened', async () => {
    const order = await boughtFromHerself();
    const { of } = await onlyFlag();
    await decideFlag(house.hub, { ...of, verdict: 'confirmed', reason: 'Same flat, same card.' });
    expect(await anas()).toMatchObject({ pending: 0, available: 0 });
    expect((await anas()).held ?? 0).toBe(0);
    // A refund after that takes nothing more.
    await house.refund(order.id, 5000);
    expect(await anas()).toMatchObject({ pending: 0, available: 0 });
    await reopenFlag(house.hub, { ...of, reason: 'Wrong flat.' });
    expect(await anas()).toMatchObject({ held: 500 });
    await decideFlag(house.hub, { ...of, verdict: 'released', reason: 'Not her.' });
    expect(await anas()).toMatchObject({ pending: 500 });
    expect((await onlyFlag()).history.map(({ verdict }) => verdict)).toEqual([
      'confirmed',
      'reopened',
      'released',
    ]);
  });

  it('of two people who decide at once one does, and the other is told', async () => {
    await boughtFromHerself();
    const { of } = await onlyFlag();
    const answers = await Promise.allSettled([
      decideFlag(house.hub, { ...of, verdict: 'released', reason: 'one' }),
      decideFlag(house.hub, { ...of, verdict: 'confirmed', reason: 'two' }),
    ]);
    const refused = answers.filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject([{ reason: { code: 'flag_decided' } }]);
    expect((await onlyFlag()).history).toHaveLength(1);
    await expect(
      decideFlag(house.hub, { ...of, brandId: house.drop.id, verdict: 'released', reason: 'x' }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('two creators who are paid into one bank account are flagged and held, each once', async () => {
    await house.close();
    house = await openMoneyHouse(engine, {}, { withStripe: true });
    const { hub, ana, ben } = house;
    await house.sell(ana, { capturedMinor: 10_000 });
    const onboard = async (one: typeof ana, outcome: 'pays' | 'shares') => {
      const { id: creatorId } = one.creator;
      const known = await hub.db.payoutAccount.findUnique({ where: { creatorId } });
      if (!known) await startOnboarding(hub, creatorId, { country: 'DE' });
      const account = await hub.db.payoutAccount.findUniqueOrThrow({ where: { creatorId } });
      house.stripe?.onboard(account.accountId, outcome);
      await refreshPayoutAccount(hub, creatorId);
    };
    await onboard(ana, 'pays');
    await onboard(ben, 'pays');
    await detectSharedDestinations(hub);
    expect((await queue()).waiting).toEqual([]);
    await onboard(ana, 'shares');
    await onboard(ben, 'shares');
    await detectSharedDestinations(hub);
    await detectSharedDestinations(hub);
    const { waiting } = await queue();
    expect(waiting.map(({ rule, creatorName, lines }) => [rule, creatorName, lines])).toEqual(
      expect.arrayContaining([
        ['shared_destination', ana.creator.displayName, 1],
        ['shared_destination', ben.creator.displayName, 0],
      ]),
    );
    expect(waiting).toHaveLength(2);
    expect(await anas()).toMatchObject({ pending: 0, held: 1000 });
    const stored = JSON.stringify(await hub.db.payoutAccount.findMany());
    expect(stored).not.toContain('3000');
  });

  it('a burst of clicks leaves the counts, not attribution; looking twice finds it once', async () => {
    const { hub, ana, drop } = house;
    const link = await makeLink(hub, { contractId: ana.contract.id, dropId: drop.id });
    const at = (ms: number) => new Date(hub.clock.now().getTime() + ms);
    const click = (ms: number, isConfirmed: boolean, n: number) => ({
      id: newId(at(ms)),
      linkId: link.id,
      contractVersionId: ana.contract.version.id,
      visitorId: `v-${ms}-${n}`,
      at: at(ms),
      verdict: isConfirmed ? 'confirmed' : 'human',
    });
    const honest = Array.from({ length: 60 }, (_, n) => click(n * 30_000, n % 4 !== 0, n));
    const bots = Array.from({ length: 50 }, (_, n) => click(40 * MINUTE_MS, false, n));
    await hub.db.click.createMany({ data: [...honest, ...bots] });
    hub.clock.advance(60 * MINUTE_MS);
    const visits = async () => (await readLinksOfCreator(hub, ana.creator.id))[0]?.visits;
    const reported = async () => {
      const { _sum } = await hub.db.reportDay.aggregate({ _sum: { clicks: true, visits: true } });
      return _sum;
    };
    await keepReports(hub);
    expect([await visits(), await reported()]).toEqual([110, { clicks: 110n, visits: 110n }]);
    await detectPatterns(hub);
    await detectPatterns(hub);
    const { of, ...flag } = await onlyFlag();
    expect(flag).toMatchObject({ rule: 'bot_burst', clicks: 50, lines: 0 });
    await keepReports(hub);
    expect([await visits(), await reported()]).toEqual([60, { clicks: 110n, visits: 60n }]);
    await decideFlag(hub, { ...of, verdict: 'released', reason: 'A raid of her friends.' });
    await keepReports(hub);
    expect([await visits(), await reported()]).toEqual([110, { clicks: 110n, visits: 110n }]);
    await reopenFlag(hub, { ...of, reason: 'It was not.' });
    await decideFlag(hub, { ...of, verdict: 'confirmed', reason: 'Bots.' });
    await keepReports(hub);
    expect([await visits(), await reported()]).toEqual([60, { clicks: 110n, visits: 60n }]);
    expect(await storedReports(hub, house.brand)).toEqual(await recountReports(hub, house.brand));
    // A hub that had the flag before clicks knew of it.
    await hub.db.click.updateMany({ data: { flags: 0 } });
    await fillFlags();
    await keepReports(hub);
    expect([await visits(), await reported()]).toEqual([60, { clicks: 110n, visits: 60n }]);
    const order = await house.sell(ana, { visitorId: bots[0]?.visitorId ?? '' });
    const decision = await hub.db.orderDecision.findUnique({ where: { orderId: order.id } });
    expect(decision?.ltvContractId).toBe(ana.contract.id);
  });
});
