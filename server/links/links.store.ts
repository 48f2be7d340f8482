import type { Reader } from '../platform/db.ts';

const WITH_CONTRACT = {
  contract: { select: { brandId: true, brand: { select: { name: true } } } },
} as const;

/** A creator's links, newest first. */
export async function listLinksOfCreator(db: Reader, creatorId: string) {
  return db.link.findMany({
    where: { contract: { creatorId } },
    include: WITH_CONTRACT,
    orderBy: { id: 'desc' },
  });
}

/** One link of a creator, or null: of another creator, or missing. */
export async function findLinkOfCreator(
  db: Reader,
  { creatorId, linkId }: { creatorId: string; linkId: string },
) {
  return db.link.findFirst({
    where: { id: linkId, contract: { creatorId } },
    include: WITH_CONTRACT,
  });
}

export type LinkRow = Awaited<ReturnType<typeof listLinksOfCreator>>[number];

/** Whether any link already answers to one of these names, as its slug or as its spoken code. */
export async function isNameTaken(db: Reader, names: readonly string[]): Promise<boolean> {
  const among = { in: [...names] };
  const taken = await db.link.count({ where: { OR: [{ slug: among }, { spokenCode: among }] } });
  return taken > 0;
}

export async function insertLink(
  db: Reader,
  link: {
    id: string;
    contractId: string;
    slug: string;
    spokenCode: string;
    label: string;
    dropId: string | null;
    destination: string | null;
    createdAt: Date;
  },
): Promise<void> {
  await db.link.create({ data: link });
}

/** Sets when a link was paused (null: it runs) unless it has ended; false: it has. */
export async function setPaused(
  db: Reader,
  { linkId, pausedAt }: { linkId: string; pausedAt: Date | null },
): Promise<boolean> {
  const changed = await db.link.updateMany({
    where: { id: linkId, endedAt: null },
    data: { pausedAt },
  });
  return changed.count > 0;
}

/** Ends a link for good; the first end stands. */
export async function setEnded(
  db: Reader,
  { linkId, at }: { linkId: string; at: Date },
): Promise<void> {
  await db.link.updateMany({ where: { id: linkId, endedAt: null }, data: { endedAt: at } });
}

/** Whether this is a contract of this creator, in force or not. */
export async function isContractOf(
  db: Reader,
  { contractId, creatorId }: { contractId: string; creatorId: string },
): Promise<boolean> {
  return (await db.contract.count({ where: { id: contractId, creatorId } })) > 0;
}

/** Whether this contract has a gate in this drop. */
export async function hasGate(
  db: Reader,
  { contractId, dropId }: { contractId: string; dropId: string },
): Promise<boolean> {
  return (await db.gate.count({ where: { contractId, dropId } })) > 0;
}

export async function listDropTitles(
  db: Reader,
  dropIds: readonly string[],
): Promise<Map<string, string>> {
  const drops = await db.drop.findMany({
    where: { id: { in: [...dropIds] } },
    select: { id: true, title: true },
  });
  return new Map(drops.map(({ id, title }) => [id, title]));
}

/** How much came by each of a creator's links; a link that nothing came by is missing. */
export async function countByLink(db: Reader, creatorId: string): Promise<LinkCounts> {
  const [visits, claims, orders] = await Promise.all([
    countVisits(db, creatorId),
    countClaims(db, creatorId),
    countOrders(db, creatorId),
  ]);
  return { visits: byLink(visits), claims: byLink(claims), orders: byLink(orders) };
}

export type LinkCounts = Record<'visits' | 'claims' | 'orders', Map<string, number>>;

type Count = { linkId: string; n: bigint };

function byLink(counts: Count[]): Map<string, number> {
  return new Map(counts.map(({ linkId, n }) => [linkId, Number(n)]));
}

/** One statement, so that a click that is summed meanwhile is counted once. */
function countVisits(db: Reader, creatorId: string): Promise<Count[]> {
  return db.$queryRaw<Count[]>`
    SELECT "linkId", CAST(sum("n") AS BIGINT) AS "n"
    FROM (
      SELECT "click"."linkId" AS "linkId", count(*) AS "n"
      FROM "contract"
      JOIN "link" ON "link"."contractId" = "contract"."id"
      JOIN "click" ON "click"."linkId" = "link"."id"
      WHERE "contract"."creatorId" = ${creatorId}
        AND "click"."startsVisit" AND "click"."verdict" IN ('human', 'confirmed')
        AND "click"."flags" = 0 AND "click"."summedAt" IS NULL
      GROUP BY "click"."linkId"
      UNION ALL
      SELECT "click_day"."linkId" AS "linkId", sum("click_day"."clicks") AS "n"
      FROM "contract"
      JOIN "link" ON "link"."contractId" = "contract"."id"
      JOIN "click_day" ON "click_day"."linkId" = "link"."id"
      WHERE "contract"."creatorId" = ${creatorId}
        AND "click_day"."startsVisit" AND "click_day"."verdict" IN ('human', 'confirmed')
      GROUP BY "click_day"."linkId"
    ) AS "visit"
    GROUP BY "linkId"`;
}

function countClaims(db: Reader, creatorId: string): Promise<Count[]> {
  return db.$queryRaw<Count[]>`
    SELECT "click"."linkId" AS "linkId", count(*) AS "n"
    FROM "claim"
    JOIN "click" ON "click"."id" = "claim"."clickId"
    JOIN "link" ON "link"."id" = "click"."linkId"
    JOIN "contract" ON "contract"."id" = "link"."contractId"
    WHERE "contract"."creatorId" = ${creatorId}
    GROUP BY "click"."linkId"`;
}

function countOrders(db: Reader, creatorId: string): Promise<Count[]> {
  return db.$queryRaw<Count[]>`
    SELECT "click"."linkId" AS "linkId", count(*) AS "n"
    FROM "order"
    JOIN "click" ON "click"."id" = "order"."clickId"
    JOIN "link" ON "link"."id" = "click"."linkId"
    JOIN "contract" ON "contract"."id" = "link"."contractId"
    WHERE "contract"."creatorId" = ${creatorId}
    GROUP BY "click"."linkId"`;
}

/** Which creator each contract of a brand is with. */
export async function listCreatorsOfBrand(
  db: Reader,
  brandId: string,
): Promise<{ contractId: string; creatorId: string }[]> {
  const contracts = await db.contract.findMany({
    where: { brandId, creatorId: { not: null } },
    select: { id: true, creatorId: true },
  });
  return contracts.flatMap(({ id, creatorId }) =>
    creatorId ? [{ contractId: id, creatorId }] : [],
  );
}

/** The creator of a brand's contract; null: another brand's, or nobody has accepted it yet. */
export async function findCreatorOfContract(
  db: Reader,
  { brandId, contractId }: { brandId: string; contractId: string },
): Promise<{ id: string; handle: string } | null> {
  const contract = await db.contract.findFirst({
    where: { id: contractId, brandId },
    select: { creator: { select: { id: true, handle: true } } },
  });
  return contract?.creator ?? null;
}

export async function findLinkBySlug(db: Reader, slug: string) {
  return db.link.findUnique({
    where: { slug },
    select: { id: true, contractId: true, dropId: true },
  });
}
