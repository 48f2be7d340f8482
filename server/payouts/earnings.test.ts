import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerProblems } from '../platform/answer-problems.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import { testDatabases } from '../test/database.ts';
import { makeBrand } from '../test/factories.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { approveBatch } from './approve-batch.ts';
import { createBatch } from './create-batch.ts';
import { listEarnings } from './list-earnings.ts';
import { markPaid } from './mark-paid.ts';
import { payoutsRoutes } from './payouts.routes.ts';
import { releaseDueCommissions } from './release-due.ts';

describe.each(testDatabases())('a creator’s earnings on %s', (engine) => {
  let house: MoneyHouse;
  beforeEach(async () => {
    house = await openMoneyHouse(engine);
  });
  afterEach(() => house.close());

  const read = (cursor: string | null = null) =>
    listEarnings(house.hub, { ...house.ana.creator, timeZone: 'Asia/Tokyo' }, { cursor });
  const line = async () => (await read()).lines[0];
  const create = () => createBatch(house.hub, house.brand, { createdBy: house.brand.owner.id });
  const approve = (batchId: string) =>
    approveBatch(house.hub, { brandId: house.brand.id, batchId, approvedBy: 'x' });
  const pay = (itemId = '') =>
    markPaid(house.hub, { brandId: house.brand.id, itemId, note: '=SEPA, 1' });

  it('say where the money is at every step, with dates in the creator’s zone', async () => {
    house.hub.clock.set(new Date('2026-09-01T20:00:00.000Z'));
    const order = await house.sell(house.ana, { capturedMinor: 9800 });
    expect(await line()).toMatchObject({
      state: 'on_hold',
      // 20:00 UTC is already the next day in Tokyo.
      stateSentence: 'On hold until 2 Oct 2026, then it can be paid out.',
      amount: { minor: 980, currency: 'eur' },
      why: { arithmetic: '10 % of €98.00 net = €9.80', rateKind: 'new', contractVersion: 1 },
    });
    house.days(30);
    await releaseDueCommissions(house.hub);
    expect(await line()).toMatchObject({ state: 'available' });
    const batch = await create();
    expect(await line()).toMatchObject({ state: 'in_payout' });
    await approve(batch.id);
    await pay(batch.items[0]?.id);
    expect(await line()).toMatchObject({ state: 'paid', stateSentence: 'Paid on 2 Oct 2026.' });
    await house.refund(order.id, 4900);
    expect(await line()).toMatchObject({
      state: 'paid',
      amount: { minor: 490 },
      reversed: { minor: 490 },
      stateSentence:
        'Paid on 2 Oct 2026. €4.90 of it was taken back later and is netted with the next payout.',
    });
    await house.refund(order.id, 4900);
    const gone = await line();
    expect(gone).toMatchObject({ state: 'reversed', amount: { minor: 0 } });
    expect(gone?.why.bookings.map(({ amount }) => amount.minor)).toEqual([
      980, 980, 980, -490, -490,
    ]);
  });

  it('never say who bought', async () => {
    await house.sell(house.ana, { email: 'eve@home.test' });
    expect(JSON.stringify(await read())).not.toContain('home.test');
  });

  it('explain a sale that earns nothing', async () => {
    await house.sell(house.ana, { email: house.ana.creator.user.email });
    const own = await line();
    expect(own?.state).toBe('no_commission');
    expect(own?.stateSentence).toBe('Nothing was earned on this order.');
    expect(own?.why.sentences[0]).toBe(
      'The buyer and the creator are the same person. This sale earns nothing.',
    );
  });

  it('sum up per currency what is on hold, available, in a payout and paid', async () => {
    await house.sell(house.ana, { capturedMinor: 10_000 });
    house.days(30);
    await releaseDueCommissions(house.hub);
    await create();
    await house.sell(house.ana, { capturedMinor: 20_000 });
    const now = house.hub.clock.now().getTime();
    expect((await read()).currencies).toEqual([
      {
        currency: 'eur',
        onHold: { minor: 2000, currency: 'eur' },
        held: { minor: 0, currency: 'eur' },
        available: { minor: 0, currency: 'eur' },
        inPayout: { minor: 1000, currency: 'eur' },
        paid: { minor: 0, currency: 'eur' },
        earnedToday: { minor: 2000, currency: 'eur' },
        nextRelease: { at: now + 30 * 86_400_000, amount: { minor: 2000, currency: 'eur' } },
      },
    ]);
  });

  it('count an order of today for what a refund has left of it', async () => {
    const order = await house.sell(house.ana, { capturedMinor: 10_000 });
    await house.sell(house.ana, { capturedMinor: 20_000 });
    await house.refund(order.id, 2_500);
    const [eur] = (await read()).currencies;
    expect(eur?.earnedToday.minor).toBe(2750);
    expect(eur?.onHold.minor).toBe(2750);
  });

  it('come page by page, newest first, each line once', async () => {
    for (let i = 0; i < 27; i += 1) {
      house.hub.clock.advance(1000);
      await house.sell(house.ana);
    }
    const first = await read();
    const second = await read(first.nextCursor);
    const ids = [...first.lines, ...second.lines].map(({ id }) => id);
    expect([first.lines.length, second.lines.length, second.nextCursor]).toEqual([25, 2, null]);
    expect(new Set(ids).size).toBe(27);
    expect(ids).toEqual([...ids].sort().toReversed());
  });

  it('go to the brand as a file that no spreadsheet runs, and to nobody else', async () => {
    await house.sell(house.ana, { capturedMinor: 10_000 });
    house.days(30);
    await releaseDueCommissions(house.hub);
    const batch = await create();
    await approve(batch.id);
    await pay(batch.items[0]?.id);
    const other = await makeBrand(house.hub);
    const get = (user: SignedInUser | null) =>
      download(house, user, `/api/payouts/${batch.id}.csv`);
    const own = await get(house.brand.owner);
    expect(own.status).toBe(200);
    expect(own.type).toBe('text/csv; charset=utf-8');
    expect(own.text).toContain(',10.00,EUR,paid,');
    expect(own.text).toContain(`"'=SEPA, 1"`);
    expect((await get(other.owner)).status).toBe(404);
    expect((await get(null)).status).toBe(401);
    const missing = await download(house, other.owner, '/api/payouts/none.csv');
    expect(missing.status).toBe(404);
  });
});

async function download(house: MoneyHouse, user: SignedInUser | null, path: string) {
  const app = express();
  app.use(payoutsRoutes(house.hub, async () => user));
  app.use(answerProblems(house.hub));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  const text = await answer.text();
  await new Promise((resolve) => server.close(resolve));
  return { status: answer.status, type: answer.headers.get('content-type'), text };
}
