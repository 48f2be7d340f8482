import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handleStripeEvent } from '../checkout/handle-stripe-event.ts';
import type { PayoutBatchView } from '../protocol/payouts.ts';
import { testDatabases } from '../test/database.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { approveBatch } from './approve-batch.ts';
import { carryOutAttempt, resumeAttempts } from './carry-out-attempt.ts';
import { createBatch } from './create-batch.ts';
import { holdLine } from './hold-line.ts';
import { listBatches } from './list-batches.ts';
import { listEarnings } from './list-earnings.ts';
import { markPaid } from './mark-paid.ts';
import { readPayoutAccount, refreshPayoutAccount, startOnboarding } from './payout-account.ts';
import { reconcilePayouts } from './reconcile-payouts.ts';
import { releaseDueCommissions } from './release-due.ts';
import { releaseHold } from './release-hold.ts';
import { sendBatch, sendItem } from './send-item.ts';
import { takeOutItem } from './take-out-item.ts';

describe.each(testDatabases())('payouts through the payment service on %s', (engine) => {
  let house: MoneyHouse;
  beforeEach(async () => {
    house = await openMoneyHouse(engine, {}, { withStripe: true });
  });
  afterEach(async () => {
    await expectBalancedLedger(house.hub.db);
    await expectClearZero(house);
    await house.close();
  });
  const anas = () => house.balances(house.ana.creator.id);
  const ana = () => ({ ...house.ana.creator, timeZone: 'UTC' });
  const earning = async () => (await listEarnings(house.hub, ana(), { cursor: null })).lines[0];
  const transfers = async () =>
    (await house.hub.payments.stripe.transfers.list({ limit: 100 })).data;

  async function onboard(outcome: 'pays' | 'fails' | 'unfinished' = 'pays') {
    const { creator } = house.ana;
    if ((await readPayoutAccount(house.hub, creator.id)).state === 'none') {
      await startOnboarding(house.hub, creator.id, { country: 'DE' });
    }
    const { accountId } = await house.hub.db.payoutAccount.findUniqueOrThrow({
      where: { creatorId: creator.id },
    });
    house.stripe?.onboard(accountId, outcome);
    return refreshPayoutAccount(house.hub, creator.id);
  }
  /** An approved batch of 10.00 for Ana. */
  async function approved(): Promise<{ batchId: string; itemId: string; lineId: string }> {
    const order = await house.sell(house.ana, { capturedMinor: 10_000 });
    house.days(30);
    await releaseDueCommissions(house.hub);
    const by = house.brand.owner.id;
    const { id: batchId, items } = await createBatch(house.hub, house.brand, { createdBy: by });
    await approveBatch(house.hub, { brandId: house.brand.id, batchId, approvedBy: by });
    const line = await house.hub.db.commissionLine.findFirstOrThrow({
      where: { orderId: order.id },
    });
    return { batchId, itemId: items[0]?.id ?? '', lineId: line.id };
  }
  const send = (batchId: string) => sendBatch(house.hub, { brandId: house.brand.id, batchId });
  const stateOf = async () => {
    const [batch] = await listBatches(house.hub.db, house.brand.id);
    return [batch?.state, batch?.items[0]?.state];
  };
  async function tellAll() {
    const events = house.hub.payments.stripe.events.list({ limit: 100 });
    for await (const event of events) await handleStripeEvent(house.hub, event);
    await house.settle();
  }

  it('begin with an account that says what is missing', async () => {
    expect(await readPayoutAccount(house.hub, house.ana.creator.id)).toMatchObject({
      state: 'none',
    });
    expect(await onboard('unfinished')).toMatchObject({
      state: 'missing',
      missing: ['A bank account'],
    });
    expect(await onboard('pays')).toMatchObject({ state: 'ready', missing: [] });
  });

  it('learn of an account that changed from its event', async () => {
    await onboard('unfinished');
    const { accountId } = await house.hub.db.payoutAccount.findFirstOrThrow();
    house.stripe?.onboard(accountId, 'pays');
    await tellAll();
    expect(await readPayoutAccount(house.hub, house.ana.creator.id)).toMatchObject({
      state: 'ready',
    });
  });

  it('go from approved to sent to arrived, and the creator reads each step', async () => {
    await onboard();
    const { batchId } = await approved();
    await send(batchId);
    expect(await stateOf()).toEqual(['sent', 'sent']);
    expect(await anas()).toEqual({ pending: 0, available: 0, paid: 1000 });
    expect(await earning()).toMatchObject({ state: 'sent' });
    expect((await earning())?.stateSentence).toContain('on its way to your bank');
    house.hub.clock.advance(10_000);
    await transfers();
    const { accountId } = await house.hub.db.payoutAccount.findFirstOrThrow();
    const on = { stripeAccount: accountId };
    const [payout] = (await house.hub.payments.stripe.payouts.list({}, on)).data;
    expect(payout?.status).toBe('paid');
    await tellAll();
    expect(await stateOf()).toEqual(['settled', 'paid']);
    expect(await earning()).toMatchObject({ state: 'paid' });
  });

  it('make one transfer when a worker dies between the transfer and its record', async () => {
    await onboard();
    const { batchId } = await approved();
    const { stripe } = house.hub.payments;
    const create = stripe.transfers.create.bind(stripe.transfers);
    // The answer is lost after the payment service has done it.
    stripe.transfers.create = async (...asked) => {
      await create(...asked);
      throw new Error('killed');
    };
    await send(batchId);
    stripe.transfers.create = create;
    expect(await stateOf()).toEqual(['sent', 'sending']);
    expect(await anas()).toEqual({ pending: 0, available: 0, paid: 0, clearing: 1000 });
    // Long after the payment service has forgotten the key.
    house.days(3);
    await Promise.all([resumeAttempts(house.hub), resumeAttempts(house.hub)]);
    expect(await transfers()).toHaveLength(1);
    expect(await stateOf()).toEqual(['sent', 'sent']);
    expect(await anas()).toEqual({ pending: 0, available: 0, paid: 1000 });
  });

  it('send once however many press at once', async () => {
    await onboard();
    const { batchId, itemId } = await approved();
    const which = { brandId: house.brand.id, itemId };
    await Promise.allSettled([
      send(batchId),
      sendItem(house.hub, which),
      markPaid(house.hub, { ...which, note: '' }),
      send(batchId),
      takeOutItem(house.hub, which),
    ]);
    const [batch] = await listBatches(house.hub.db, house.brand.id);
    const item = batch?.items[0];
    const made = await transfers();
    expect(made.length).toBeLessThanOrEqual(1);
    const isPaid = item?.state === 'sent' || item?.state === 'paid';
    expect(await anas()).toMatchObject(isPaid ? { paid: 1000 } : { available: 1000 });
    if (item?.state === 'sent') expect(made).toHaveLength(1);
    else expect(made).toHaveLength(0);
  });

  it('that are refused return to available, with the reason, and go out again', async () => {
    await onboard();
    const { batchId, itemId } = await approved();
    const { accountId } = await house.hub.db.payoutAccount.findFirstOrThrow();
    house.stripe?.onboard(accountId, 'unfinished');
    await send(batchId);
    expect(await stateOf()).toEqual(['failed', 'failed']);
    expect(await anas()).toEqual({ pending: 0, available: 1000, paid: 0 });
    expect(await earning()).toMatchObject({ state: 'failed' });
    house.stripe?.onboard(accountId, 'pays');
    const batch = await sendItem(house.hub, { brandId: house.brand.id, itemId });
    expect(batch.items[0]?.attempts.map(({ state }) => state)).toEqual(['failed', 'sent']);
    expect(await anas()).toEqual({ pending: 0, available: 0, paid: 1000 });
    const [transfer] = await transfers();
    expect(transfer?.transfer_group).toBe(`payout:${itemId}:2`);
  });

  it('that failed are paid once: by the next batch or by a new try, never by both', async () => {
    await onboard();
    const { batchId, itemId } = await approved();
    const { accountId } = await house.hub.db.payoutAccount.findFirstOrThrow();
    house.stripe?.onboard(accountId, 'unfinished');
    await send(batchId);
    const by = house.brand.owner.id;
    const next = await createBatch(house.hub, house.brand, { createdBy: by });
    expect(next.total.minor).toBe(1000);
    house.stripe?.onboard(accountId, 'pays');
    const again = sendItem(house.hub, { brandId: house.brand.id, itemId });
    await expect(again).rejects.toMatchObject({ code: 'item_moved_on' });
  });

  it('that the bank returns are taken back and are available again', async () => {
    await onboard('fails');
    const { batchId, itemId } = await approved();
    await send(batchId);
    house.hub.clock.advance(10_000);
    await transfers();
    await tellAll();
    expect(await stateOf()).toEqual(['failed', 'failed']);
    expect(await anas()).toEqual({ pending: 0, available: 1000, paid: 0 });
    expect((await transfers())[0]).toMatchObject({ reversed: true, amount_reversed: 1000 });
    await tellAll();
    expect(await anas()).toEqual({ pending: 0, available: 1000, paid: 0 });
    await onboard('pays');
    await sendItem(house.hub, { brandId: house.brand.id, itemId });
    expect(await anas()).toEqual({ pending: 0, available: 0, paid: 1000 });
  });

  it('of which a part comes back count that part, line by line, once', async () => {
    await onboard();
    const { batchId } = await approved();
    await send(batchId);
    const [transfer] = await transfers();
    await house.hub.payments.stripe.transfers.createReversal(transfer?.id ?? '', { amount: 400 });
    await tellAll();
    await reconcilePayouts(house.hub);
    expect(await anas()).toEqual({ pending: 0, available: 400, paid: 600 });
  });

  it('are found by the reconciler when no event told of them', async () => {
    await onboard('fails');
    const { batchId } = await approved();
    await send(batchId);
    house.hub.clock.advance(10_000);
    await reconcilePayouts(house.hub);
    expect(await anas()).toEqual({ pending: 0, available: 1000, paid: 0 });
    await onboard('pays');
    const itemId = (await listBatches(house.hub.db, house.brand.id))[0]?.items[0]?.id ?? '';
    await sendItem(house.hub, { brandId: house.brand.id, itemId });
    house.hub.clock.advance(10_000);
    await reconcilePayouts(house.hub);
    expect(await stateOf()).toEqual(['settled', 'paid']);
  });

  it('do not send what is set aside: it fails, is held, and goes out when it is decided', async () => {
    await onboard();
    const { batchId, itemId, lineId } = await approved();
    const hold = { lineId, cause: 'fraud:1', reason: 'FRAUD_HOLD', by: 'x' };
    await holdLine(house.hub, hold);
    const which = { brandId: house.brand.id, itemId };
    await expect(markPaid(house.hub, { ...which, note: '' })).rejects.toMatchObject({
      code: 'item_on_hold',
    });
    const after: PayoutBatchView = await send(batchId);
    expect(after.items[0]).toMatchObject({ state: 'failed' });
    expect(await transfers()).toEqual([]);
    expect(await anas()).toEqual({ pending: 0, available: 0, paid: 0, held: 1000 });
    await releaseHold(house.hub, hold);
    const by = house.brand.owner.id;
    expect((await createBatch(house.hub, house.brand, { createdBy: by })).total.minor).toBe(1000);
  });

  it('leave a try alone that somebody else has finished', async () => {
    await onboard();
    const { batchId } = await approved();
    await send(batchId);
    const { id } = await house.hub.db.payoutAttempt.findFirstOrThrow();
    await carryOutAttempt(house.hub, id, { isResumed: true });
    expect(await resumeAttempts(house.hub)).toBe(0);
    expect(await transfers()).toHaveLength(1);
  });
});

/** The clearing account of each payout that is not under way is zero. */
async function expectClearZero({ hub }: MoneyHouse): Promise<void> {
  const sums = await hub.db.ledgerEntry.groupBy({
    by: ['payoutItemId'],
    where: { account: 'payout_clearing' },
    _sum: { amountMinor: true },
  });
  expect(sums.filter(({ _sum }) => _sum.amountMinor !== 0n)).toEqual([]);
}
