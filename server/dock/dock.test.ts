// long: one thing that a dock may or may not do after the other, on one shop and both engines.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pauseDrop } from '../drops/pause-drop.ts';
import { releaseUnits } from '../drops/release-units.ts';
import { resumeDrop } from '../drops/resume-drop.ts';
import { createOverlay } from '../live/create-overlay.ts';
import { type OverlayNews, overlayInstances } from '../live/overlay-instances.ts';
import { newId } from '../platform/ids.ts';
import type { DockAct, DockCommand } from '../protocol/dock.ts';
import { DEFAULT_RIGHTS, type DockRights } from '../protocol/dock.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { claimOne, makeShop, type Shop } from '../test/shop.ts';
import { approveDock } from './approve-dock.ts';
import { doCommand } from './do-command.ts';
import { markDocksSeen } from './docks.store.ts';
import { forgetWaitingDocks } from './forget-waiting-docks.ts';
import { listCommands } from './list-commands.ts';
import { listDocks } from './list-docks.ts';
import { openDock } from './open-dock.ts';
import { readDesk } from './read-desk.ts';
import { type Dock, readDock, readStanding } from './read-dock.ts';
import { revokeDock } from './revoke-dock.ts';
import { saveGrant } from './save-grant.ts';
import { startDock } from './start-dock.ts';

const MINUTE_MS = 60_000;

describe.each(testDatabases())('docks on %s', (engine) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let hub: TestHub;
  let shop: Shop;
  let dock: Dock;
  let serial = 0;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
    shop = await makeShop(hub, { units: 10 });
    dock = await newDock();
  });
  afterEach(() => database.close());

  async function newDock(creatorId = shop.creator.id): Promise<Dock> {
    const { url } = await openDock(hub, creatorId, { name: 'OBS' });
    return readDock(hub, url.replace(/^.*key=/, ''));
  }

  const grant = (rights: Partial<DockRights>) =>
    saveGrant(hub, {
      ...{ brandId: shop.brand.id, dropId: shop.drop.id, contractId: shop.contract.id },
      ...{ ...DEFAULT_RIGHTS, ...rights },
    });

  const dropNow = () => hub.db.drop.findUniqueOrThrow({ where: { id: shop.drop.id } });
  const grantNow = () => hub.db.dockGrant.findFirstOrThrow({ where: { dropId: shop.drop.id } });

  async function commandOf(act: DockAct, given: Partial<DockCommand> = {}): Promise<DockCommand> {
    serial += 1;
    const { lockSeq: based } = await dropNow();
    return { id: `command-${serial}`, d: shop.drop.id, based, ...act, ...given } as DockCommand;
  }
  const give = async (act: DockAct, by = dock) => doCommand(hub, by, await commandOf(act));
  const refused = (act: DockAct) =>
    give(act).then(
      () => 'done',
      ({ code }) => code,
    );
  const release = (units: number): DockAct => ({ act: 'release', skuId: shop.sku.id, units });

  it('belongs to the creator who took its code in, once and within ten minutes', async () => {
    const { key, code } = await startDock(hub);
    expect(await readStanding(hub, key)).toEqual({ state: 'waiting' });
    await expect(readDock(hub, key)).rejects.toMatchObject({ code: 'dock_unknown' });
    const typed = { code: ` ${code.toLowerCase()} `, name: 'Phone' };
    await approveDock(hub, shop.creator.id, typed);
    expect(await readStanding(hub, key)).toMatchObject({ state: 'ready', name: 'Phone' });
    expect(await readDock(hub, key)).toMatchObject({ creatorId: shop.creator.id });
    const other = await makeShop(hub);
    const again = approveDock(hub, other.creator.id, typed);
    await expect(again).rejects.toMatchObject({ code: 'dock_code_unknown' });

    const late = await startDock(hub);
    hub.clock.set(new Date(late.codeUntil));
    const tooLate = approveDock(hub, shop.creator.id, { code: late.code, name: 'Phone' });
    await expect(tooLate).rejects.toMatchObject({ code: 'dock_code_unknown' });
    expect(await readStanding(hub, late.key)).toEqual({ state: 'gone', why: 'expired' });
  });

  it('is kept as hashes, and forgotten when nobody took its code in', async () => {
    const { key, code } = await startDock(hub);
    const kept = JSON.stringify(await hub.db.dock.findMany());
    expect(kept).not.toContain(key);
    expect(kept).not.toContain(code.replace('-', ''));
    hub.clock.set(new Date(hub.clock.now().getTime() + 61 * MINUTE_MS));
    await forgetWaitingDocks(hub);
    expect(await hub.db.dock.findMany()).toMatchObject([{ id: dock.id }]);
  });

  it('is known no more once its creator has revoked it, and nobody else can', async () => {
    const { url } = await openDock(hub, shop.creator.id, { name: 'Lost' });
    const key = url.replace(/^.*key=/, '');
    const { id: dockId } = await readDock(hub, key);
    const other = await makeShop(hub);
    const theirs = revokeDock(hub, other.creator.id, { dockId });
    await expect(theirs).rejects.toMatchObject({ code: 'not_found' });
    await revokeDock(hub, shop.creator.id, { dockId });
    await expect(readDock(hub, key)).rejects.toMatchObject({ code: 'dock_unknown' });
    const [lost] = await listDocks(hub, shop.creator.id);
    expect(lost).toMatchObject({ name: 'Lost', revokedAt: expect.any(Number) });
    expect(await readStanding(hub, key)).toEqual({ state: 'gone', why: 'revoked' });
    expect(await readStanding(hub, `${key}x`)).toEqual({ state: 'gone', why: 'unknown' });
  });

  it('is signed out when it was on no line for 90 days, and not a day earlier', async () => {
    const { url } = await openDock(hub, shop.creator.id, { name: 'Studio' });
    const key = url.replace(/^.*key=/, '');
    const dayMs = 24 * 60 * MINUTE_MS;
    hub.clock.advance(89 * dayMs);
    const { id: dockId } = await readDock(hub, key);
    await markDocksSeen(hub.db, [dockId], hub.clock.now());
    hub.clock.advance(90 * dayMs - 1);
    expect(await readStanding(hub, key)).toMatchObject({ state: 'ready' });
    const lastSeen = hub.clock.now().getTime();
    hub.clock.advance(1);
    await expect(readDock(hub, key)).rejects.toMatchObject({ code: 'dock_unknown' });
    expect(await readStanding(hub, key)).toEqual({ state: 'gone', why: 'expired' });
    const [studio] = await listDocks(hub, shop.creator.id);
    expect(studio).toMatchObject({ name: 'Studio', revokedAt: lastSeen + 1 });
  });

  it('may pause, go on and pin without a word of the brand, and nothing that gives away', async () => {
    expect(await give({ act: 'pause', reason: 'A short break' })).toMatchObject({
      pauseReason: 'A short break',
    });
    expect(await give({ act: 'resume' })).toMatchObject({ pauseReason: null });
    expect(await give({ act: 'pin', skuId: shop.sku.id })).toMatchObject({ pinned: shop.sku.id });
    expect(await give({ act: 'unpin' })).toMatchObject({ pinned: null });
    expect(await refused(release(1))).toBe('dock_forbidden');
    expect(await refused({ act: 'extend', minutes: 5 })).toBe('dock_forbidden');
    expect(await refused({ act: 'end' })).toBe('dock_forbidden');
    await grant({ mayPause: false });
    expect(await refused({ act: 'pause', reason: 'A short break' })).toBe('dock_forbidden');
  });

  it('releases no unit more than was allotted, with two docks, at once and told again', async () => {
    await grant({ releaseUnits: 10 });
    const other = await newDock();
    const commands = await Promise.all([4, 4, 4, 4].map((units) => commandOf(release(units))));
    // Nobody has steered since: only the grant can refuse.
    const tellAll = () =>
      Promise.allSettled(
        commands.flatMap((command, n) => {
          const by = n % 2 === 0 ? dock : other;
          return [doCommand(hub, by, command), doCommand(hub, by, command)];
        }),
      );
    await tellAll();
    await tellAll();
    const { releasedUnits } = await grantNow();
    const pool = await hub.db.stockPool.findFirstOrThrow({ where: { dropId: shop.drop.id } });
    const done = await hub.db.dockCommand.count();
    expect(releasedUnits).toBe(done * 4);
    expect(pool.capacity).toBe(10 + releasedUnits);
    expect(releasedUnits).toBeLessThanOrEqual(10);
    expect(done).toBeGreaterThanOrEqual(1);
    // What was refused because somebody was faster is pressed again, and fits or does not.
    await refused(release(4));
    expect(await refused(release(4))).toBe('dock_limit');
    expect((await grantNow()).releasedUnits).toBe(8);
    await give(release(2));
    expect((await grantNow()).releasedUnits).toBe(10);
    expect(await refused(release(1))).toBe('dock_limit');
  });

  it('gives the answer of the first time to the same command, and no other meaning to its id', async () => {
    await grant({ releaseUnits: 10 });
    const command = await commandOf(release(3));
    await doCommand(hub, dock, command);
    expect(await doCommand(hub, dock, command)).toMatchObject({ stock: { total: 13 } });
    const otherwise = { ...command, ...release(5) } as DockCommand;
    const odd = doCommand(hub, dock, otherwise);
    await expect(odd).rejects.toMatchObject({ code: 'idempotency_conflict' });
    expect((await grantNow()).releasedUnits).toBe(3);
  });

  it('gives nothing away when somebody has steered since it looked, but pauses all the same', async () => {
    await grant({ releaseUnits: 10 });
    const [stale, pause] = await Promise.all([
      commandOf(release(5)),
      commandOf({ act: 'pause', reason: 'A short break' }),
    ]);
    await releaseUnits(hub, {
      ...{ brandId: shop.brand.id, dropId: shop.drop.id },
      ...{ skuId: shop.sku.id, units: 5 },
    });
    await expect(doCommand(hub, dock, stale)).rejects.toMatchObject({ code: 'dock_conflict' });
    expect((await grantNow()).releasedUnits).toBe(0);
    await doCommand(hub, dock, pause);
    expect((await dropNow()).pausedAt).not.toBeNull();
  });

  it('is not hindered by claims that changed the stock since it looked', async () => {
    await grant({ releaseUnits: 10 });
    const command = await commandOf(release(5));
    await claimOne(hub, shop);
    await doCommand(hub, dock, command);
    expect((await grantNow()).releasedUnits).toBe(5);
  });

  it('does not resume what the brand has paused, also when it was paused already', async () => {
    await give({ act: 'pause', reason: 'A short break' });
    const resume = await commandOf({ act: 'resume' });
    const which = { brandId: shop.brand.id, dropId: shop.drop.id };
    await pauseDrop(hub, { ...which, reason: 'A recall of the article' });
    await expect(doCommand(hub, dock, resume)).rejects.toMatchObject({ code: 'dock_forbidden' });
    expect(await refused({ act: 'resume' })).toBe('dock_forbidden');
    await resumeDrop(hub, which);
    await give({ act: 'pause', reason: 'A short break' });
    await give({ act: 'resume' });
  });

  it('starts early, extends and ends as far as it is allowed, and the public log says so', async () => {
    const startsAt = new Date(hub.clock.now().getTime() + 30 * MINUTE_MS);
    const endsAt = new Date(startsAt.getTime() + 60 * MINUTE_MS);
    await hub.db.drop.update({ where: { id: shop.drop.id }, data: { startsAt, endsAt } });
    expect(await refused({ act: 'start' })).toBe('dock_forbidden');
    await grant({ mayStart: true, mayEnd: true, extendMinutes: 15 });
    await give({ act: 'start' });
    expect(await dropNow()).toMatchObject({ startsAt: hub.clock.now(), endsAt });
    await claimOne(hub, shop);
    await give({ act: 'extend', minutes: 10 });
    expect(await refused({ act: 'extend', minutes: 10 })).toBe('dock_limit');
    expect((await dropNow()).endsAt.getTime()).toBe(endsAt.getTime() + 10 * MINUTE_MS);
    await give({ act: 'end' });
    const log = await hub.db.dropEvent.findMany({ orderBy: { id: 'asc' } });
    expect(log.map(({ kind, detail }) => [kind, JSON.parse(detail)])).toMatchObject([
      ['started', { minutes: 30 }],
      ['extended', { minutes: 10 }],
      ['ended', { by: 'creator' }],
    ]);
    expect(await refused(release(1))).toBe('dock_forbidden');
  });

  it('plays a test on all overlays of its creator, once, and nothing real is touched', async () => {
    const other = await makeShop(hub);
    const look = { name: 'Stream', layout: 'landscape' } as const;
    const own = [
      await createOverlay(hub, shop.creator.id, look),
      await createOverlay(hub, shop.creator.id, look),
    ];
    await createOverlay(hub, other.creator.id, look);
    const news: OverlayNews[] = [];
    overlayInstances(hub).onNews((one) => news.push(one));
    const stood = async () => [
      await hub.db.stockPool.findMany({ orderBy: { id: 'asc' } }),
      await hub.db.stockMovement.count(),
      await hub.db.dropEvent.count(),
      await hub.db.drop.findMany({ omit: { lockSeq: true }, orderBy: { id: 'asc' } }),
    ];
    const before = await stood();
    const command = await commandOf({ act: 'test' });
    for (let told = 0; told < 2; told += 1) await doCommand(hub, dock, command);
    const played = own.map(({ overlayId }) => ({ kind: 'test', overlayId, moment: 'test' }));
    expect(news).toHaveLength(2);
    expect(news).toEqual(expect.arrayContaining(played));
    expect(await stood()).toEqual(before);
    const which = { brandId: shop.brand.id, dropId: shop.drop.id };
    expect(await listCommands(hub, which)).toMatchObject([{ act: 'test', dockName: 'OBS' }]);
  });

  it('does not start a drop whose lots were promised for a moment', async () => {
    const startsAt = new Date(hub.clock.now().getTime() + 30 * MINUTE_MS);
    const data = { startsAt, fairness: 'shuffle' };
    await hub.db.drop.update({ where: { id: shop.drop.id }, data });
    await grant({ mayStart: true });
    expect(await refused({ act: 'start' })).toBe('drop_not_running');
    expect((await dropNow()).startsAt).toEqual(startsAt);
  });

  it('steers nothing of another creator, nor once the contract has ended', async () => {
    const other = await makeShop(hub);
    const theirs = await newDock(other.creator.id);
    const command = await commandOf({ act: 'pause', reason: 'Not mine' });
    const odd = doCommand(hub, theirs, command);
    await expect(odd).rejects.toMatchObject({ code: 'dock_forbidden' });
    const endedAt = hub.clock.now();
    await hub.db.contract.update({ where: { id: shop.contract.id }, data: { endedAt } });
    expect(await refused({ act: 'pause', reason: 'Too late' })).toBe('dock_forbidden');
    expect((await readDesk(hub, dock, shop.drop.id)).drop).toBeNull();
  });

  it('steers the rehearsal in which somebody stands in for its creator, and says that it is one', async () => {
    const copy = await makeShop(hub);
    const { id: dropId } = copy.drop;
    await hub.db.drop.update({ where: { id: dropId }, data: { rehearsalOf: shop.drop.id } });
    const now = hub.clock.now();
    await hub.db.rehearsal.create({
      data: {
        ...{ id: 'rehearsal', brandId: shop.brand.id, dropId: shop.drop.id, title: 'Drop' },
        ...{ startedBy: 'Lia', size: 10, mood: 'keen', minutes: 2, seed: 1 },
        ...{ createdAt: now, startsAt: now, endsAt: now, removeAt: now, copyId: dropId },
        standIns: {
          create: {
            ...{ id: copy.creator.id, creatorId: shop.creator.id, userId: copy.creator.userId },
            ...{ contractId: copy.contract.id, linkSlug: 'link' },
          },
        },
      },
    });
    const desk = await readDesk(hub, dock, dropId);
    expect(desk.drops.map(({ isRehearsal }) => isRehearsal).sort()).toEqual([false, true]);
    expect(desk.drop).toMatchObject({ id: dropId, isRehearsal: true });
    const { lockSeq: based } = await hub.db.drop.findUniqueOrThrow({ where: { id: dropId } });
    const pause = await commandOf({ act: 'pause', reason: 'A short break' }, { d: dropId, based });
    expect(await doCommand(hub, dock, pause)).toMatchObject({ pauseReason: 'A short break' });
    await hub.db.rehearsal.update({ where: { id: 'rehearsal' }, data: { removedAt: now } });
    const late = { ...pause, id: 'another-command' };
    await expect(doCommand(hub, dock, late)).rejects.toMatchObject({ code: 'dock_forbidden' });
  });

  it('keeps what was used when the brand changes the grant', async () => {
    await grant({ releaseUnits: 10 });
    await give(release(6));
    const [now] = await grant({ releaseUnits: 5 });
    expect(now).toMatchObject({ releaseUnits: 5, releasedUnits: 6 });
    expect(await refused(release(1))).toBe('dock_limit');
    await grant({ releaseUnits: 7 });
    await give(release(1));
    expect((await grantNow()).releasedUnits).toBe(7);
  });

  it('counts all claims of a minute in which very many came', async () => {
    await claimOne(hub, shop);
    const first = await hub.db.claim.findFirstOrThrow();
    const copies = (count: number, heldAt: Date, seq: number) =>
      Array.from({ length: count }, (_, n) => {
        const id = newId(heldAt);
        return { ...first, id, idempotencyKey: id, heldAt, seq: seq + n };
      });
    hub.clock.advance(2 * MINUTE_MS);
    const now = hub.clock.now();
    const justBefore = new Date(now.getTime() - MINUTE_MS - 1);
    await hub.db.claim.createMany({ data: copies(40, justBefore, 1_000) });
    await hub.db.claim.createMany({ data: copies(2_100, now, 2_000) });
    expect((await readDesk(hub, dock, null)).drop?.claimsPerMinute).toBe(2_100);
  });

  it('leaves on record who did what, and counts claims of the last minute', async () => {
    await claimOne(hub, shop);
    hub.clock.set(new Date(hub.clock.now().getTime() + 61_000));
    await claimOne(hub, shop);
    expect((await readDesk(hub, dock, null)).drop?.claimsPerMinute).toBe(1);
    await give({ act: 'pause', reason: 'A short break' });
    const which = { brandId: shop.brand.id, dropId: shop.drop.id };
    expect(await listCommands(hub, which)).toMatchObject([
      {
        creatorName: shop.creator.displayName,
        dockName: 'OBS',
        act: 'pause',
        text: 'A short break',
      },
    ]);
  });
});
