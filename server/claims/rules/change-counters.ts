import { invariant } from '../../platform/invariant.ts';
import type { NewHold } from './decide-hold.ts';
import type { ClaimLineState, ClaimStock, PoolState, StockState } from './stock-state.ts';

type Bucket = 'available' | 'held' | 'sold' | 'leased';
type Owner = Pick<ClaimStock, 'gateId' | 'customerKey' | 'codeId'>;

/** Counts a new hold in: pools, gate, customer, code, steps of the price, token and key. */
export function countHold(state: StockState, hold: NewHold): void {
  moveLines(state, hold.lines, { from: 'available', to: 'held' });
  countRights(state, hold, { lines: hold.lines, sign: 1 });
  if (hold.jti !== null) state.usedTokens.add(hold.jti);
  const { claimId, requestHash } = hold;
  state.claimsByKey.set(hold.idempotencyKey, { claimId, requestHash });
}

/** Counts a claim's units out again: nobody has them any more. */
export function countRelease(state: StockState, claim: ClaimStock): void {
  moveLines(state, claim.lines, { from: 'held', to: 'available' });
  countRights(state, claim, { lines: claim.lines, sign: -1 });
  claim.isReleased = true;
  state.isLineServed = state.waitingUnits.size === 0;
}

export function moveLines(
  state: StockState,
  lines: readonly Pick<ClaimLineState, 'poolId' | 'quantity'>[],
  { from, to }: { from: Bucket; to: Bucket },
): void {
  for (const { poolId, quantity } of lines) {
    moveUnits(state, poolId, { units: quantity, from, to });
  }
}

export function moveUnits(
  state: StockState,
  poolId: string,
  { units, from, to }: { units: number; from: Bucket; to: Bucket },
): void {
  const pool = poolOf(state, poolId);
  pool[from] -= units;
  pool[to] += units;
}

/** What a claim takes beside units: room in its gate, its customer's limit, its code and its prices. */
export function countRights(
  state: StockState,
  { gateId, customerKey, codeId }: Owner,
  {
    lines,
    sign,
  }: { lines: readonly Omit<ClaimLineState, 'poolId' | 'unitPriceMinor'>[]; sign: 1 | -1 },
): void {
  const units = unitsOf(lines) * sign;
  const gate = state.gates.get(gateId);
  if (gate) gate.usedUnits += units;
  countCustomer(state, customerKey, units);
  const code = codeId === null ? undefined : state.codes.get(codeId);
  if (code) code.usedCount += sign;
  for (const { skuId, rung: position, quantity } of lines) {
    const rung = state.rungs.find((one) => one.skuId === skuId && one.position === position);
    if (rung) rung.usedUnits += quantity * sign;
  }
}

export function countCustomer(state: StockState, customerKey: string, units: number): void {
  state.customers.set(customerKey, (state.customers.get(customerKey) ?? 0) + units);
}

/** Units that limits and caps count: an add-on comes with its article. */
export function unitsOf(lines: readonly { quantity: number; isAddOn: boolean }[]): number {
  return lines.reduce((sum, { quantity, isAddOn }) => sum + (isAddOn ? 0 : quantity), 0);
}

function poolOf({ pools }: StockState, poolId: string): PoolState {
  const pool = pools.find(({ id }) => id === poolId);
  invariant(pool, `pool ${poolId} is in the drop`);
  return pool;
}
