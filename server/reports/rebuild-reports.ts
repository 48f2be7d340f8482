import { splitByDay } from '../platform/days.ts';
import { engineOfDb, inTransaction } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { recountBalances } from './balances.store.ts';
import {
  addSums,
  deleteCounted,
  markCustomers,
  readHitsUntil,
  type SetTx,
  takeTurn,
} from './count.store.ts';
import {
  countHits,
  countSummedHits,
  findFirstHit,
  forgetLateHits,
  holdBackHits,
  holdBackLedger,
} from './hits.store.ts';
import { keepReports } from './keep-reports.ts';
import { listReportBrands } from './reports.store.ts';
import { sumUp } from './rules/sum-up.ts';

/**
 * Counts everything anew, from orders, clicks, claims and the sums of old clicks: all brands, or one. What the increments
 * had is thrown away first, so it also mends whatever somebody did to the tables by hand.
 */
export async function rebuildReports(hub: Hub, only?: { brandId: string }): Promise<void> {
  const engine = engineOfDb(hub.db);
  const brands = await listReportBrands(hub.db);
  for (const brand of brands) {
    if (only && only.brandId !== brand.id) continue;
    await inTransaction(
      hub.db,
      async (tx) => {
        await takeTurn(tx);
        await deleteCounted(tx, brand.id);
        await markCustomers(tx, brand.id);
        await holdBackHits({ tx, engine });
        await holdBackLedger({ tx, engine });
        await recountBalances(tx, brand.id);
        await countAllHits({ tx, engine }, brand);
      },
      { timeoutMs: 600_000 },
    );
  }
  await keepReports(hub);
}

async function countAllHits(set: SetTx, brand: { id: string; timeZone: string }): Promise<void> {
  const reader = { db: set.tx, engine: set.engine };
  const to = await readHitsUntil(set.tx);
  if (!to) return;
  // What waits of this brand is in the rows that are counted here.
  await forgetLateHits(set, brand.id);
  const hits = await countSummedHits(reader, brand.id);
  const from = (await findFirstHit(reader)) ?? to;
  for (const { day, ...piece } of splitByDay({ from, to }, brand.timeZone)) {
    const found = await countHits(reader, { scope: { brandId: brand.id }, ...piece });
    hits.push(...found.map((hit) => ({ ...hit, day })));
  }
  await addSums(set, sumUp({ hits }));
}
