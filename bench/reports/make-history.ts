import {
  makeBrand,
  makeContract,
  makeCreator,
  makeDrop,
  makeLink,
  makeSku,
} from '../../server/test/factories.ts';
import type { TestHub } from '../../server/test/hub.ts';
import { CREATORS, DROPS, fillHistory, LINKS_EACH, type Size } from './fill-history.ts';

const DAYS = 730;
const DAY_MS = 86_400_000;

/**
 * Two years of one brand, ending now: clicks on 160 links of 40 creators, customers with on average not quite
 * two orders, a third of them reported by the shop from four channels, refunds, commissions and their
 * ledger. Row by row it would take hours, so the database makes the rows itself, on SQLite.
 */
export async function makeHistory(hub: TestHub, size: Size) {
  const { db, clock } = hub;
  const now = clock.now().getTime();
  const start = now - DAYS * DAY_MS;
  clock.set(new Date(start - DAY_MS));
  const brand = await makeBrand(hub);
  const sku = await makeSku(hub, { brandId: brand.id });
  await db.$executeRawUnsafe(
    'CREATE TABLE "bench_link" ("i" INTEGER PRIMARY KEY, "linkId" TEXT, "contractId" TEXT, "versionId" TEXT, "creatorId" TEXT)',
  );
  await db.$executeRawUnsafe('CREATE TABLE "bench_drop" ("i" INTEGER PRIMARY KEY, "dropId" TEXT)');
  const contractIds: string[] = [];
  let serial = 0;
  for (let n = 0; n < CREATORS; n += 1) {
    const creator = await makeCreator(hub);
    const contract = await makeContract(hub, { brandId: brand.id, creatorId: creator.id });
    contractIds.push(contract.id);
    for (let m = 0; m < LINKS_EACH; m += 1) {
      const link = await makeLink(hub, { contractId: contract.id });
      await db.$executeRaw`INSERT INTO "bench_link" VALUES (${serial}, ${link.id}, ${contract.id}, ${contract.version.id}, ${creator.id})`;
      serial += 1;
    }
  }
  for (let n = 0; n < DROPS; n += 1) {
    const drop = await makeDrop(hub, { brandId: brand.id, skuId: sku.id, contractIds, units: 10 });
    await db.$executeRaw`INSERT INTO "bench_drop" VALUES (${n}, ${drop.id})`;
  }
  clock.set(new Date(now));
  await fillHistory(db, { ...size, brandId: brand.id, start, now });
  await db.$executeRawUnsafe('DROP TABLE "bench_link"');
  await db.$executeRawUnsafe('DROP TABLE "bench_drop"');
  // The marks that the rows have left: everything is counted anew anyway.
  for (const table of ['report_due', 'balance_change', 'late_hit', 'report_balance']) {
    await db.$executeRawUnsafe(`DELETE FROM "${table}"`);
  }
  await db.$executeRawUnsafe('ANALYZE');
  return brand;
}
