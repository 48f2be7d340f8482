import { dropPhase } from '../../protocol/drops.ts';
import type { ProblemCode } from '../../protocol/problems.ts';
import { moveUnits } from './change-counters.ts';
import { poolsForNewcomers } from './pools-for-newcomers.ts';
import type { LeaseState, StockState } from './stock-state.ts';

/** A device wants to have leased so many units in all; a total, so that asking twice leases once. */
export type LeaseCommand = {
  readonly kind: 'lease';
  readonly leaseId: string;
  readonly leasedUnits: number;
};

/** So many units of a lease were given back in all; `everything`: whatever is still open. */
export type ReturnLeaseCommand = {
  readonly kind: 'return_lease';
  readonly leaseId: string;
  readonly returnedUnits: number | 'everything';
};

export type LeaseDecision =
  | { kind: 'leased'; lease: LeaseState; units: number }
  | { kind: 'lease_returned'; lease: LeaseState; units: number }
  /** It is so already. */
  | { kind: 'lease_stays'; lease: LeaseState }
  | { kind: 'refuse'; code: ProblemCode };

/**
 * Decides whether more units go to a device: only what is free, what nobody in line waits for, and
 * what the gate has room for. Room is taken with the units, so that a sale without a network can never
 * be past a cap.
 */
export function decideLease(
  state: StockState,
  { leaseId, leasedUnits }: LeaseCommand,
  now: number,
): LeaseDecision {
  const lease = state.leases.get(leaseId);
  if (!lease) return refuse('not_found');
  const units = leasedUnits - lease.leasedUnits;
  if (units <= 0) return { kind: 'lease_stays', lease };
  const gate = state.gates.get(lease.gateId);
  const why = whyNotLeasable(state, now);
  if (why) return refuse(why);
  if (!gate || gate.contractVersionId === null) return refuse('gate_closed');
  const pool = poolsForNewcomers(state).find(({ id }) => id === lease.poolId);
  if (!pool || pool.available === 0) return refuse('drop_sold_out');
  if (pool.available < units) return refuse('not_enough_units');
  if (gate.capUnits !== null && gate.usedUnits + units > gate.capUnits) return refuse('gate_full');
  moveUnits(state, lease.poolId, { units, from: 'available', to: 'leased' });
  gate.usedUnits += units;
  lease.leasedUnits += units;
  lease.openUnits += units;
  return { kind: 'leased', lease, units };
}

/** Leasing begins when a drop is published, before it starts, and ends with it. */
function whyNotLeasable({ drop }: StockState, now: number): ProblemCode | null {
  if (drop.fairness === 'draw') return 'draw_only';
  if (drop.offer.kind !== 'plain') return 'lease_no_extras';
  switch (dropPhase({ ...drop.phase, available: 1 }, now)) {
    case 'draft':
      return 'not_found';
    case 'ended':
      return 'drop_ended';
    case 'paused':
      return 'drop_paused';
    case 'scheduled':
    case 'sold_out':
    case 'live':
      return null;
  }
}

/** Decides how much of a lease goes back: never more than is open, so never what was sold from it. */
export function decideReturn(
  state: StockState,
  { leaseId, returnedUnits }: ReturnLeaseCommand,
): LeaseDecision {
  const lease = state.leases.get(leaseId);
  if (!lease) return refuse('not_found');
  const asked =
    returnedUnits === 'everything' ? lease.openUnits : returnedUnits - lease.returnedUnits;
  if (asked <= 0) return { kind: 'lease_stays', lease };
  if (asked > lease.openUnits) return refuse('lease_too_small');
  moveUnits(state, lease.poolId, { units: asked, from: 'leased', to: 'available' });
  const gate = state.gates.get(lease.gateId);
  if (gate) gate.usedUnits -= asked;
  lease.returnedUnits += asked;
  lease.openUnits -= asked;
  state.isLineServed = state.waitingUnits.size === 0;
  return { kind: 'lease_returned', lease, units: asked };
}

function refuse(code: ProblemCode): LeaseDecision {
  return { kind: 'refuse', code };
}
