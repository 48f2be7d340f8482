import { closePlaces, markOffered } from '../lines/places-for-claims.ts';
import { promoteClicks } from '../links/promote-click.ts';
import type { Tx } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { recordHappening } from '../platform/happenings.ts';
import { newId } from '../platform/ids.ts';
import {
  insertClaims,
  markLateRefunds,
  markPaid,
  releaseClaims,
  replaceLines,
  settleReleased,
} from './claim-changes.store.ts';
import type { CounterChanges } from './rules/count-changes.ts';
import type { BatchDecision } from './rules/decide-batch.ts';
import type { NewHold } from './rules/decide-hold.ts';
import { changeCounters, insertMovements, type Movement } from './stock.store.ts';

type Which = { dropId: string; engine: Engine; limit: number; now: Date; seq: number };

/**
 * Carries out what was decided, by guarded statements on whole sets. Throws `StaleRead` when a row is
 * no longer what the decision was made on: then the batch is undone and decided anew.
 */
export async function saveBatch(
  tx: Tx,
  which: Which,
  { decided, changes }: { decided: BatchDecision; changes: CounterChanges },
): Promise<void> {
  const { now, engine } = which;
  const holds = [...heldIn(decided), ...decided.offers];
  await changeClaims(tx, decided, now);
  await changeCounters(tx, which, changes);
  const soldOffline = soldOfflineIn(decided);
  await insertClaims(tx, which, [...holds, ...soldOffline.map(({ hold }) => hold)]);
  for (const { hold } of soldOffline) {
    await markPaid(tx, { claimId: hold.claimId, paidKey: null }, new Date(hold.heldAt));
  }
  await insertMovements(tx, engine, movementsOf(decided, holds, which));
  const clickIds = holds.flatMap(({ clickId }) => clickId ?? []);
  if (clickIds.length > 0) await promoteClicks(tx, { clickIds });
  for (const { placeId, claimId } of decided.offers) {
    if (placeId === null) continue;
    await markOffered(tx, { placeId, claimId, at: now });
    await recordHappening(tx, 'place.offered', { payload: { placeId, claimId }, at: now });
  }
  const closed = decided.closedPlaces.map((place) => ({ ...place, at: now }));
  if (closed.length > 0) await closePlaces(tx, closed);
}

function heldIn({ decisions }: BatchDecision): NewHold[] {
  return decisions.flatMap((one) => (one.kind === 'hold' ? one.hold : []));
}

function soldOfflineIn({ decisions }: BatchDecision) {
  return decisions.filter((one) => one.kind === 'sold_leased');
}

async function changeClaims(tx: Tx, { decisions }: BatchDecision, now: Date): Promise<void> {
  const released = decisions.filter((one) => one.kind === 'released');
  for (const group of groupBy(released, (one) => `${one.reason} ${one.whilePaying}`)) {
    const [first] = group;
    if (!first) continue;
    const claimIds = group.map(({ claim }) => claim.id);
    const { reason, whilePaying } = first;
    await releaseClaims(tx, { claimIds, reason, whilePaying }, now);
  }
  for (const decision of decisions) {
    if (decision.kind === 'sold') {
      const change = { claimId: decision.claim.id, paidKey: decision.paidKey };
      if (decision.from === 'held') await markPaid(tx, change, now);
      else await settleReleased(tx, change, now);
      const { reroutedTo, claim } = decision;
      if (reroutedTo) await replaceLines(tx, { claimId: claim.id, lines: reroutedTo }, now);
    }
    if (decision.kind === 'send_money_back' && decision.claim) {
      const { wasHeld, claim } = decision;
      await markLateRefunds(tx, { claimId: claim.id, wasHeld }, now);
    }
  }
}

function movementsOf(
  { decisions }: BatchDecision,
  holds: readonly NewHold[],
  { now, seq }: Which,
): Movement[] {
  type Line = { poolId: string; quantity: number };
  const movement = (
    claimId: string | null,
    kind: Movement['kind'],
    { poolId, quantity }: Line,
  ) => ({
    id: newId(now),
    poolId,
    claimId,
    kind,
    units: quantity,
    at: now.getTime(),
    seq,
  });
  const changed = decisions.flatMap((one) => {
    switch (one.kind) {
      case 'released':
        return one.claim.lines.map((line) => movement(one.claim.id, 'released', line));
      case 'sold': {
        const kind = one.from === 'held' ? 'sold' : 'resold';
        const away = one.reroutedTo ? one.claim.lines : [];
        return [
          ...one.claim.lines.map((line) => movement(one.claim.id, kind, line)),
          ...away.map((line) => movement(one.claim.id, 'rerouted_out', line)),
          ...(one.reroutedTo ?? []).map((line) => movement(one.claim.id, 'rerouted_in', line)),
        ];
      }
      case 'send_money_back':
        return one.claim && one.wasHeld
          ? one.claim.lines.map((line) => movement(one.claim?.id ?? '', 'released', line))
          : [];
      case 'leased':
      case 'lease_returned': {
        const line = { poolId: one.lease.poolId, quantity: one.units };
        return [movement(null, one.kind, line)];
      }
      case 'sold_leased': {
        const { poolId } = one.lease;
        const rest = one.hold.units - one.leasedUnits;
        const { claimId } = one.hold;
        return [
          movement(claimId, 'sold_leased', { poolId, quantity: one.leasedUnits }),
          movement(claimId, 'sold_counter', { poolId, quantity: rest }),
        ].filter(({ units }) => units > 0);
      }
      default:
        return [];
    }
  });
  const held = holds.flatMap(({ claimId, lines }) =>
    lines.map((line) => movement(claimId, 'held', line)),
  );
  return [...changed, ...held];
}

function groupBy<T>(rows: readonly T[], key: (row: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return [...groups.values()];
}
