import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { offerUnits } from '../claims/offer-units.ts';
import { releaseLapsedHolds } from '../claims/release-lapsed.ts';
import { inTransaction, type OpenDatabase } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { type ColumnKind, insertSet } from '../platform/set-rows.ts';
import { signToken } from '../platform/signed-token.ts';
import { PROOF_PURPOSE } from '../proofs/read-proof.ts';
import { packProof } from '../proofs/rules/proof-token.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { join, makeLineShop, SEED } from '../test/line-shop.ts';
import { claimOne, type Shop } from '../test/shop.ts';
import { expectConservedStock } from '../test/stock.ts';
import { leaveLineOfViewer } from '../viewer/leave-line.ts';
import { readOwnPlace } from '../viewer/read-own-place.ts';
import { drawDueLots } from './draw-lots.ts';
import { joinLine } from './join-line.ts';
import { readLineSummary } from './read-line-summary.ts';
import { readLot } from './read-lot.ts';

const HOUR_MS = 3_600_000;

describe.each(testDatabases())('lots on %s', (engine) => {
  let database: OpenDatabase;
  let hub: TestHub;

  beforeAll(async () => {
    database = await createTestDatabase(engine);
  });
  afterAll(() => database.close());
  beforeEach(() => {
    hub = testHub(database.db);
  });

  const placeOf = async ({ drop }: Shop, visitorId: string) => {
    const own = await readOwnPlace(hub, { dropId: drop.id, visitorId });
    if (!own) throw new Error(`${visitorId} has no place`);
    return own.place;
  };
  const enter = (shop: Shop, visitorIds: string[]) =>
    Promise.all(visitorIds.map((visitorId) => join(hub, shop, { visitorId, kind: 'draw' })));
  const people = (count: number) => Array.from({ length: count }, (_, n) => `p${n}`);
  const lotOf = (id: string) => createHmac('sha256', SEED).update(id).digest('hex');

  describe('of a draw', () => {
    let shop: Shop;
    beforeEach(async () => {
      shop = await makeLineShop(hub, {
        units: 2,
        fairness: 'draw',
        closesInMs: HOUR_MS,
        offerSeconds: 3600,
      });
    });

    it('rank every entry once, by the seed whose hash was published before', async () => {
      const entered = await enter(shop, people(9));
      expect(await placeOf(shop, 'p0')).toMatchObject({ position: null, length: 9 });
      const before = await readLot(hub, shop.drop.slug);
      expect(before?.lot).toMatchObject({ seed: null, entries: [], entriesHash: null });
      expect(await drawDueLots(hub)).not.toContain(shop.drop.id);
      hub.clock.advance(HOUR_MS);
      expect(await drawDueLots(hub)).toContain(shop.drop.id);
      const lot = (await readLot(hub, shop.drop.slug))?.lot;
      const ids = entered.map(({ place }) => place.lotId);
      expect(lot?.entries).toEqual([...ids].sort((a, b) => (lotOf(a) < lotOf(b) ? -1 : 1)));
      expect(lot?.seedHash).toBe(
        createHash('sha256')
          .update(lot?.seed ?? '')
          .digest('hex'),
      );
      const text = [...ids].sort().join('\n');
      expect(lot?.entriesHash).toBe(createHash('sha256').update(text).digest('hex'));
      expect(lot?.entryCount).toBe(9);
      const log = await hub.db.dropEvent.findMany({ where: { dropId: shop.drop.id } });
      expect(log).toMatchObject([{ kind: 'drawn', detail: '{"entries":9,"winners":2}' }]);
    });

    it('are drawn once, also when two run at the same time', async () => {
      await enter(shop, people(5));
      hub.clock.advance(HOUR_MS);
      const runs = await Promise.all([drawDueLots(hub), drawDueLots(hub), drawDueLots(hub)]);
      expect(runs.flat().filter((id) => id === shop.drop.id)).toHaveLength(1);
      expect(await hub.db.dropEvent.count({ where: { dropId: shop.drop.id } })).toBe(1);
    });

    it('take an entry in the last millisecond and refuse one after it', async () => {
      hub.clock.advance(HOUR_MS - 1);
      await enter(shop, ['last']);
      hub.clock.advance(1);
      await expect(enter(shop, ['late'])).rejects.toMatchObject({ code: 'line_closed' });
      await drawDueLots(hub);
      expect((await readLot(hub, shop.drop.slug))?.lot.entryCount).toBe(1);
    });

    it('refuse an entry once drawn, whatever its clock says', async () => {
      hub.clock.advance(HOUR_MS);
      await drawDueLots(hub);
      const slow = testHub(database.db);
      Object.assign(slow, { keyring: hub.keyring });
      await expect(join(slow, shop, { visitorId: 'slow', kind: 'draw' })).rejects.toMatchObject({
        code: 'line_closed',
      });
    });

    it('have no entry that was answered and is not in it', async () => {
      hub.clock.advance(HOUR_MS - 1);
      const entering = people(40).map((visitorId) =>
        join(hub, shop, { visitorId, kind: 'draw' }).then(
          ({ place }) => place.lotId,
          () => null,
        ),
      );
      const later = testHub(database.db);
      later.clock.advance(HOUR_MS);
      await drawDueLots(later);
      const answered = (await Promise.all(entering)).flatMap((lotId) => lotId ?? []);
      const lot = (await readLot(hub, shop.drop.slug))?.lot;
      expect([...(lot?.entries ?? [])].sort()).toEqual(answered.sort());
    });

    it('leave out whoever left before they were drawn', async () => {
      await enter(shop, ['stays', 'leaves']);
      await leaveLineOfViewer(hub, { dropId: shop.drop.id, visitorId: 'leaves' });
      hub.clock.advance(HOUR_MS);
      await drawDueLots(hub);
      expect((await readLot(hub, shop.drop.slug))?.lot.entryCount).toBe(1);
    });

    it('bring no offer before the drop starts, whoever asks meanwhile', async () => {
      const early = await makeLineShop(hub, {
        units: 2,
        fairness: 'draw',
        startsInMs: 2 * HOUR_MS,
        closesInMs: HOUR_MS,
      });
      await enter(early, ['ana']);
      hub.clock.advance(HOUR_MS);
      await drawDueLots(hub);
      await expect(claimOne(hub, early)).rejects.toBeInstanceOf(Problem);
      expect((await placeOf(early, 'ana')).offer).toBeNull();
      hub.clock.advance(HOUR_MS);
      await offerUnits(hub, early.drop.id);
      expect((await placeOf(early, 'ana')).offer).not.toBeNull();
    });

    it('bring offers to the first ranks, and to the next when an offer lapses', async () => {
      await enter(shop, people(4));
      await expect(claimOne(hub, shop)).rejects.toMatchObject({ code: 'draw_only' });
      hub.clock.advance(HOUR_MS);
      await drawDueLots(hub);
      await offerUnits(hub, shop.drop.id);
      const byRank = async () => {
        const places = await Promise.all(people(4).map((who) => placeOf(shop, who)));
        const entries = (await readLot(hub, shop.drop.slug))?.lot.entries ?? [];
        return entries.map((lotId) => places.find((place) => place.lotId === lotId));
      };
      const offered = await byRank();
      expect(offered.map((place) => place?.offer !== null)).toEqual([true, true, false, false]);
      expect(offered[2]).toMatchObject({ position: 1, length: 2 });
      expect((await readLot(hub, shop.drop.slug))?.lot.winners).toBe(2);
      hub.clock.advance(3_600_000);
      await releaseLapsedHolds(hub);
      const later = await byRank();
      expect(later.map((place) => place?.closeReason ?? null)).toEqual([
        'lapsed',
        'lapsed',
        null,
        null,
      ]);
      expect(later.map((place) => Boolean(place?.offer))).toEqual([false, false, true, true]);
      await expectConservedStock(hub.db, shop.drop.id);
      const { offers, lot } = await readLineSummary(hub, {
        brandId: shop.brand.id,
        dropId: shop.drop.id,
      });
      expect(offers).toEqual({ made: 4, open: 2, bought: 0, lapsed: 2 });
      expect(lot).toMatchObject({ seed: SEED, entryCount: 4 });
    });

    it('rank 20,000 entries within one transaction', { timeout: 60_000 }, async () => {
      const at = hub.clock.now();
      const entries = Array.from({ length: 20_000 }, (_, n) => ({
        ...{ id: newId(at), dropId: shop.drop.id, kind: 'draw', visitorId: `m${n}`, salt: 's' },
        ...{ gateId: shop.drop.gates[0]?.id ?? '', contractId: shop.contract.id },
        ...{ customerKey: `visitor:m${n}`, skuId: shop.sku.id, enteredAt: at.getTime() },
        lotId: createHash('sha256').update(`m${n}`).digest('hex').slice(0, 32),
      }));
      const into = { engine, into: 'line_place', columns: PLACE };
      await inTransaction(hub.db, (tx) => insertSet(tx, into, entries));
      hub.clock.advance(HOUR_MS);
      expect(await drawDueLots(hub)).toContain(shop.drop.id);
      const lot = (await readLot(hub, shop.drop.slug))?.lot;
      expect(new Set(lot?.entries)).toEqual(new Set(entries.map(({ lotId }) => lotId)));
    });
  });

  describe('of a shuffled line', () => {
    let shop: Shop;
    beforeEach(async () => {
      const startsInMs = HOUR_MS;
      shop = await makeLineShop(hub, { fairness: 'shuffle', startsInMs, turnsPerSecond: 2 });
    });
    const queue = (visitorId: string) => join(hub, shop, { visitorId, kind: 'queue' });

    it('let each claim from the millisecond of their turn on, and late comers behind', async () => {
      for (const who of people(3)) await queue(who);
      const startsAt = shop.drop.startsAt.getTime();
      hub.clock.set(shop.drop.startsAt);
      expect((await queue('late')).place).toMatchObject({ position: null });
      await drawDueLots(hub);
      const places = await Promise.all(people(3).map((who) => placeOf(shop, who)));
      const third = places.find(({ position }) => position === 3);
      expect(places.map(({ turnAt }) => (turnAt ?? 0) - startsAt).sort()).toEqual([0, 1000, 500]);
      expect(await placeOf(shop, 'late')).toMatchObject({ position: 4, turnAt: startsAt + 1500 });
      const who = people(3)[third ? places.indexOf(third) : 0] ?? '';
      hub.clock.set(new Date(startsAt + 999));
      const early = claimOne(hub, shop, { visitorId: who });
      await expect(early).rejects.toMatchObject({ code: 'not_your_turn' });
      hub.clock.set(new Date(startsAt + 1000));
      expect((await claimOne(hub, shop, { visitorId: who })).claim.state).toBe('held');
      const outside = claimOne(hub, shop, { visitorId: 'outside' });
      await expect(outside).rejects.toMatchObject({ code: 'not_your_turn' });
    });

    it('keep the place of somebody who proves an address after joining', async () => {
      await queue('bea');
      hub.clock.set(shop.drop.startsAt);
      await drawDueLots(hub);
      const expiresAt = hub.clock.now().getTime() + 60_000;
      const address = packProof({ email: 'bea@buyer.test', expiresAt });
      const proof = signToken(hub.keyring, PROOF_PURPOSE, address);
      expect((await claimOne(hub, shop, { visitorId: 'bea', proof })).claim.state).toBe('held');
    });

    it('give somebody who left by mistake their own place back', async () => {
      await queue('bea');
      hub.clock.set(shop.drop.startsAt);
      await drawDueLots(hub);
      const { id } = await placeOf(shop, 'bea');
      await leaveLineOfViewer(hub, { dropId: shop.drop.id, visitorId: 'bea' });
      const refused = claimOne(hub, shop, { visitorId: 'bea' });
      await expect(refused).rejects.toMatchObject({ code: 'not_your_turn' });
      expect((await queue('bea')).place).toMatchObject({ id, position: 1 });
      expect((await claimOne(hub, shop, { visitorId: 'bea' })).claim.state).toBe('held');
    });

    it('are no way round the line: nobody waits for units that are still there', async () => {
      hub.clock.set(shop.drop.startsAt);
      const waiting = join(hub, shop, { visitorId: 'eve', kind: 'waiting' });
      await expect(waiting).rejects.toMatchObject({ code: 'line_closed' });
    });
  });

  it('take thousands who come at once, each once', { timeout: 60_000 }, async () => {
    const shop = await makeLineShop(hub, { fairness: 'draw', closesInMs: HOUR_MS });
    const now = hub.clock.now().getTime();
    const wanted = { skuId: shop.sku.id, quantity: 1, locationId: null, note: null, email: null };
    const places = await Promise.all(
      Array.from({ length: 5_000 }, (_, n) => {
        const visitorId = `v${n % 4_900}`;
        const { id: gateId = '', contractId = '' } = shop.drop.gates[0] ?? {};
        const right = { dropId: shop.drop.id, gateId, contractId, clickId: null };
        const who = { visitorId, customerKey: `visitor:${visitorId}` };
        const entrant = { ...right, ...who, issuedAt: now, expiresAt: now + 1 };
        return joinLine(hub, { entrant, wanted: { ...wanted, kind: 'draw' } });
      }),
    );
    expect(new Set(places.map(({ place }) => place.id)).size).toBe(4_900);
    expect(await hub.db.linePlace.count({ where: { dropId: shop.drop.id } })).toBe(4_900);
  });
});

const PLACE = {
  id: 'text',
  dropId: 'text',
  kind: 'text',
  visitorId: 'text',
  salt: 'text',
  gateId: 'text',
  contractId: 'text',
  customerKey: 'text',
  skuId: 'text',
  enteredAt: 'time',
  lotId: 'text',
} as const satisfies Record<string, ColumnKind>;
