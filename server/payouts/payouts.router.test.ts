import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attributionRouter } from '../attribution/attribution.router.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import { reportsRouter } from '../reports/reports.router.ts';
import { makeBrand } from '../test/factories.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { payoutsRouter } from './payouts.router.ts';
import { releaseDueCommissions } from './release-due.ts';

describe('payouts and attribution over tRPC', () => {
  let house: MoneyHouse;
  beforeEach(async () => {
    house = await openMoneyHouse('sqlite');
    await house.sell(house.ana, { capturedMinor: 10_000 });
    house.days(30);
    await releaseDueCommissions(house.hub);
  });
  afterEach(() => house.close());

  const as = (user: SignedInUser | null) => {
    const context = { hub: house.hub, user: async () => user, visitorId: null };
    return {
      payouts: payoutsRouter.createCaller(context),
      attribution: attributionRouter.createCaller(context),
      reports: reportsRouter.createCaller(context),
    };
  };
  const problem = (code: string) => ({ cause: { code } });

  it('take a brand from preview to paid, and its creator sees the money', async () => {
    const { payouts, reports } = as(house.brand.owner);
    const brandId = house.brand.id;
    expect((await payouts.preview({ brandId })).eligible).toMatchObject([{ entries: 1 }]);
    const before = await reports.overview({ brandId, days: 30 });
    expect(before.attention).toEqual([
      { text: '€10.00 ready for payout.', href: `/app/brands/${house.brand.slug}/payouts` },
    ]);
    const { id: batchId, items } = await payouts.createBatch({ brandId });
    await payouts.approve({ brandId, batchId });
    const isAsked = async () =>
      (await reports.overview({ brandId, days: 30 })).attention.some(({ text }) =>
        text.includes('not marked as sent'),
      );
    expect(await isAsked()).toBe(true);
    const itemId = items[0]?.id ?? '';
    const change = (data: object) =>
      house.hub.db.payoutItem.update({ where: { id: itemId }, data });
    // Sent through the payment service, on its way to the bank; nobody has to do anything.
    await change({ sentAt: house.hub.clock.now() });
    expect(await isAsked()).toBe(false);
    await change({ sentAt: null });
    await payouts.markPaid({ brandId, itemId, note: 'sent' });
    expect(await isAsked()).toBe(false);
    expect(await payouts.batches({ brandId })).toMatchObject([{ items: [{ state: 'paid' }] }]);
    const creator = as(house.ana.creator.user).payouts;
    expect((await creator.earnings()).currencies).toMatchObject([{ paid: { minor: 1000 } }]);
    expect(await creator.myPayouts()).toMatchObject([{ state: 'paid', paidNote: 'sent' }]);
  });

  it('show a stranger nothing, not even that it exists', async () => {
    const { owner } = await makeBrand(house.hub);
    const brandId = house.brand.id;
    const { payouts, reports } = as(owner);
    await expect(payouts.preview({ brandId })).rejects.toMatchObject(problem('not_found'));
    await expect(payouts.createBatch({ brandId })).rejects.toMatchObject(problem('not_found'));
    await expect(reports.creators({ brandId })).rejects.toMatchObject(problem('not_found'));
    await expect(payouts.earnings()).rejects.toMatchObject(problem('not_allowed'));
    await expect(as(null).payouts.myPayouts()).rejects.toMatchObject(problem('not_signed_in'));
  });

  it('let a viewer look and not act', async () => {
    await house.hub.db.brandMember.updateMany({ data: { role: 'viewer' } });
    const { payouts } = as(house.brand.owner);
    const brandId = house.brand.id;
    expect(await payouts.batches({ brandId })).toEqual([]);
    await expect(payouts.createBatch({ brandId })).rejects.toMatchObject(problem('not_allowed'));
  });

  it('refuse what is not in the form', async () => {
    const { attribution, reports } = as(house.brand.owner);
    const brandId = house.brand.id;
    await expect(reports.overview({ brandId, days: 0 })).rejects.toThrow();
    await expect(attribution.explainOrder({ brandId, orderId: '1' })).rejects.toThrow();
  });
});
