import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mergeCustomers } from '../customers/merge-customers.ts';
import { runReactions, settleReactions } from '../platform/happenings.ts';
import type { Offer } from '../protocol/offers.ts';
import { reactions } from '../reactions.ts';
import { balanceOf, expectSoundCredit } from '../test/credit.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { makeClaim, makeOrder, makeRefund } from '../test/orders.ts';
import { makeShop, type Shop } from '../test/shop.ts';
import { earnCredit } from './earn-credit.ts';
import { issueVouchers } from './issue-vouchers.ts';
import { listCredit, readCreditHistory } from './list-credit.ts';
import { listVouchers } from './list-vouchers.ts';
import { redeemVoucher } from './redeem-voucher.ts';
import { setCreditAside } from './set-credit-aside.ts';
import { undoRedemption } from './undo-redemption.ts';

const BEA = 'bea@home.test';
const DAY_MS = 86_400_000;

describe.each(testDatabases())('what comes with an order on %s', (engine) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let hub: TestHub;
  let shop: Shop;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
    shop = await makeShop(hub);
  });
  afterEach(async () => {
    await expectSoundCredit(hub.db);
    await database.close();
  });

  /** A paid order of so many units with an add-on each, whose quote promised the offer. */
  async function sell(
    offer: Offer,
    given: { units?: number; capturedMinor?: number; email?: string; userId?: string } = {},
  ) {
    const { units = 1, capturedMinor = 9_999, email = BEA, userId } = given;
    const brandId = shop.brand.id;
    const lines = [{ quantity: units }, { quantity: units, isAddOn: true }];
    const quote = { lines, offer };
    const sold = { ...shop, brandId, email, capturedMinor, quote, buyer: { userId } };
    const order = await makeOrder(hub, sold);
    await settle();
    return order;
  }

  async function settle() {
    for (let n = 0; n < 3; n += 1) await settleReactions(hub, reactions);
  }

  async function refund(orderId: string, amountMinor: number) {
    await makeRefund(hub, { orderId, amountMinor });
    await settle();
  }

  const balance = () => balanceOf(hub.db, { brandId: shop.brand.id, emailKey: BEA });
  const history = async () =>
    (await readCreditHistory(hub, { brandId: shop.brand.id, emailKey: BEA }))
      .map(({ kind, amountMinor }) => `${kind} ${amountMinor}`)
      .reverse();
  const voucherStates = async () =>
    (await listVouchers(hub, { brandId: shop.brand.id })).vouchers.map(({ state }) => state);

  describe('credit', () => {
    const offer: Offer = { kind: 'credit_back', creditMinor: 500 };

    it('is earned once for every unit that is paid for, to the customer who paid', async () => {
      const order = await sell(offer, { units: 3 });
      await Promise.all([1, 2, 3].map(() => earnCredit(hub, { orderId: order.id })));
      expect(await balance()).toBe(1_500);
      const { balances } = await listCredit(hub, { brandId: shop.brand.id, search: 'bea@' });
      expect(balances).toMatchObject([{ emailKey: BEA, balanceMinor: 1_500, currency: 'eur' }]);
      expect(await listCredit(hub, { brandId: shop.brand.id, search: 'eve' })).toMatchObject({
        balances: [],
      });
    });

    it('is taken back in proportion: three refunds of a third end at the whole', async () => {
      const { id } = await sell(offer);
      const left = [];
      for (const part of [3_333, 3_333, 3_333]) {
        await refund(id, part);
        left.push(await balance());
      }
      expect(left).toEqual([333, 167, 0]);
    });

    it('that was spent is written off instead of making a balance negative', async () => {
      const { id } = await sell(offer);
      const brandId = shop.brand.id;
      const quote = { itemsMinor: 350, totalMinor: 350, lines: [] };
      const claim = await makeClaim(hub, { ...shop, brandId, visitorId: 'v', quote });
      expect(await setCreditAside(hub, { claimId: claim.id, emailKey: BEA })).toBe(300);
      await refund(id, 9_999);
      expect(await balance()).toBe(0);
      const rows = ['earned 500', 'set_aside -300', 'written_off 300', 'taken_back -500'];
      expect(await history()).toEqual(rows);
    });

    it('is taken back from whoever earned it, when they were merged into another customer', async () => {
      const first = await sell(offer, { email: 'bea@work.test' });
      hub.clock.advance(DAY_MS);
      const { id, customerId } = await sell(offer);
      expect(await balance()).toBe(500);
      await mergeCustomers(hub, {
        brandId: shop.brand.id,
        customerIds: [first.customerId, customerId],
        ...{ reason: 'The same person.', userId: 'u' },
      });
      await settle();
      await earnCredit(hub, { orderId: id });
      await refund(id, 9_999);
      expect(await balance()).toBe(0);
      expect(await history()).toEqual(['earned 500', 'taken_back -500']);
      const work = { brandId: shop.brand.id, emailKey: 'bea@work.test' };
      expect(await balanceOf(hub.db, work)).toBe(500);
    });

    it('of somebody known by their account alone is earned under the address they paid with', async () => {
      const { id, customerId } = await sell(offer, { email: 'Bea@Home.test', userId: 'u1' });
      const customer = await hub.db.customer.findUnique({ where: { id: customerId } });
      expect(customer).toMatchObject({ emailKey: 'user:u1' });
      expect(await balance()).toBe(500);
      await refund(id, 9_999);
      expect(await balance()).toBe(0);
    });

    it('is there again when the refund fails afterwards', async () => {
      const { id } = await sell(offer);
      await refund(id, 9_999);
      expect(await balance()).toBe(0);
      await hub.db.refund.updateMany({ data: { status: 'failed' } });
      await hub.db.happening.updateMany({
        where: { kind: 'order.refunded' },
        data: { doneAt: null },
      });
      hub.clock.advance(120_000);
      await runReactions(hub, reactions);
      expect(await balance()).toBe(500);
    });
  });

  describe('a voucher', () => {
    const offer: Offer = {
      kind: 'voucher',
      title: 'Studio visit',
      terms: 'By day.',
      validDays: 30,
    };

    it('is issued once for every unit that is paid for, with a code without look-alikes', async () => {
      const order = await sell(offer, { units: 3 });
      await Promise.all([1, 2, 3].map(() => issueVouchers(hub, { orderId: order.id })));
      const vouchers = await hub.db.voucher.findMany();
      expect(vouchers).toHaveLength(3);
      expect(new Set(vouchers.map(({ code }) => code)).size).toBe(3);
      for (const { code, expiresAt } of vouchers) {
        expect(code).toMatch(/^[A-HJKMNP-TV-Z2-9]{10}$/);
        expect(expiresAt?.getTime()).toBe(order.capturedAt.getTime() + 30 * DAY_MS);
      }
      const mail = await hub.db.outboxMail.findFirstOrThrow();
      for (const { code } of vouchers) expect(mail.text).toContain(code);
    });

    it('is redeemed once, however many try at the same time, and can be undone for 5 minutes', async () => {
      await sell(offer);
      const { code } = await hub.db.voucher.findFirstOrThrow();
      const brandId = shop.brand.id;
      const typed = `${code.slice(0, 5).toLowerCase()}-${code.slice(5)} `;
      const tries = await Promise.allSettled(
        Array.from({ length: 8 }, (_, n) =>
          redeemVoucher(hub, { brandId, code: typed, by: `${n}` }),
        ),
      );
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      await expect(redeemVoucher(hub, { brandId, code, by: 'x' })).rejects.toMatchObject({
        code: 'voucher_used',
      });
      hub.clock.advance(299_000);
      expect(await undoRedemption(hub, { brandId, code })).toMatchObject({ state: 'open' });
      await redeemVoucher(hub, { brandId, code, by: 'again' });
      hub.clock.advance(300_000);
      await expect(undoRedemption(hub, { brandId, code })).rejects.toMatchObject({
        code: 'voucher_undo_over',
      });
    });

    it('of another brand, or one that is over, is refused with its reason', async () => {
      await sell(offer);
      const { code } = await hub.db.voucher.findFirstOrThrow();
      const stranger = await makeShop(hub);
      const asked = { brandId: stranger.brand.id, code, by: 'x' };
      await expect(redeemVoucher(hub, asked)).rejects.toMatchObject({ code: 'voucher_unknown' });
      hub.clock.advance(30 * DAY_MS);
      const own = { ...asked, brandId: shop.brand.id };
      await expect(redeemVoucher(hub, own)).rejects.toMatchObject({ code: 'voucher_expired' });
    });

    it('is void when its unit is refunded, unless it was used', async () => {
      const { id } = await sell(offer, { units: 3, capturedMinor: 9_000 });
      const first = await hub.db.voucher.findFirstOrThrow({ orderBy: { id: 'desc' } });
      const brandId = shop.brand.id;
      await redeemVoucher(hub, { brandId, code: first.code, by: 'x' });
      await refund(id, 2_999);
      expect(await voucherStates()).toEqual(['redeemed', 'open', 'open']);
      await refund(id, 1);
      expect(await voucherStates()).toEqual(['redeemed', 'voided', 'open']);
      const { code } = await hub.db.voucher.findFirstOrThrow({
        where: { voidedAt: { not: null } },
      });
      await expect(redeemVoucher(hub, { brandId, code, by: 'x' })).rejects.toMatchObject({
        code: 'voucher_void',
      });
      await refund(id, 6_000);
      expect(await voucherStates()).toEqual(['redeemed', 'voided', 'voided']);
      // Taking the redemption back does not bring back what was refunded.
      await undoRedemption(hub, { brandId, code: first.code });
      expect(await voucherStates()).toEqual(['voided', 'voided', 'voided']);
    });
  });
});
