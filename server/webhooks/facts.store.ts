import type { Reader } from '../platform/db.ts';

/** An order as messages name it; null: there is none. */
export async function findOrderForMessage(db: Reader, orderId: string) {
  return db.order.findUnique({
    where: { id: orderId },
    select: {
      id: true,
      brandId: true,
      number: true,
      source: true,
      externalId: true,
      dropId: true,
      capturedAt: true,
      currency: true,
      capturedMinor: true,
    },
  });
}

export async function findRefund(db: Reader, refundId: string) {
  return db.refund.findUnique({ where: { id: refundId } });
}

export async function findDispute(db: Reader, disputeId: string) {
  return db.dispute.findUnique({ where: { id: disputeId } });
}

/** Claims as messages name them. */
export async function listClaimsForMessages(db: Reader, claimIds: readonly string[]) {
  return db.claim.findMany({
    where: { id: { in: [...claimIds] } },
    select: {
      ...{ id: true, dropId: true, contractId: true, totalMinor: true, currency: true },
      ...{ heldAt: true, expiresAt: true },
      drop: { select: { brandId: true } },
      lines: { where: { isAddOn: false }, select: { quantity: true } },
    },
    orderBy: [{ seq: 'asc' }, { id: 'asc' }],
  });
}

/** Brands that have an endpoint, with the moment since which somebody listens. */
export async function listListeningBrands(
  db: Reader,
): Promise<{ brandId: string; since: Date | null }[]> {
  const rows = await db.webhookEndpoint.groupBy({
    by: ['brandId'],
    where: { removedAt: null, disabledAt: null },
    _min: { createdAt: true },
  });
  return rows.map(({ brandId, _min }) => ({ brandId, since: _min.createdAt }));
}

type Period = { brandId: string; since: Date; now: Date };

/** Published drops that began, ended or sold in a period. */
export async function listTurnedDrops(db: Reader, { brandId, since, now }: Period) {
  const within = { gte: since, lte: now };
  return db.drop.findMany({
    where: {
      brandId,
      publishedAt: { not: null },
      OR: [{ startsAt: within }, { endsAt: within }, { endedAt: within }, RUNNING(now)],
    },
    select: {
      id: true,
      slug: true,
      title: true,
      startsAt: true,
      endsAt: true,
      endedAt: true,
      pools: { select: { capacity: true, sold: true } },
    },
  });
}

const RUNNING = (now: Date) => ({ startsAt: { lte: now }, endsAt: { gt: now }, endedAt: null });

/** Versions that both sides had accepted at last in a period. */
export async function listAcceptedVersions(db: Reader, { brandId, since, now }: Period) {
  const within = { gte: since, lte: now };
  return db.contractVersion.findMany({
    where: {
      contract: { brandId },
      acceptedByBrandAt: { not: null },
      acceptedByCreatorAt: { not: null },
      OR: [{ acceptedByBrandAt: within }, { acceptedByCreatorAt: within }],
    },
    select: {
      id: true,
      number: true,
      contractId: true,
      acceptedByBrandAt: true,
      acceptedByCreatorAt: true,
    },
  });
}

/** Payouts that were sent in a period. */
export async function listSentPayouts(db: Reader, { brandId, since, now }: Period) {
  const within = { gte: since, lte: now };
  return db.payoutItem.findMany({
    where: { brandId, OR: [{ paidAt: within }, { sentAt: within }] },
    select: {
      id: true,
      attempt: true,
      creatorId: true,
      currency: true,
      amountMinor: true,
      sentAt: true,
      paidAt: true,
      batch: { select: { number: true } },
    },
  });
}
