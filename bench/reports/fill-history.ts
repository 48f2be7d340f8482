import type { Db } from '../../server/platform/db.ts';

export type Size = { orders: number; clicks: number };

export const CREATORS = 40;
export const LINKS_EACH = 4;
export const DROPS = 26;
const DAY_MS = 86_400_000;

/** Numbers that look like chance, the same in every run. */
const hash = (i: string, seed: number) => `((${i} * 2654435761 + ${seed}) % 1000003)`;

/** Makes all rows of a brand whose links and drops stand in `bench_link` and `bench_drop`. */
export async function fillHistory(
  db: Db,
  { orders, clicks, brandId, start, now }: Size & { brandId: string; start: number; now: number },
): Promise<void> {
  const span = now - start;
  const links = CREATORS * LINKS_EACH;
  const customers = Math.ceil(orders * 0.55);
  const run = (sql: string) => db.$executeRawUnsafe(sql);
  const linkOf = (i: string) => `(${hash(i, 7)} % ${links})`;
  const dropOf = (at: string) => `CAST((${at} - ${start}) * ${DROPS} / (${span} + 1) AS INTEGER)`;
  const clickAt = (i: string) => `(${start} + CAST(${i} AS INTEGER) * ${span} / ${clicks})`;

  // Indexes that are made afterwards are made in order, and so in a tenth of the time.
  const indexes = await db.$queryRawUnsafe<{ name: string; sql: string }[]>(
    `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'click' AND sql IS NOT NULL`,
  );
  for (const { name } of indexes) await run(`DROP INDEX "${name}"`);
  await inChunks(clicks, (from, to) =>
    run(`INSERT INTO "click" ("id", "linkId", "visitorId", "at", "verdict", "startsVisit", "dropId")
      ${numbers(from, to)}
      SELECT printf('k%09d', n.i), "linkId", 'v' || (${hash('n.i', 1)} % ${Math.ceil(clicks / 3)}), ${clickAt('n.i')},
        CASE ${hash('n.i', 3)} % 10 WHEN 0 THEN 'raw' WHEN 1 THEN 'human' WHEN 2 THEN 'human' ELSE 'confirmed' END,
        ${hash('n.i', 4)} % 4 <> 0, "dropId"
      FROM n JOIN "bench_link" ON "bench_link"."i" = ${linkOf('n.i')}
      JOIN "bench_drop" ON "bench_drop"."i" = ${dropOf(clickAt('n.i'))}`),
  );
  for (const { sql } of indexes) await run(sql);

  await inChunks(customers, (from, to) =>
    run(`INSERT INTO "customer" ("id", "brandId", "emailKey", "email", "createdAt")
      ${numbers(from, to)}
      SELECT printf('c%09d', i), '${brandId}', 'b' || i || '@bench.test', 'b' || i || '@bench.test', ${start} FROM n`),
  );
  // The first order of each customer, then repeats within 200 days of it.
  const customerOf = `CASE WHEN n.i < ${customers} THEN n.i ELSE ${hash('n.i', 11)} % ${customers} END`;
  const firstAt = (j: string) => `(${start} + ${j} * ${span} / ${customers})`;
  const capturedAt = `min(${now - 1}, ${firstAt('j')} + CASE WHEN i < ${customers} THEN 0 ELSE (${hash('i', 13)} % 200) * ${DAY_MS} + ${hash('i', 14)} * 86 END)`;
  const isShop = (i: string) => `${hash(i, 17)} % 3 = 0`;
  await inChunks(orders, (from, to) =>
    run(`INSERT INTO "order" ("id", "number", "brandId", "source", "externalId", "channel", "dropId", "claimId",
        "contractId", "contractVersionId", "customerId", "visitorId", "clickId", "claimedAt", "capturedAt", "currency",
        "capturedMinor", "itemsMinor", "shippingMinor", "taxMinor", "costMinor", "paymentIntentId", "checkoutSessionId")
      ${numbers(from, to)},
      "placed" AS (SELECT n.i, ${customerOf} AS j FROM n),
      "timed" AS (SELECT i, j, ${capturedAt} AS "at" FROM "placed"),
      "sold" AS (SELECT i, j, "at", ${isShop('i')} AS "isShop",
        min(${clicks - 1}, ("at" - ${start}) * ${clicks} / ${span}) AS "click" FROM "timed")
      SELECT printf('o%09d', sold.i), sold.i + 2000, '${brandId}', CASE WHEN "isShop" THEN 'api' ELSE 'claim' END,
        CASE WHEN "isShop" THEN 'shop-' || sold.i END,
        CASE WHEN "isShop" THEN CASE sold.i % 4 WHEN 0 THEN 'paid search' WHEN 1 THEN 'paid social' WHEN 2 THEN 'e-mail' END END,
        CASE WHEN NOT "isShop" THEN "dropId" END, CASE WHEN NOT "isShop" THEN 'm' || sold.i END,
        CASE WHEN NOT "isShop" THEN "contractId" END, CASE WHEN NOT "isShop" THEN "versionId" END,
        printf('c%09d', j), 'v' || sold.i, CASE WHEN NOT "isShop" THEN printf('k%09d', "click") END,
        CASE WHEN NOT "isShop" THEN "at" - 60000 END, "at", 'eur',
        1900 + ${hash('sold.i', 19)} % 9000, 1900 + ${hash('sold.i', 19)} % 9000, 0, 300, 800 + sold.i % 700,
        CASE WHEN NOT "isShop" THEN 'pi' || sold.i END, CASE WHEN NOT "isShop" THEN 'cs' || sold.i END
      FROM "sold" JOIN "bench_link" ON "bench_link"."i" = ${linkOf('"click"')}
      JOIN "bench_drop" ON "bench_drop"."i" = ${dropOf('"at"')}`),
  );
  const each = (from: number, to: number) =>
    `"order"."id" >= printf('o%09d', ${from}) AND "order"."id" < printf('o%09d', ${to})`;
  await inChunks(customers, (from, to) =>
    run(`INSERT INTO "acquisition" ("id", "brandId", "customerId", "contractId", "contractVersionId", "linkId", "clickId",
        "touchKind", "touchAt", "acquiredAt", "firstOrderId")
      SELECT 'a' || "order"."id", "brandId", "customerId", "contractId", "order"."contractVersionId", "linkId", "clickId",
        CASE WHEN "clickId" IS NULL THEN 'none' ELSE 'click' END, "click"."at", "capturedAt", "order"."id"
      FROM "order" LEFT JOIN "click" ON "click"."id" = "order"."clickId" WHERE ${each(from, to)}`),
  );
  await inChunks(orders, async (from, to) => {
    await run(`INSERT INTO "refund" ("id", "orderId", "amountMinor", "reason", "status", "createdAt")
      SELECT 're' || "id", "id", CASE WHEN "number" % 3 = 0 THEN 900 ELSE "capturedMinor" END, '', 'succeeded',
        min(${now - 1}, "capturedAt" + ("number" % 25) * ${DAY_MS})
      FROM "order" WHERE "number" % 17 = 0 AND ${each(from, to)}`);
    await run(`INSERT INTO "commission_line" ("id", "brandId", "creatorId", "contractId", "contractVersionId", "orderId",
        "kind", "rateKind", "rateBps", "currency", "baseMinor", "earnedMinor", "earnedAt", "holdUntil", "releasedAt")
      SELECT 'l' || "order"."id", "order"."brandId", "contract"."creatorId", "contractId", "contractVersionId", "order"."id",
        'drop_sale', 'new', 1000, "currency", "capturedMinor", "capturedMinor" / 10, "capturedAt", "capturedAt" + 30 * ${DAY_MS},
        CASE WHEN "capturedAt" < ${now - 30 * DAY_MS} THEN "capturedAt" + 30 * ${DAY_MS} END
      FROM "order" JOIN "contract" ON "contract"."id" = "order"."contractId" WHERE ${each(from, to)}`);
    const lines = each(from, to).replaceAll('"order"."id"', '"commission_line"."orderId"');
    await run(`INSERT INTO "ledger_transaction" ("id", "brandId", "idempotencyKey", "kind", "currency", "at", "memo")
      SELECT 't' || "id", "brandId", 'line:' || "id" || ':0', 'commission', "currency", "earnedAt", ''
      FROM "commission_line" WHERE ${lines}`);
    await run(`INSERT INTO "ledger_entry" ("id", "transactionId", "brandId", "account", "creatorId", "contractId", "lineId", "currency", "amountMinor", "at")
      SELECT CASE WHEN side > 0 THEN 'ec' ELSE 'eb' END || "id", 't' || "id", "brandId",
        CASE WHEN side < 0 THEN 'brand_payable' WHEN "releasedAt" IS NULL THEN 'creator_pending' ELSE 'creator_paid' END,
        CASE WHEN side > 0 THEN "creatorId" END, "contractId", "id", "currency", side * "earnedMinor", "earnedAt"
      FROM "commission_line" CROSS JOIN (SELECT 1 AS side UNION ALL SELECT -1) WHERE ${lines}`);
  });
}

function numbers(from: number, to: number): string {
  return `WITH RECURSIVE n(i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${to})`;
}

/** Statements of a size that the write-ahead log can bear. */
async function inChunks(
  total: number,
  work: (from: number, to: number) => Promise<unknown>,
): Promise<void> {
  const CHUNK = 250_000;
  for (let from = 0; from < total; from += CHUNK) await work(from, Math.min(total, from + CHUNK));
}
