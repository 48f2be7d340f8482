import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reattributeOrder } from '../attribution/reattribute-order.ts';
import { newId } from '../platform/ids.ts';
import { ATTRIBUTION_ADVICE, ATTRIBUTION_REASONS } from '../protocol/attribution.ts';
import { testDatabases } from '../test/database.ts';
import { makeLink } from '../test/factories.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { makeClaim } from '../test/orders.ts';
import { explainMyOrder, explainOrder } from './explain-order.ts';
import { findMissedSales } from './find-missed-sales.ts';
import { spanOf } from './rules/candidate-words.ts';
import { reasonsNow } from './rules/reasons-now.ts';

const DAY_MS = 86_400_000;

describe('reasons in words', () => {
  it('have a sentence and an advice for each of the fifteen codes', () => {
    expect(Object.keys(ATTRIBUTION_REASONS)).toHaveLength(15);
    expect(Object.keys(ATTRIBUTION_ADVICE).sort()).toEqual(Object.keys(ATTRIBUTION_REASONS).sort());
  });

  it('are those of the decision and those of now, each once', () => {
    const now = {
      reason: 'OTHER_CREATOR_FIRST' as const,
      refundedMinor: 100,
      isDisputed: true,
      holds: ['FRAUD_HOLD', 'DISPUTED', 'somebody asked'],
      isCapped: true,
    };
    expect(reasonsNow(now).map(({ code }) => code)).toEqual([
      'OTHER_CREATOR_FIRST',
      'FRAUD_HOLD',
      'DISPUTED',
      'REFUNDED',
      'CAP_REACHED',
    ]);
    const plain = { reason: null, refundedMinor: 0, isDisputed: false, holds: [], isCapped: false };
    expect(reasonsNow(plain)).toEqual([]);
  });

  it('say spans of time to the millisecond at their edges', () => {
    expect(spanOf(0)).toBe('0 ms');
    expect(spanOf(999)).toBe('999 ms');
    expect(spanOf(61_000)).toBe('1 min 1 s');
    expect(spanOf(30 * DAY_MS + 1)).toBe('30 days');
    expect(spanOf(31 * DAY_MS + 2 * 3_600_000)).toBe('31 days 2 h');
  });
});

describe.each(testDatabases())('an order explained on %s', (engine) => {
  let house: MoneyHouse;
  beforeEach(async () => {
    house = await openMoneyHouse(engine);
  });
  afterEach(() => house.close());

  const timeZone = 'Europe/Berlin';
  const toBrand = (orderId: string) =>
    explainOrder(house.hub.db, { brandId: house.brand.id, orderId, timeZone });
  const toCreator = ({ creator }: MoneyHouse['ana'], orderId: string) =>
    explainMyOrder(house.hub.db, { creatorId: creator.id, orderId, timeZone });
  async function click(seller: MoneyHouse['ana'], visitorId: string, verdict = 'human') {
    const at = house.hub.clock.now();
    const link = await makeLink(house.hub, { contractId: seller.contract.id });
    await house.hub.db.click.create({
      data: {
        ...{ id: newId(at), linkId: link.id, visitorId, at, verdict },
        contractVersionId: seller.contract.version.id,
        rawReason: verdict === 'raw' ? 'bot' : null,
      },
    });
    return link;
  }
  const pending = async ({ creator }: MoneyHouse['ana']) =>
    (await house.balances(creator.id)).pending;

  it('shows both credits, the arithmetic, each candidate with its figures, and the way of the order', async () => {
    const link = await click(house.ana, 'v1');
    house.days(2);
    const order = await house.sell(house.ben, {
      ...{ email: 'bea@home.test', visitorId: 'v1', capturedMinor: 10_000 },
    });
    const explained = await toBrand(order.id);
    expect(explained.credits).toMatchObject([
      { kind: 'drop_sale', who: house.ben.creator.displayName, amount: { minor: 1000 } },
      { kind: 'ltv', who: house.ana.creator.displayName },
    ]);
    expect(explained.credits[0]?.arithmetic).toContain('10 %');
    expect(explained.candidates).toMatchObject([
      {
        who: house.ana.creator.displayName,
        linkSlug: link.slug,
        excludedBy: null,
        sentence:
          'The click came 2 days before the first order; the window is 30 days. It was the first that counts.',
      },
      { kind: 'claim', excludedBy: 'OTHER_CREATOR_FIRST' },
    ]);
    expect(explained.reasons).toMatchObject([{ code: 'OTHER_CREATOR_FIRST' }]);
    expect(explained.path.map(({ text }) => text)).toEqual([
      `Click on /r/${link.slug} (${house.ana.creator.displayName})`,
      'Units claimed',
      'Paid',
    ]);
  });

  it('never tells a creator who bought, what another earns or how another is called', async () => {
    const link = await click(house.ana, 'v1');
    house.days(1);
    const order = await house.sell(house.ben, {
      ...{ email: 'bea@secret.test', visitorId: 'v1', capturedMinor: 10_000 },
    });
    const toBen = JSON.stringify(await toCreator(house.ben, order.id));
    const secrets = ['bea', 'secret.test', house.ana.creator.displayName, link.slug];
    for (const secret of secrets) expect(toBen).not.toContain(secret);
    const toAna = await toCreator(house.ana, order.id);
    expect(toAna.credits).toMatchObject([
      { who: 'another creator', amount: null, arithmetic: null },
      { who: 'You', isMine: true },
    ]);
    expect(JSON.stringify(toAna)).not.toContain(house.ben.creator.displayName);
  });

  it('is not there for a creator without a part in it, for another brand, and before it is decided', async () => {
    const order = await house.sell(house.ben, { email: 'bea@home.test' });
    await expect(toCreator(house.ana, order.id)).rejects.toMatchObject({ code: 'not_found' });
    const other = explainOrder(house.hub.db, { brandId: 'x', orderId: order.id, timeZone });
    await expect(other).rejects.toMatchObject({ code: 'not_found' });
  });

  it('says that it was refunded and disputed', async () => {
    const order = await house.sell(house.ben, { email: 'bea@home.test', capturedMinor: 10_000 });
    await house.refund(order.id, 4000);
    const explained = await toBrand(order.id);
    expect(explained.reasons.map(({ code }) => code)).toContain('REFUNDED');
    expect(explained.credits[0]).toMatchObject({ amount: { minor: 600 } });
    expect(explained.path.at(-1)?.text).toBe('Refunded, in part or whole');
  });

  it('follows a decision by hand, with compensating entries and the reason', async () => {
    const first = await house.sell(house.ana, { email: 'bea@home.test', capturedMinor: 10_000 });
    house.days(3);
    const second = await house.sell(house.ben, { email: 'bea@home.test', capturedMinor: 10_000 });
    const entries = await house.hub.db.ledgerEntry.count();
    await reattributeOrder(house.hub, {
      brandId: house.brand.id,
      orderId: second.id,
      contractId: house.ben.contract.id,
      reason: 'Ben brought her to the booth.',
      userId: house.brand.owner.id,
    });
    await house.settle();
    for (const { id } of [first, second]) {
      expect((await toBrand(id)).credits[1]).toMatchObject({ who: house.ben.creator.displayName });
    }
    expect((await toBrand(first.id)).path.at(-1)?.text).toBe(
      'Decided by hand: Ben brought her to the booth.',
    );
    const [change] = await house.hub.db.attributionChange.findMany();
    expect(change).toMatchObject({ kind: 'reattributed', by: house.brand.owner.id });
    expect(JSON.parse(change?.before ?? '{}')).toMatchObject({
      acquisitions: [{ contractId: house.ana.contract.id }],
    });
    // The sales stay whose they are; nothing that was booked is edited.
    expect([await pending(house.ana), await pending(house.ben)]).toEqual([1000, 500]);
    expect(await house.hub.db.ledgerEntry.count()).toBeGreaterThanOrEqual(entries);
    await expectBalancedLedger(house.hub.db);
  });

  it('finds what did not count: orders with a touch, lapsed claims and hits by nobody', async () => {
    const from = house.hub.clock.now().getTime();
    await click(house.ana, 'v1');
    await click(house.ana, 'bot', 'raw');
    await click(house.ana, 'v-flagged');
    await house.hub.db.click.updateMany({
      where: { visitorId: 'v-flagged' },
      data: { flags: 1 },
    });
    const lapsed = await makeClaim(house.hub, {
      ...{ brandId: house.brand.id, drop: house.drop, contract: house.ana.contract },
      visitorId: 'v3',
    });
    await house.hub.db.claim.update({
      where: { id: lapsed.id },
      data: { releasedAt: house.hub.clock.now(), releaseReason: 'expired' },
    });
    house.hub.clock.advance(3_600_000);
    const known = await house.sell(house.ben, { email: 'old@home.test', visitorId: 'v2' });
    house.hub.clock.advance(1);
    await click(house.ana, 'v2');
    house.hub.clock.advance(3_600_000);
    const again = await house.sell(house.ben, { email: 'old@home.test', visitorId: 'v2' });
    await house.sell(house.ben, { email: 'stranger@home.test', visitorId: 'v9' });
    const to = house.hub.clock.now().getTime() + 1;
    const missed = await findMissedSales(house.hub, { creatorId: house.ana.creator.id, from, to });
    expect(missed.orders).toMatchObject([
      { orderId: again.id, counts: 'none', reason: 'EXISTING_CUSTOMER' },
    ]);
    expect(known.id).not.toBe(again.id);
    const text = missed.notes.map((note) => note.text).join('\n');
    expect(text).toContain('2 visits came by your links');
    expect(text).toContain('1 hit was no person');
    expect(text).toContain('1 hit does not count, because nobody seems to be behind it');
    expect(text).toContain('1 claim through you lapsed without a payment');
    const late = { creatorId: house.ana.creator.id, from: to, to: to + DAY_MS };
    expect((await findMissedSales(house.hub, late)).orders).toEqual([]);
  });
});
