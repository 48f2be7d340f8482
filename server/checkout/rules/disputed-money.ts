import type { DisputedMoney, DisputeStatus } from './net-of-order.ts';

/** The columns of a stored dispute that `netOfOrder` asks for. */
export const DISPUTED_MONEY = {
  amountMinor: true,
  status: true,
  openedAt: true,
  decidedAt: true,
} as const;

/** A stored dispute as `netOfOrder` reads it. */
export function disputedMoneyOf(stored: {
  amountMinor: bigint;
  status: string;
  openedAt: Date;
  decidedAt: Date | null;
}): DisputedMoney {
  const { amountMinor, openedAt, decidedAt } = stored;
  const status = stored.status as DisputeStatus;
  return { amountMinor: Number(amountMinor), status, openedAt, decidedAt };
}
