// long: one play of a rehearsal after the other, each with what must not move by it.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeLapsedPayments } from '../checkout/close-lapsed-payments.ts';
import { reconcilePayments } from '../checkout/reconcile-payments.ts';
import { refundOrder } from '../checkout/refund-order.ts';
import { startCheckout } from '../checkout/start-checkout.ts';
import { holdUnits } from '../claims/hold-units.ts';
import { issueToken } from '../claims/issue-token.ts';
import { offerUnits } from '../claims/offer-units.ts';
import { releaseLapsedHolds } from '../claims/release-lapsed.ts';
import { doCommand } from '../dock/do-command.ts';
import { openDock } from '../dock/open-dock.ts';
import { readDesk } from '../dock/read-desk.ts';
import { readDock } from '../dock/read-dock.ts';
import { saveGrant } from '../dock/save-grant.ts';
import { endDrop } from '../drops/end-drop.ts';
import { readDrop } from '../drops/read-drop.ts';
import { readPublicDrop } from '../drops/read-public-drop.ts';
import { findCurrentDrops } from '../live/find-current-drops.ts';
import { inTransaction } from '../platform/db.ts';
import { readEpoch } from '../platform/epoch.ts';
import { settleReactions } from '../platform/happenings.ts';
import { newId } from '../platform/ids.ts';
import { openPayments } from '../platform/stripe.ts';
import { reactions } from '../reactions.ts';
import { keepReports } from '../reports/keep-reports.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { allRows } from '../test/demo-world.ts';
import { makeBrand, makeContract, makeCreator, makeDrop, makeSku } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { isSomebodyWaiting } from '../test/lock-waits.ts';
import { makeOrder } from '../test/orders.ts';
import { signal } from '../test/signal.ts';
import { testStripe } from '../test/stripe.ts';
import { playRehearsals } from './play-rehearsals.ts';
import { presentRehearsal } from './present-rehearsal.ts';
import { rehearseAsCreator } from './rehearse-as-creator.ts';
import * as removal from './removal.store.ts';
import { removeRehearsals } from './remove-rehearsals.ts';
import { requireRehearsal } from './require-rehearsal.ts';
import { forgetScene } from './scene.ts';
import { startRehearsal } from './start-rehearsal.ts';
import { stopRehearsal } from './stop-rehearsal.ts';

// One booking is slipped in between two steps of the removal.
vi.mock('./removal.store.ts', { spy: true });

const CHOICE = { size: 100, mood: 'keen', leadSeconds: 10, minutes: 2 } as const;

/** They say whom they rehearse; nothing is counted from them. */
const OF_REHEARSALS = new Set(['rehearsal', 'rehearsalStandIn']);

describe.each(testDatabases())('a rehearsal on %s', (engine) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let stripe: Awaited<ReturnType<typeof testStripe>>;
  let hub: TestHub;
  let house: Awaited<ReturnType<typeof openHouse>>;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    let now: () => Date = () => new Date();
    stripe = await testStripe({ now: () => now() });
    hub = testHub(database.db, { stripe: stripe.address });
    now = () => hub.clock.now();
    house = await openHouse(hub);
    await keepReports(hub);
    await readEpoch(hub.db);
  });
  afterEach(async () => {
    await stripe.server.close();
    await database.close();
  });

  it('sells the copy to its audience and leaves nothing but its summary', async () => {
    const before = await allRows(hub.db);
    const ofTenants = await rowsOfTenants();
    const { id } = await start(CHOICE);
    // One audience in a hundred is too shy to buy everything.
    await hub.db.rehearsal.update({ where: { id }, data: { seed: 7 } });
    await play(150);
    await keepReports(hub);
    const over = await read(id);
    expect(over).toMatchObject({ state: 'over', title: 'Test drop', size: 100 });
    const { summary } = over;
    expect(summary.sold).toBeGreaterThan(10);
    expect(summary.claims).toBeGreaterThanOrEqual(summary.sold);
    expect(summary).toMatchObject({ extended: true, failures: 0, wasStopped: false });
    expect(summary.soldOutAfterSeconds).toBeGreaterThan(0);
    expect(summary.minutes.reduce((sum, { claims }) => sum + claims, 0)).toBe(summary.claims);
    expect(over.advice.map(({ kind }) => kind)).toContain('overlay_never');

    // It was attributed and earned on for real, but not on anybody who is real.
    expect(await hub.db.ledgerEntry.count()).toBeGreaterThan(0);
    expect(await hub.db.reportOrder.count()).toBeGreaterThan(0);
    expect(await rowsOfTenants()).toEqual(ofTenants);
    expect(await hub.db.outboxMail.count()).toBe(0);
    await reconcilePayments(hub);
    expect(await hub.db.stripeEvent.count()).toBe(0);
    // When the reconciler last went through is the hub's own.
    await hub.db.hubSetting.deleteMany({ where: { key: 'payments.reconciledAt' } });

    hub.clock.advance(11 * 60_000);
    await keepReports(hub);
    await removeRehearsals(hub);
    expect(await read(id)).toMatchObject({ state: 'removed', summary, publicUrl: null, links: [] });
    await keepReports(hub);
    expect(await remains(before)).toEqual({});
  }, 120_000);

  it('would be seen in the rows of its tenant if one order of it were theirs', async () => {
    const ofTenants = await rowsOfTenants();
    const { brand, drop, contract } = house;
    await makeOrder(hub, { brandId: brand.id, drop, contract });
    expect(await rowsOfTenants()).not.toEqual(ofTenants);
  });

  it('goes on after a restart where it was, and nobody claims twice', async () => {
    const { id } = await start({ ...CHOICE, size: 10, mood: 'doubtful' });
    await play(40);
    forgetScene(hub, id);
    // The node died before it could write down how far it had come.
    await hub.db.rehearsal.update({ where: { id }, data: { playedActs: 0 } });
    await play(100);
    const { state, summary } = await read(id);
    expect(state).toBe('over');
    const claims = await hub.db.claim.findMany({ select: { visitorId: true, placeId: true } });
    const own = claims.filter(({ placeId }) => placeId === null);
    expect(new Set(own.map(({ visitorId }) => visitorId)).size).toBe(own.length);
    expect(summary.claims).toBe(claims.length);
  });

  it('ends and is removed when it broke off before there was a copy', async () => {
    const before = await allRows(hub.db);
    const { id } = await start({ ...CHOICE, size: 10 });
    await hub.db.rehearsal.update({ where: { id }, data: { copyId: null, copySlug: null } });
    hub.clock.advance(4 * 60_000);
    await playRehearsals(hub);
    await removeRehearsals(hub);
    expect(await read(id)).toMatchObject({ state: 'removed' });
    expect(await remains(before)).toEqual({});
  });

  it('leaves not even a summary of a brand that is gone', async () => {
    await start({ ...CHOICE, size: 10 });
    await hub.db.rehearsal.updateMany({ data: { brandId: newId(new Date(1)) } });
    await removeRehearsals(hub);
    expect(await hub.db.rehearsal.count()).toBe(0);
    expect(await hub.db.brand.count()).toBe(1);
  });

  it('is shown on overlays while nothing real is live, with a link of its own', async () => {
    const { creator, drop, brand } = house;
    const { id } = await start({ ...CHOICE, size: 10 });
    const shown = async () => (await findCurrentDrops(hub, [creator.id])).get(creator.id);
    expect(await shown()).toMatchObject({ id: drop.id, isRehearsal: false });
    await endDrop(hub, { brandId: brand.id, dropId: drop.id });
    const { copyId, standIns } = await requireRehearsal(hub, { id, brandId: brand.id });
    expect(await shown()).toMatchObject({
      ...{ id: copyId, isRehearsal: true, asCreatorId: standIns[0]?.id },
    });
    expect(await readPublicDrop(hub, { id: copyId ?? '' })).toMatchObject({
      ...{ isRehearsal: true, isTest: true, creators: [{ displayName: creator.displayName }] },
    });
  });

  it('is steered from the dock of its creator, as far as the brand lets them in the real drop', async () => {
    const { creator, drop, brand, contract } = house;
    const which = { brandId: brand.id, dropId: drop.id, contractId: contract.id };
    const rights = { mayStart: true, mayPause: true, mayEnd: false, releaseUnits: 5 };
    await saveGrant(hub, { ...which, ...rights, extendMinutes: 0 });
    const { id } = await start({ ...CHOICE, size: 10 });
    const { copyId: d } = await requireRehearsal(hub, { id, brandId: brand.id });
    const { url } = await openDock(hub, creator.id, { name: 'OBS' });
    const dock = await readDock(hub, url.split('key=')[1] ?? '');
    const desk = await readDesk(hub, dock, d);
    expect(desk.drop).toMatchObject({ id: d, isRehearsal: true, grant: rights });
    expect(desk.drops).toContainEqual(expect.objectContaining({ id: d, isRehearsal: true }));

    const before = await readDrop(hub, which);
    const { version: based = 0 } = (await readPublicDrop(hub, { id: d ?? '' })) ?? {};
    const command = { id: 'a-command-of-the-dock-1', d: d ?? '', based, act: 'start' } as const;
    expect(await doCommand(hub, dock, command)).toMatchObject({ d });
    await expect(
      doCommand(hub, dock, { ...command, id: 'a-command-of-the-dock-2', act: 'end' }),
    ).rejects.toMatchObject({ code: 'dock_forbidden' });
    expect(await readDrop(hub, which)).toEqual(before);
    const other = await makeCreator(hub);
    const foreign = { ...dock, creatorId: other.id };
    await expect(doCommand(hub, foreign, command)).rejects.toMatchObject({
      code: 'dock_forbidden',
    });
  });

  it('is a creator’s own: through their gate alone, one at a time, of drops that they are in', async () => {
    const other = await makeCreator(hub);
    const contract = await makeContract(hub, { brandId: house.brand.id, creatorId: other.id });
    await hub.db.gate.create({
      data: { id: newId(hub.clock.now()), dropId: house.drop.id, contractId: contract.id },
    });
    const asked = { ...CHOICE, size: 10 as const, dropId: house.drop.id };
    const { id } = await rehearseAsCreator(hub, house.creator, asked);
    const mine = await requireRehearsal(hub, { id, creatorId: house.creator.id });
    expect(mine.standIns.map(({ creatorId }) => creatorId)).toEqual([house.creator.id]);
    await expect(rehearseAsCreator(hub, house.creator, asked)).rejects.toMatchObject({
      code: 'rehearsal_running',
    });
    await stopRehearsal(hub, mine);
    await rehearseAsCreator(hub, house.creator, asked);
    await expect(rehearseAsCreator(hub, await makeCreator(hub), asked)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('charges nobody where the hub has a Stripe key: who joins in is taken to have paid', async () => {
    const real = openPayments({ secretKey: 'sk_live_never', webhookSecret: 'whsec_never' });
    hub = { ...hub, payments: real };
    const { id } = await start({ ...CHOICE, size: 10 });
    hub.clock.advance(11_000);
    const row = await requireRehearsal(hub, { id, brandId: house.brand.id });
    const visitorId = 'a-person-who-joins-in-';
    const asked = { dropSlug: row.copySlug ?? '', visitorId };
    const { creators, items } = (await readPublicDrop(hub, { id: row.copyId ?? '' })) ?? {};
    const creatorHandle = creators?.[0]?.handle;
    const { token } = await issueToken(hub, { ...asked, creatorHandle });
    const wanted = [{ skuId: items?.[0]?.skuId ?? '', quantity: 1 }];
    const { claim } = await holdUnits(hub, {
      token,
      items: wanted,
      idempotencyKey: 'one-claim-once',
    });
    expect(claim.drop.isRehearsal).toBe(true);
    const which = { claimId: claim.id, visitorId };
    await expect(startCheckout(hub, { ...which, testCard: 'declined' })).rejects.toMatchObject({
      code: 'payment_declined',
    });
    // The page that is still open is found by the second tap, and is no address for a viewer.
    const { url } = await startCheckout(hub, which);
    expect(url).toContain(`/c/${claim.id}`);
    await settleReactions(hub, reactions);
    const order = await hub.db.order.findUniqueOrThrow({ where: { claimId: claim.id } });
    await refundOrder(hub, { brandId: row.standInId ?? '', orderId: order.id, reason: 'a try' });
    expect(await hub.db.refund.count({ where: { orderId: order.id } })).toBe(1);
    expect(await hub.db.outboxMail.count()).toBe(0);
    await play(140);
    expect((await read(id)).summary).toMatchObject({ failures: 0 });
    expect((await read(id)).summary.sold).toBeGreaterThan(1);
  });

  it('begins once when two ask at the same time, and not too often in an hour', async () => {
    const asked = { ...CHOICE, size: 10 as const };
    const both = await Promise.allSettled([start(asked), start(asked)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await hub.db.rehearsal.count()).toBe(1);
    const stopAll = () => hub.db.rehearsal.updateMany({ data: { stoppedAt: hub.clock.now() } });
    for (let begun = 1; begun < 12; begun += 1) {
      await stopAll();
      await start(asked);
    }
    await stopAll();
    await expect(start(asked)).rejects.toMatchObject({ code: 'too_many_requests' });
    hub.clock.advance(61 * 60_000);
    await start(asked);
  }, 60_000);

  it('that could not be copied is over at once, is removed, and blocks no other', async () => {
    await hub.db.dropItem.deleteMany();
    const before = await allRows(hub.db);
    const asked = { ...CHOICE, size: 10 as const };
    await expect(start(asked)).rejects.toMatchObject({ code: 'drop_incomplete' });
    const { id, finishedAt } = await hub.db.rehearsal.findFirstOrThrow();
    expect(finishedAt).not.toBeNull();
    expect(await read(id)).toMatchObject({ state: 'over' });
    await expect(start(asked)).rejects.toMatchObject({ code: 'drop_incomplete' });
    await removeRehearsals(hub);
    expect(await remains(before)).toEqual({});
  });

  it('goes on removing when something was booked since its money went', async () => {
    const before = await allRows(hub.db);
    const { id } = await start({ ...CHOICE, size: 10 });
    const { brand } = house;
    await stopRehearsal(hub, await requireRehearsal(hub, { id, brandId: brand.id }));
    hub.clock.advance(11 * 60_000);
    const real = removal.deleteSomeClaims;
    const late = vi.spyOn(removal, 'deleteSomeClaims').mockImplementationOnce(async (tx, scope) => {
      const at = hub.clock.now();
      const booked = { id: newId(at), idempotencyKey: 'late', kind: 'accrual', memo: 'A late fee' };
      await tx.ledgerTransaction.create({
        data: { ...booked, brandId: scope.brandId, currency: 'eur', at },
      });
      return real(tx, scope);
    });
    await removeRehearsals(hub);
    expect(late).toHaveBeenCalled();
    late.mockRestore();
    expect(await read(id)).toMatchObject({ state: 'removed' });
    expect(await remains(before)).toEqual({});
  });

  it.runIf(engine === 'postgresql')(
    'waits for what is being booked while its stage goes, and removes that too',
    async () => {
      const before = await allRows(hub.db);
      const { id } = await start({ ...CHOICE, size: 10 });
      const row = await requireRehearsal(hub, { id, brandId: house.brand.id });
      const brandId = row.standInId ?? '';
      await stopRehearsal(hub, row);
      hub.clock.advance(11 * 60_000);
      const at = hub.clock.now();
      const fee = (key: string) => ({
        ...{ id: newId(at), idempotencyKey: key, kind: 'accrual', memo: 'A late fee' },
        ...{ brandId, currency: 'eur', at },
      });
      const mayCommit = signal();
      let isBooked = false;
      const booking = inTransaction(hub.db, async (tx) => {
        await tx.ledgerTransaction.create({ data: fee('open') });
        isBooked = true;
        await mayCommit.given;
      });
      await expect.poll(() => isBooked).toBe(true);
      let isDone = false;
      const removing = removeRehearsals(hub).then(() => {
        isDone = true;
      });
      await expect
        .poll(async () => isDone || (await isSomebodyWaiting(hub.db)), { timeout: 5_000 })
        .toBe(true);
      expect(isDone).toBe(false);
      mayCommit.give();
      await Promise.all([booking, removing]);
      expect(await read(id)).toMatchObject({ state: 'removed' });
      expect(await remains(before)).toEqual({});
    },
  );

  it('lets nothing be booked on it once it is removed', async () => {
    const { id } = await start({ ...CHOICE, size: 10 });
    const row = await requireRehearsal(hub, { id, brandId: house.brand.id });
    await stopRehearsal(hub, row);
    hub.clock.advance(11 * 60_000);
    await removeRehearsals(hub);
    const at = hub.clock.now();
    const late = { id: newId(at), idempotencyKey: 'late', kind: 'accrual', memo: 'A late fee' };
    const data = { ...late, brandId: row.standInId ?? '', currency: 'eur', at };
    await expect(hub.db.ledgerTransaction.create({ data })).rejects.toThrow('its brand is gone');
  });

  it.each(['a real brand', 'a real creator', 'a real sign-in'])(
    'is not removed, and nothing with it, when it names %s',
    async (named) => {
      const { id } = await start({ ...CHOICE, size: 10 });
      const { brand, creator, drop, contract } = house;
      await makeOrder(hub, { brandId: brand.id, drop, contract });
      const row = await requireRehearsal(hub, { id, brandId: brand.id });
      await stopRehearsal(hub, row);
      hub.clock.advance(11 * 60_000);
      const standIn = { where: { id: row.standIns[0]?.id ?? '' } };
      if (named === 'a real brand') {
        await hub.db.rehearsal.update({ where: { id }, data: { standInId: brand.id } });
      } else if (named === 'a real creator') {
        await hub.db.rehearsalStandIn.update({ ...standIn, data: { id: creator.id } });
      } else {
        await hub.db.rehearsalStandIn.update({ ...standIn, data: { userId: creator.userId } });
      }
      const before = await allRows(hub.db);
      await removeRehearsals(hub);
      expect(await allRows(hub.db)).toEqual(before);
    },
  );

  it('that cannot go on keeps no later one from its turn', async () => {
    const { id: broken } = await start({ ...CHOICE, size: 10 });
    await hub.db.rehearsal.update({
      where: { id: broken },
      data: { tally: 'no JSON', stoppedAt: hub.clock.now() },
    });
    const { id } = await start({ ...CHOICE, size: 10 });
    hub.clock.advance(4 * 60_000);
    await playRehearsals(hub);
    const row = await requireRehearsal(hub, { id, brandId: house.brand.id });
    expect(row.finishedAt).not.toBeNull();
  });

  function start(choice: Omit<Parameters<typeof startRehearsal>[2], 'dropId'>) {
    const who = { brandId: house.brand.id, creatorId: null, userId: house.brand.owner.id };
    return startRehearsal(hub, who, { ...choice, dropId: house.drop.id });
  }

  /** Whether a statement waits for what another transaction has locked. */
  async function read(id: string) {
    return presentRehearsal(hub, await requireRehearsal(hub, { id, brandId: house.brand.id }));
  }

  /** So many seconds of the schedule. */
  async function play(seconds: number) {
    for (let second = 0; second < seconds; second += 2) {
      for (let run = 0; run < 2; run += 1) await playRehearsals(hub);
      await releaseLapsedHolds(hub);
      await closeLapsedPayments(hub);
      for (const { id } of await hub.db.drop.findMany({ where: { rehearsalOf: { not: null } } })) {
        await offerUnits(hub, id);
      }
      await settleReactions(hub, reactions);
      hub.clock.advance(2_000);
    }
  }

  /** Every row that names the brand, the creator or their contract: whatever counts them, counts these. */
  async function rowsOfTenants() {
    const { brand, creator, contract } = house;
    const isTheirs = (row: unknown) =>
      [brand.id, creator.id, creator.userId, contract.id].some((id) => String(row).includes(id));
    const all = Object.entries(await allRows(hub.db)).filter(([name]) => !OF_REHEARSALS.has(name));
    return all.map(([name, rows]) => [
      name,
      rows.filter(isTheirs).filter((row) => !String(row).includes(`"rehearsalOf":"${brand.id}"`)),
    ]);
  }

  /** Tables that are other than they were, but for the rehearsals themselves. */
  async function remains(before: Record<string, unknown[]>) {
    // The row by which starts wait for each other is the hub's own.
    await hub.db.hubSetting.deleteMany({ where: { key: 'rehearsals.starts' } });
    const after = await allRows(hub.db);
    const other = Object.keys(after).filter(
      (name) =>
        name !== 'rehearsal' && JSON.stringify(after[name]) !== JSON.stringify(before[name]),
    );
    return Object.fromEntries(other.map((name) => [name, after[name]?.slice(0, 3)]));
  }
});

/** A brand with a creator and a drop of 500 units. */
async function openHouse(hub: TestHub) {
  const brand = await makeBrand(hub);
  const creator = await makeCreator(hub);
  const contract = await makeContract(hub, { brandId: brand.id, creatorId: creator.id });
  const sku = await makeSku(hub, { brandId: brand.id });
  const given = { brandId: brand.id, skuId: sku.id, contractIds: [contract.id], units: 500 };
  const drop = await makeDrop(hub, given);
  return { brand, creator, contract, drop };
}
