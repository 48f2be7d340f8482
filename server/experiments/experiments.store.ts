import type { Reader, Tx } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { Prisma } from '../platform/generated/sqlite/client.ts';
import { type ColumnKind, packed, readers, setOf } from '../platform/set-rows.ts';

/** A visitor's first click that led to a drop with a holdout. */
export type ExposureRow = {
  experimentId: string;
  visitorId: string;
  isHeldOut: boolean;
  contractId: string;
  contractVersionId: string | null;
  clickId: string;
  exposedAt: Date;
};

const COLUMNS = {
  experimentId: 'text',
  visitorId: 'text',
  isHeldOut: 'boolean',
  contractId: 'text',
  contractVersionId: 'text',
  clickId: 'text',
  exposedAt: 'time',
} as const satisfies Record<keyof ExposureRow, ColumnKind>;

/**
 * Adds those visitors who are not there yet, in one statement; the first click stands. Visitors of
 * an experiment that is gone are left out.
 */
export async function insertExposures(
  tx: Tx,
  engine: Engine,
  exposures: readonly ExposureRow[],
): Promise<void> {
  const names = Object.keys(COLUMNS);
  const columns = Prisma.raw(names.map((name) => `"${name}"`).join(', '));
  const rows = exposures.map((one) => ({ ...one, exposedAt: one.exposedAt.getTime() }));
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO "exposure" (${columns})
    SELECT ${Prisma.join(readers(engine, COLUMNS))} FROM ${setOf(engine, packed(names, rows))}
    WHERE EXISTS (SELECT 1 FROM "experiment" WHERE "experiment"."id" = rows.value ->> 0)
    ON CONFLICT ("experimentId", "visitorId") DO NOTHING`);
}

/** The experiment of a drop with this address, stopped or not. */
export function findExperimentBySlug(db: Reader, slug: string) {
  return db.experiment.findFirst({ where: { drop: { slug } } });
}

/** The experiment of one of a brand's drops. */
export function findExperimentOfBrand(
  db: Reader,
  { brandId, dropId }: { brandId: string; dropId: string },
) {
  return db.experiment.findFirst({ where: { dropId, brandId } });
}

export async function upsertExperiment(
  tx: Tx,
  row: Prisma.ExperimentUncheckedCreateInput & { smallestEffectBps: number },
): Promise<void> {
  const { holdoutBps, shopUrl, smallestEffectBps } = row;
  const update = { holdoutBps, shopUrl, smallestEffectBps };
  await tx.experiment.upsert({ where: { dropId: row.dropId }, create: row, update });
}

export async function deleteExperiment(tx: Tx, dropId: string): Promise<void> {
  await tx.experiment.deleteMany({ where: { dropId } });
}

/** The first stop stands. */
export async function setStopped(
  db: Reader,
  { experimentId, at }: { experimentId: string; at: Date },
): Promise<void> {
  await db.experiment.updateMany({
    where: { id: experimentId, stoppedAt: null },
    data: { stoppedAt: at },
  });
}

/**
 * The latest exposure of a held-out visitor to an experiment of a brand, within a time; those whose
 * click's visitor refuses to be measured by now are none.
 */
export async function findHeldOutExposure(
  db: Reader,
  given: { brandId: string; visitorIds: readonly string[]; from: Date; to: Date },
) {
  const exposures = await db.exposure.findMany({
    where: {
      visitorId: { in: [...given.visitorIds] },
      isHeldOut: true,
      exposedAt: { gte: given.from, lte: given.to },
      experiment: { brandId: given.brandId },
    },
    include: { experiment: { select: { dropId: true } } },
    orderBy: { exposedAt: 'desc' },
  });
  const refused = await db.click.findMany({
    where: { id: { in: exposures.map(({ clickId }) => clickId) }, refusedBy: { not: null } },
    select: { id: true },
  });
  const refusedIds = new Set(refused.map(({ id }) => id));
  return exposures.find(({ clickId }) => !refusedIds.has(clickId)) ?? null;
}
