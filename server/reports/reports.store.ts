import type { Reader } from '../platform/db.ts';
import { contractTermsSchema } from '../protocol/contracts.schema.ts';

/** A brand as a permission, with what a report needs to know of it. */
export type ReportBrand = { id: string; slug: string; currency: string; timeZone: string };

/** All brands, or one, with what their days depend on. */
export async function listReportBrands(db: Reader, brandId?: string): Promise<ReportBrand[]> {
  return db.brand.findMany({
    where: brandId === undefined ? {} : { id: brandId },
    select: { id: true, slug: true, currency: true, timeZone: true },
    orderBy: { id: 'asc' },
  });
}

/** All contracts of a brand with their creators and versions, oldest first. */
export async function listReportedContracts(db: Reader, brandId: string) {
  const rows = await db.contract.findMany({
    where: { brandId },
    include: { creator: true, versions: true },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => ({
    id: row.id,
    creatorId: row.creatorId,
    creatorName: row.creator?.displayName ?? row.invitedEmail,
    handle: row.creator?.handle ?? null,
    avatarHue: row.creator?.avatarHue ?? 210,
    endedAt: row.endedAt,
    versions: row.versions.map(({ terms, ...version }) => ({
      ...version,
      terms: contractTermsSchema.parse(JSON.parse(terms)),
    })),
  }));
}

/** Payout batches and approved payouts that wait for a person. */
export async function readPayoutDuties(db: Reader, brandId: string) {
  const drafts = await db.payoutBatch.count({
    where: { brandId, approvedAt: null, canceledAt: null },
  });
  const unpaid = await db.payoutItem.count({
    where: {
      ...{ brandId, paidAt: null, sentAt: null, failedAt: null },
      batch: { approvedAt: { not: null }, canceledAt: null },
    },
  });
  return { drafts, unpaid };
}

/** Holds that lapsed without a payment since a moment. */
export async function countLapsedHolds(
  db: Reader,
  { brandId, since }: { brandId: string; since: Date },
): Promise<number> {
  return db.claim.count({
    where: { releaseReason: 'expired', releasedAt: { gte: since }, drop: { brandId } },
  });
}

/** Payments whose hold ended before a moment and that could not be closed since: their units stay held. */
export async function countStuckPayments(
  db: Reader,
  { brandId, before }: { brandId: string; before: Date },
): Promise<number> {
  return db.claim.count({
    where: {
      drop: { brandId },
      paidAt: null,
      releasedAt: null,
      paymentPendingAt: null,
      payingAt: { not: null },
      expiresAt: { lt: before },
    },
  });
}

/** Published drops of a brand whose window holds a moment, with their stock. */
export async function listRunningDrops(
  db: Reader,
  { brandId, now }: { brandId: string; now: Date },
) {
  return db.drop.findMany({
    where: {
      brandId,
      publishedAt: { not: null },
      endedAt: null,
      startsAt: { lte: now },
      endsAt: { gt: now },
    },
    include: { pools: true, items: { select: { skuId: true } } },
    orderBy: { endsAt: 'asc' },
  });
}
