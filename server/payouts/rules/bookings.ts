/** The accounts of the ledger. Positive raises what the creator has there. */
export const LEDGER_ACCOUNTS = [
  'creator_pending',
  'creator_available',
  'creator_held',
  'creator_paid',
  'brand_payable',
] as const;
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number];

export const LEDGER_KINDS = ['commission', 'reversal', 'release', 'payout'] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/** Where the money of one commission line is, in minor units. Their sum is what was posted. */
export type LineBalance = { pendingMinor: number; availableMinor: number; paidMinor: number };

/** One side of a booking, about one line. */
export type Side = { lineId: string; account: LedgerAccount; amountMinor: number };

export type Booking = { kind: LedgerKind; sides: Side[] };

/**
 * The booking that brings a line from what is posted to what it should be; null when it is there.
 * While the line is on hold the difference comes from pending; after that from available, which a
 * refund after a payout takes below zero, for the next batch to net. Paid bookings stay as they are.
 */
export function bookDifference(
  line: { lineId: string; isReleased: boolean; balance: LineBalance },
  targetMinor: number,
): Booking | null {
  const difference = targetMinor - postedMinor(line.balance);
  if (difference === 0) return null;
  const account = line.isReleased ? 'creator_available' : 'creator_pending';
  return {
    kind: difference > 0 ? 'commission' : 'reversal',
    sides: move(line.lineId, difference, { from: 'brand_payable', to: account }),
  };
}

/** The end of the hold: all that is pending becomes available; null when nothing is left of it. */
export function bookRelease(line: { lineId: string; balance: LineBalance }): Booking | null {
  const { pendingMinor } = line.balance;
  if (pendingMinor === 0) return null;
  const ends = { from: 'creator_pending', to: 'creator_available' } as const;
  return { kind: 'release', sides: move(line.lineId, pendingMinor, ends) };
}

/**
 * Money that was sent: line by line from available to paid, so that each line knows where it is.
 * Entries of one line that cancel each other leave no booking.
 */
export function bookPayout(entries: readonly { lineId: string; amountMinor: number }[]): Booking {
  const perLine = new Map<string, number>();
  for (const { lineId, amountMinor } of entries) {
    perLine.set(lineId, (perLine.get(lineId) ?? 0) + amountMinor);
  }
  const ends = { from: 'creator_available', to: 'creator_paid' } as const;
  const sides = [...perLine].flatMap(([lineId, minor]) =>
    minor === 0 ? [] : move(lineId, minor, ends),
  );
  return { kind: 'payout', sides };
}

/** What the ledger says that a line is worth now. */
export function postedMinor({ pendingMinor, availableMinor, paidMinor }: LineBalance): number {
  return pendingMinor + availableMinor + paidMinor;
}

/** Two sides that sum to zero. */
function move(
  lineId: string,
  amountMinor: number,
  { from, to }: { from: LedgerAccount; to: LedgerAccount },
): Side[] {
  return [
    { lineId, account: to, amountMinor },
    { lineId, account: from, amountMinor: -amountMinor },
  ];
}
