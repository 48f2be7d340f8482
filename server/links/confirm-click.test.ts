import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { newId } from '../platform/ids.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { makeLink } from '../test/factories.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { makeShop } from '../test/shop.ts';
import { type ClickRow, insertClicks } from './clicks.store.ts';
import { confirmClick } from './confirm-click.ts';
import { signClick } from './read-click.ts';

describe.each(testDatabases())(
  'a click that is confirmed while its row arrives, on %s',
  (engine) => {
    let hub: TestHub;
    let close: () => Promise<void>;
    let row: ClickRow;
    let click: string;

    beforeEach(async () => {
      const database = await createTestDatabase(engine);
      close = database.close;
      hub = testHub(database.db);
      const { contract, drop } = await makeShop(hub);
      const link = await makeLink(hub, { contractId: contract.id, dropId: drop.id });
      row = {
        id: newId(hub.clock.now()),
        linkId: link.id,
        contractVersionId: null,
        visitorId: 'visitor-1',
        at: hub.clock.now(),
        verdict: 'human',
        rawReason: null,
        dropId: null,
        startsVisit: true,
        referrerHost: null,
        networkPrefix: null,
        networkHash: null,
        refusedBy: null,
      };
      const signed = { linkId: link.id, contractId: contract.id, contractVersionId: null };
      const { id: clickId, at } = row;
      const visitor = { visitorId: 'visitor-1', refusedBy: null };
      click = signClick(hub, { ...signed, ...visitor, clickId, at });
      hub.clock.set(new Date(row.at.getTime() + 700));
    });
    afterEach(() => close());

    it('is confirmed on record, and once', async () => {
      const racing = { ...hub, db: arrivingLate(hub.db, { engine, row }) };
      expect(await confirmClick(racing, { click })).toBe(true);
      expect(await hub.db.click.findMany()).toMatchObject([
        { id: row.id, verdict: 'confirmed', confirmedAt: hub.clock.now() },
      ]);
    });

    it('keeps what its visitor chose after its id was signed', async () => {
      const refused: ClickRow = { ...row, refusedBy: 'choice' };
      const racing = { ...hub, db: arrivingLate(hub.db, { engine, row: refused }) };
      expect(await confirmClick(racing, { click })).toBe(true);
      const kept = { verdict: 'confirmed', refusedBy: 'choice' };
      expect(await hub.db.click.findMany()).toMatchObject([kept]);
    });

    it('stays what it was when it was nobody', async () => {
      const raw: ClickRow = { ...row, verdict: 'raw', rawReason: 'prefetch' };
      const racing = { ...hub, db: arrivingLate(hub.db, { engine, row: raw }) };
      await confirmClick(racing, { click });
      expect(await hub.db.click.findMany()).toMatchObject([{ verdict: 'raw', confirmedAt: null }]);
    });
  },
);

/** The same database, where the click's row comes right after it was looked for. */
function arrivingLate(db: Db, { engine, row }: { engine: Engine; row: ClickRow }): Db {
  const racing = db.$extends({
    query: {
      click: {
        async updateMany({ args, query }) {
          const found = await query(args);
          await insertClicks(db, { engine, clicks: [row] });
          return found;
        },
      },
    },
  });
  return racing as unknown as Db;
}
