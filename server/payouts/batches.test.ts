import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testDatabases } from '../test/database.ts';
import { makeBrand } from '../test/factories.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { approveBatch } from './approve-batch.ts';
import { cancelBatch } from './cancel-batch.ts';
import { createBatch } from './create-batch.ts';
import { listBatches } from './list-batches.ts';
import { listMyPayouts } from './list-my-payouts.ts';
import { markPaid } from './mark-paid.ts';
import { previewPayouts } from './preview-payouts.ts';
import { releaseDueCommissions } from './release-due.ts';

describe.each(testDatabases())('payout batches on %s', (engine) => {
  let house: MoneyHouse;
  beforeEach(async () => {
    house = await openMoneyHouse(engine, { minimumPayoutMinor: 800 });
  });
  afterEach(async () => {
    await expectBalancedLedger(house.hub.db);
    await house.close();
  });
  const anas = () => house.balances(house.ana.creator.id);
  const create = () => createBatch(house.hub, house.brand, { createdBy: house.brand.owner.id });
  const approve = (batchId: string) =>
    approveBatch(house.hub, { brandId: house.brand.id, batchId, approvedBy: house.brand.owner.id });
  const pay = (itemId: string) =>
    markPaid(house.hub, { brandId: house.brand.id, itemId, note: 'SEPA 4711' });
  const cancel = (batchId: string) => cancelBatch(house.hub, { brandId: house.brand.id, batchId });

  async function earn(seller = house.ana, capturedMinor = 10_000) {
    const order = await house.sell(seller, { capturedMinor });
    house.days(30);
    await releaseDueCommissions(house.hub);
    return order;
  }
  async function payAll() {
    const batch = await create();
    await approve(batch.id);
    for (const { id } of batch.items) await pay(id);
    return batch;
  }

  it('go from draft to approved to paid, and the money with them', async () => {
    await earn();
    const draft = await create();
    expect(draft).toMatchObject({ number: 1, total: { minor: 1000, currency: 'eur' } });
    expect(draft.items).toMatchObject([{ state: 'draft', entries: 1, amount: { minor: 1000 } }]);
    expect((await approve(draft.id)).items).toMatchObject([{ state: 'approved' }]);
    expect(await anas()).toMatchObject({ available: 1000, paid: 0 });
    const paid = await pay(draft.items[0]?.id ?? '');
    expect(paid.items).toMatchObject([{ state: 'paid', paidNote: 'SEPA 4711' }]);
    expect(await anas()).toEqual({ pending: 0, available: 0, paid: 1000 });
    expect(await listMyPayouts(house.hub.db, house.ana.creator.id)).toMatchObject([
      { state: 'paid', amount: { minor: 1000 } },
    ]);
  });

  it('pay an entry once: a second batch finds nothing', async () => {
    await earn();
    await payAll();
    await expect(create()).rejects.toMatchObject({ code: 'nothing_to_pay' });
    expect(await house.hub.db.payoutBatch.count()).toBe(1);
  });

  it('made at once put each entry in exactly one', async () => {
    for (let i = 0; i < 3; i += 1) await earn(i === 1 ? house.ben : house.ana);
    const made = await Promise.allSettled([create(), create(), create(), create()]);
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of made) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'nothing_to_pay' });
    }
    expect(await house.hub.db.payoutItemEntry.count()).toBe(3);
  });

  it('are approved or canceled, never both', async () => {
    await earn();
    const { id } = await create();
    const answers = await Promise.allSettled([approve(id), cancel(id), approve(id), cancel(id)]);
    const refused = answers.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(3);
    for (const one of refused) expect(one).toMatchObject({ reason: { code: 'batch_not_open' } });
  });

  it('free their entries when they are canceled', async () => {
    await earn();
    const first = await create();
    expect((await cancel(first.id)).items).toMatchObject([{ state: 'canceled' }]);
    const second = await create();
    expect(second).toMatchObject({ number: 2, total: { minor: 1000 } });
  });

  it('mark an item paid once, and only when approved', async () => {
    await earn();
    const { id, items } = await create();
    const itemId = items[0]?.id ?? '';
    await expect(pay(itemId)).rejects.toMatchObject({ code: 'item_not_payable' });
    await approve(id);
    const paid = await Promise.allSettled([pay(itemId), pay(itemId)]);
    expect(paid.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await anas()).paid).toBe(1000);
  });

  it('carry what is below the minimum until it is reached', async () => {
    await earn(house.ana, 4000);
    const preview = await previewPayouts(house.hub, house.brand);
    expect(preview).toMatchObject({ eligible: [], carried: [{ amount: { minor: 400 } }] });
    expect(preview.carried[0]?.reason).toBe('Below the minimum payout of €8.00.');
    await expect(create()).rejects.toMatchObject({ code: 'nothing_to_pay' });
    await earn(house.ana, 4000);
    expect((await create()).total.minor).toBe(800);
  });

  it('pay the rest of an ended contract whatever the minimum', async () => {
    await earn(house.ana, 4000);
    const endedAt = house.hub.clock.now();
    await house.hub.db.contract.update({
      where: { id: house.ana.contract.id },
      data: { endedAt },
    });
    expect((await create()).total.minor).toBe(400);
  });

  it('net a refund that comes after the payout with what is earned next', async () => {
    const order = await earn();
    await payAll();
    await house.refund(order.id, 10_000);
    expect(await anas()).toEqual({ pending: 0, available: -1000, paid: 1000 });
    const preview = await previewPayouts(house.hub, house.brand);
    expect(preview.carried).toMatchObject([
      { amount: { minor: -1000 }, reason: 'Refunds after the hold are netted first.' },
    ]);
    await earn(house.ana, 30_000);
    expect((await payAll()).items).toMatchObject([{ entries: 2, amount: { minor: 2000 } }]);
    expect(await anas()).toEqual({ pending: 0, available: 0, paid: 3000 });
  });

  it('keep what they pay when a refund comes between draft and paid', async () => {
    const order = await earn();
    const batch = await create();
    await approve(batch.id);
    await house.refund(order.id, 5000);
    await pay(batch.items[0]?.id ?? '');
    expect(await anas()).toEqual({ pending: 0, available: -500, paid: 1000 });
  });

  it('of another brand look like missing ones', async () => {
    await earn();
    const batch = await create();
    const other = await makeBrand(house.hub);
    const theirs = { brandId: other.id, batchId: batch.id };
    const refusal = { code: 'not_found' };
    await expect(cancelBatch(house.hub, theirs)).rejects.toMatchObject(refusal);
    await expect(
      approveBatch(house.hub, { ...theirs, approvedBy: other.owner.id }),
    ).rejects.toMatchObject(refusal);
    const itemId = batch.items[0]?.id ?? '';
    await expect(
      markPaid(house.hub, { brandId: other.id, itemId, note: '' }),
    ).rejects.toMatchObject(refusal);
    expect(await listBatches(house.hub.db, other.id)).toEqual([]);
  });
});
