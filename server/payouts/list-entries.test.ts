import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../platform/db.ts';
import { testDatabases } from '../test/database.ts';
import { expectBalancedLedger } from '../test/ledger.ts';
import { type MoneyHouse, openMoneyHouse } from '../test/money-house.ts';
import { bookOnLine } from './book-on-line.ts';
import { LISTED_AFTER_MS, listEntries } from './list-entries.ts';

const MINUTE_MS = 60_000;

describe.each(testDatabases())('the list of a brand’s ledger on %s', (engine) => {
  let house: MoneyHouse;
  beforeEach(async () => {
    house = await openMoneyHouse(engine);
  });
  afterEach(async () => {
    await expectBalancedLedger(house.hub.db);
    await house.close();
  });

  /** What a program has that keeps the id of the last entry that it read. */
  function reader() {
    const ids: string[] = [];
    const readOn = async () => {
      for (;;) {
        const after = ids.at(-1) ?? null;
        const asked = { brandId: house.brand.id, after, limit: 3 };
        const { entries, nextCursor } = await listEntries(house.hub, asked);
        ids.push(...entries.map(({ id }) => id));
        if (!nextCursor) return;
      }
    };
    return { ids, readOn };
  }

  it('gives each entry once to who reads on, also of a booking that began early and ended late', async () => {
    const { hub, ana } = house;
    const { ids, readOn } = reader();
    await house.sell(ana, { capturedMinor: 10_000 });
    const line = await hub.db.commissionLine.findFirstOrThrow();
    hub.clock.advance(LISTED_AFTER_MS);
    const beganAt = hub.clock.now();
    hub.clock.advance(MINUTE_MS);
    await house.sell(ana, { capturedMinor: 20_000 });
    await readOn();
    await inTransaction(hub.db, (tx) =>
      bookOnLine(tx, line.id, { targetMinor: 700, memo: () => 'a long one', at: beganAt }),
    );
    hub.clock.advance(LISTED_AFTER_MS + MINUTE_MS);
    await readOn();
    const written = await hub.db.ledgerEntry.findMany({ select: { id: true } });
    expect(written.length).toBeGreaterThanOrEqual(6);
    expect(ids.toSorted()).toEqual(written.map(({ id }) => id).toSorted());
  });

  it('keeps entries back until nothing can come in front of them', async () => {
    const { hub, ana } = house;
    const { ids, readOn } = reader();
    await house.sell(ana, { capturedMinor: 10_000 });
    hub.clock.advance(LISTED_AFTER_MS);
    await readOn();
    expect(ids).toEqual([]);
    hub.clock.advance(1);
    await readOn();
    expect(ids).toHaveLength(2);
  });
});
