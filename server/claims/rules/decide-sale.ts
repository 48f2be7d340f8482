import { type IncidentKind, offlinePrice } from '../../protocol/popups.ts';
import type { ProblemCode } from '../../protocol/problems.ts';
import { countRights, moveUnits } from './change-counters.ts';
import type { NewHold, NewLine } from './decide-hold.ts';
import { visitorOfDevice } from './device-visitor.ts';
import { poolsForNewcomers } from './pools-for-newcomers.ts';
import { quoteOf } from './quote-of.ts';
import type { LeaseState, StockState } from './stock-state.ts';

/** A device reports what it sold without a network. Times in epoch milliseconds. */
export type SellLeasedCommand = {
  readonly kind: 'sell_leased';
  readonly claimId: string;
  readonly leaseId: string;
  readonly idempotencyKey: string;
  readonly requestHash: string;
  readonly quantity: number;
  /** What the buyer paid for each. */
  readonly unitPriceMinor: number;
  readonly soldAt: number;
};

export type SaleDecision =
  | { kind: 'replay'; claimId: string }
  | { kind: 'refuse'; code: ProblemCode }
  | {
      kind: 'sold_leased';
      hold: NewHold;
      lease: LeaseState;
      /** Out of the lease; the rest of the sale is out of what was available. */
      leasedUnits: number;
      /** What did not go by the rules, though it took place. */
      faults: IncidentKind[];
      /** By the rules that held when it was sold. */
      ruleMinor: number;
    };

/** A device's clock may be off by so much. */
const CLOCK_SLACK_MS = 120_000;

/**
 * Decides how a sale that took place is written down. It is a fact: within the lease it is always on
 * record, and what was against the rules becomes a fault for a person to settle. Beyond the lease it
 * takes units that are free; when there are none, it is refused and only the fault remains.
 */
export function decideSale(
  state: StockState,
  command: SellLeasedCommand,
  now: number,
): SaleDecision {
  const { idempotencyKey, requestHash, quantity } = command;
  const same = state.claimsByKey.get(idempotencyKey);
  if (same) {
    return same.requestHash === requestHash
      ? { kind: 'replay', claimId: same.claimId }
      : { kind: 'refuse', code: 'idempotency_conflict' };
  }
  const lease = state.leases.get(command.leaseId);
  if (!lease) return { kind: 'refuse', code: 'not_found' };
  const leasedUnits = Math.min(lease.openUnits, quantity);
  const rest = quantity - leasedUnits;
  const why = rest > 0 ? whyNoMore(state, lease, rest) : null;
  if (why) return { kind: 'refuse', code: why };

  const earliest = earliestSaleAt(state, lease);
  const soldAt = Math.min(Math.max(command.soldAt, earliest), now);
  const rule = ruleOf(state, lease.skuId, soldAt);
  const hold = holdOf(state, { command, lease, soldAt, rule });
  moveUnits(state, lease.poolId, { units: leasedUnits, from: 'leased', to: 'sold' });
  moveUnits(state, lease.poolId, { units: rest, from: 'available', to: 'sold' });
  countRights(state, hold, { lines: hold.lines, sign: 1 });
  // Room in the gate was taken with the lease.
  const gate = state.gates.get(lease.gateId);
  if (gate) gate.usedUnits -= leasedUnits;
  lease.confirmedUnits += leasedUnits;
  lease.openUnits -= leasedUnits;
  state.claimsByKey.set(idempotencyKey, { claimId: hold.claimId, requestHash });
  const faults = [
    ...faultsOf(state, command, soldAt),
    ...(rest > 0 ? ['beyond_lease' as const] : []),
    ...(rule.priceMinor === command.unitPriceMinor ? [] : ['price_differs' as const]),
    ...(isClockWrong(command, { earliest, now }) ? ['clock_wrong' as const] : []),
  ];
  const ruleMinor = rule.priceMinor * quantity;
  return { kind: 'sold_leased', hold, lease, leasedUnits, faults, ruleMinor };
}

function whyNoMore(state: StockState, lease: LeaseState, units: number): ProblemCode | null {
  // Beyond a lease nothing has an add-on set aside for it.
  if (state.drop.offer.kind !== 'plain') return 'lease_no_extras';
  const pool = poolsForNewcomers(state).find(({ id }) => id === lease.poolId);
  if (!pool || pool.available < units) return 'drop_sold_out';
  const gate = state.gates.get(lease.gateId);
  if (!gate) return 'gate_closed';
  return gate.capUnits !== null && gate.usedUnits + units > gate.capUnits ? 'gate_full' : null;
}

function ruleOf({ items, rungs }: StockState, skuId: string, at: number) {
  const steps = rungs.flatMap(({ skuId: of, units, endsAt, priceMinor, position }) =>
    of === skuId && units === null && endsAt !== null ? { endsAt, priceMinor, position } : [],
  );
  return offlinePrice({ priceMinor: items.get(skuId)?.priceMinor ?? 0, steps }, at);
}

/**
 * Before its lease a device has nothing to sell. A lease without units may have been made by this very
 * report, of what was sold under an earlier key: then only the drop says how early that can have been.
 */
function earliestSaleAt({ drop }: StockState, { openUnits, createdAt }: LeaseState): number {
  return openUnits > 0 ? createdAt : (drop.phase.publishedAt ?? createdAt);
}

function isClockWrong(
  { soldAt }: SellLeasedCommand,
  { earliest, now }: { earliest: number; now: number },
): boolean {
  return soldAt < earliest - CLOCK_SLACK_MS || soldAt > now + CLOCK_SLACK_MS;
}

function faultsOf(
  { drop }: StockState,
  { quantity }: SellLeasedCommand,
  soldAt: number,
): IncidentKind[] {
  const { startsAt, endsAt, endedAt, pausedAt } = drop.phase;
  const end = Math.min(endsAt, endedAt ?? endsAt);
  return [
    ...(soldAt < startsAt ? ['drop_not_started' as const] : []),
    ...(soldAt >= end ? ['drop_ended' as const] : []),
    ...(pausedAt !== null && soldAt >= pausedAt ? ['drop_paused' as const] : []),
    ...(quantity > drop.limitPerCustomer ? ['limit_reached' as const] : []),
  ];
}

function holdOf(
  state: StockState,
  given: {
    command: SellLeasedCommand;
    lease: LeaseState;
    soldAt: number;
    rule: { priceMinor: number; rung: number };
  },
): NewHold {
  const { command, lease, soldAt, rule } = given;
  const { quantity, unitPriceMinor, idempotencyKey, requestHash, claimId } = command;
  const line: NewLine = {
    poolId: lease.poolId,
    skuId: lease.skuId,
    quantity,
    priceMinor: unitPriceMinor,
    rung: rule.priceMinor === unitPriceMinor ? rule.rung : 0,
    isAddOn: false,
  };
  return {
    claimId,
    gateId: lease.gateId,
    contractId: lease.contractId,
    contractVersionId: lease.contractVersionId,
    visitorId: visitorOfDevice(lease.deviceId),
    clickId: null,
    customerKey: `counter:${idempotencyKey}`,
    codeId: null,
    placeId: null,
    jti: null,
    resilience: 'offline_confirmed',
    idempotencyKey,
    requestHash,
    delivery: 'pick_up',
    note: null,
    units: quantity,
    lines: [line],
    quote: quoteOf(state, { lines: [line], delivery: 'pick_up' }),
    heldAt: soldAt,
    expiresAt: soldAt,
    hardExpiresAt: soldAt,
  };
}
