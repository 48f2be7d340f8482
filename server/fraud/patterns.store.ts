import type { Reader } from '../platform/db.ts';
import type { ClaimFact } from './rules/claim-rules.ts';
import type { ClickFact } from './rules/click-rules.ts';
import type { DestinationFact, RefundFact } from './rules/contract-rules.ts';

/** Drops that were on between two moments: their patterns may still change. */
export function listDropsOn(db: Reader, { from, to }: { from: Date; to: Date }) {
  return db.drop.findMany({
    where: { publishedAt: { not: null }, startsAt: { lte: to }, endsAt: { gte: from } },
    select: { id: true, brandId: true, startsAt: true, endsAt: true },
    orderBy: { id: 'asc' },
  });
}
export type WatchedDrop = Awaited<ReturnType<typeof listDropsOn>>[number];

const MOST_ROWS = 200_000;

/** Human clicks of the contracts of a drop while it was on, up to a moment; the latest, if very many. */
export async function listClickFacts(
  db: Reader,
  { drop, until }: { drop: WatchedDrop; until: Date },
): Promise<ClickFact[]> {
  const gates = await db.gate.findMany({
    where: { dropId: drop.id },
    select: { contractId: true },
  });
  const links = await db.link.findMany({
    where: {
      contractId: { in: gates.map(({ contractId }) => contractId) },
      OR: [{ dropId: drop.id }, { dropId: null }],
    },
    select: { id: true, contractId: true },
  });
  const contractOf = new Map(links.map(({ id, contractId }) => [id, contractId]));
  const clicks = await db.click.findMany({
    where: {
      linkId: { in: [...contractOf.keys()] },
      verdict: { in: ['human', 'confirmed'] },
      at: { gte: drop.startsAt, lte: until < drop.endsAt ? until : drop.endsAt },
    },
    select: { id: true, linkId: true, visitorId: true, networkHash: true, at: true, verdict: true },
    orderBy: { at: 'desc' },
    take: MOST_ROWS,
  });
  return clicks.map(({ at, verdict, ...click }) => ({
    ...click,
    contractId: contractOf.get(click.linkId) ?? '',
    at: at.getTime(),
    isConfirmed: verdict === 'confirmed',
  }));
}

export async function listClaimFacts(db: Reader, dropId: string): Promise<ClaimFact[]> {
  const claims = await db.claim.findMany({
    where: { dropId },
    select: {
      id: true,
      contractId: true,
      customerKey: true,
      visitorId: true,
      codeId: true,
      clickId: true,
      heldAt: true,
      paidAt: true,
      releaseReason: true,
    },
    orderBy: { id: 'desc' },
    take: MOST_ROWS,
  });
  const codes = await db.claimCode.findMany({
    where: { batch: { dropId } },
    select: { id: true, batchId: true },
  });
  const batchOf = new Map(codes.map(({ id, batchId }) => [id, batchId]));
  return claims.map((claim) => ({
    id: claim.id,
    contractId: claim.contractId,
    customerKey: claim.customerKey || `visitor:${claim.visitorId}`,
    codeBatchId: batchOf.get(claim.codeId ?? '') ?? null,
    hasClick: claim.clickId !== null,
    heldAt: claim.heldAt.getTime(),
    isPaid: claim.paidAt !== null,
    isLapsed: claim.releaseReason === 'expired',
  }));
}

/** How the orders of each contract of a brand went since a moment. */
export async function listRefundFacts(
  db: Reader,
  { brandId, since }: { brandId: string; since: Date },
): Promise<RefundFact[]> {
  const orders = await db.order.findMany({
    where: { brandId, capturedAt: { gte: since }, contractId: { not: null } },
    select: {
      contractId: true,
      capturedMinor: true,
      refunds: { where: { status: 'succeeded' }, select: { amountMinor: true } },
    },
    take: MOST_ROWS,
  });
  const facts = new Map<string, RefundFact>();
  for (const { contractId, capturedMinor, refunds } of orders) {
    if (contractId === null) continue;
    const known = facts.get(contractId) ?? { contractId, orders: 0, refunded: 0 };
    const backMinor = refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    const isBack = capturedMinor > 0n && backMinor >= capturedMinor;
    facts.set(contractId, {
      contractId,
      orders: known.orders + 1,
      refunded: known.refunded + (isBack ? 1 : 0),
    });
  }
  return [...facts.values()];
}

/** Where the creators of a brand's running contracts are paid, as far as the payment service told. */
export async function listDestinations(db: Reader, brandId: string): Promise<DestinationFact[]> {
  const contracts = await db.contract.findMany({
    where: {
      brandId,
      endedAt: null,
      creator: { payoutAccount: { destinationKey: { not: null } } },
    },
    select: {
      id: true,
      creator: {
        select: { displayName: true, payoutAccount: { select: { destinationKey: true } } },
      },
    },
  });
  return contracts.flatMap(({ id: contractId, creator }) => {
    const destination = creator?.payoutAccount?.destinationKey;
    if (!creator || !destination) return [];
    return [{ contractId, creatorName: creator.displayName, destination }];
  });
}

export function listBrandIds(db: Reader) {
  return db.brand.findMany({ select: { id: true } });
}
