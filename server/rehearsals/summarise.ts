import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import type { RehearsalMinute, RehearsalSummary } from '../protocol/rehearsals.ts';
import { findClaims, findCreatorNames, findCurrency, findStockAndMoney } from './facts.store.ts';
import type { RehearsalRow } from './rehearsals.store.ts';
import { gapsOf, minuteOf, quantile, readTally, type Tally } from './rules/tally.ts';

/**
 * How a rehearsal went until now: what its claims and orders say, and what was only seen while it ran.
 * People who opened its page are in it too.
 */
export async function summarise(hub: Hub, rehearsal: RehearsalRow): Promise<RehearsalSummary> {
  const { copyId, startsAt, endsAt } = rehearsal;
  const tally = readTally(rehearsal.tally);
  const creatorIds = Object.keys(tally.overlays);
  const dropId = copyId ?? '';
  const [claims, money, names, currency] = await Promise.all([
    findClaims(hub.db, dropId),
    findStockAndMoney(hub.db, dropId),
    findCreatorNames(hub.db, creatorIds),
    findCurrency(hub.db, rehearsal.brandId),
  ]);
  const lapsed = claims.filter(({ releaseReason }) => releaseReason === 'expired').length;
  const rows = Object.values(tally.minutes);
  const isStopped = rehearsal.stoppedAt !== null && rehearsal.stoppedAt < endsAt;
  return {
    units: money.units,
    claims: claims.length,
    sold: money.sold,
    lapsed,
    declined: rows.reduce((sum, row) => sum + row.declined, 0),
    refused: rows.reduce((sum, row) => sum + row.refused, 0),
    revenueMinor: toNumber(money.revenueMinor),
    currency,
    soldOutAfterSeconds: tally.soldOutAfterSeconds,
    extended: tally.extended,
    p95Ms: quantile(tally.answersMs, 0.95),
    failures: tally.failures,
    minutes: minutesOf(tally, claims, startsAt.getTime()),
    overlays: Object.entries(tally.overlays).map(([creatorId, watched]) => ({
      creatorName: names.get(creatorId) ?? '',
      connectedSeconds: Math.round(watched.connectedMs / 1000),
      watchedSeconds: Math.round(watched.watchedMs / 1000),
      gaps: gapsOf(watched),
    })),
    wasStopped: isStopped,
  };
}

type Claims = Awaited<ReturnType<typeof findClaims>>;

/** Minute by minute; those in which nothing happened are there as well, up to the last one. */
function minutesOf(tally: Tally, claims: Claims, startMs: number): RehearsalMinute[] {
  const of = (at: Date) => minuteOf(at.getTime() - startMs);
  const held = claims.map(({ heldAt }) => of(heldAt));
  const paid = claims.flatMap(({ paidAt }) => (paidAt ? [of(paidAt)] : []));
  const lapsed = claims.flatMap(({ releasedAt, releaseReason }) =>
    releasedAt && releaseReason === 'expired' ? [of(releasedAt)] : [],
  );
  const last = Math.max(-1, ...Object.keys(tally.minutes).map(Number), ...held, ...paid, ...lapsed);
  const among = (minutes: number[], minute: number) =>
    minutes.filter((one) => one === minute).length;
  return Array.from({ length: last + 1 }, (_, minute) => {
    const seen = tally.minutes[minute] ?? { clicks: 0, refused: 0, declined: 0 };
    const counted = { claims: among(held, minute), paid: among(paid, minute) };
    return { minute, ...seen, ...counted, lapsed: among(lapsed, minute) };
  });
}
