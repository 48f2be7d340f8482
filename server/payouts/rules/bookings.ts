/** The accounts of the ledger. Positive raises what the creator has there. */
export const LEDGER_ACCOUNTS = [
  /** Earned, and on hold until its date. */
  'creator_pending',
  /** Free for the next payout; negative after a refund of what was paid. */
  'creator_available',
  /** Set aside while a hold is open. */
  'creator_held',
  /** On its way in one payout; zero for each payout that is over. */
  'payout_clearing',
  'creator_paid',
  /** What the brand owes, negative; the other side of everything that was earned. */
  'brand_payable',
] as const;
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number];

export const LEDGER_KINDS = [
  'commission',
  'reversal',
  'release',
  'hold',
  'hold_released',
  'payout_sent',
  'payout',
  'payout_failed',
  'payout_returned',
] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/** Bookings that a payout makes: they move money and never change what a line is worth. */
export const PAYOUT_KINDS: readonly LedgerKind[] = [
  'payout_sent',
  'payout',
  'payout_failed',
  'payout_returned',
];

/** Where the money of one commission line is, in minor units. Their sum is what was posted. */
export type LineBalance = {
  pendingMinor: number;
  availableMinor: number;
  heldMinor: number;
  clearingMinor: number;
  paidMinor: number;
};

/** One side of a booking, about one line. */
export type Side = {
  lineId: string;
  account: LedgerAccount;
  amountMinor: number;
  /** Of a clearing side. */
  payoutItemId?: string;
};

export type Booking = { kind: LedgerKind; sides: Side[] };

/** What a booking about one line depends on. */
export type LineFacts = {
  lineId: string;
  isReleased: boolean;
  /** A hold is open. */
  isHeld?: boolean;
  balance: LineBalance;
};

/**
 * The booking that brings a line from what is posted to what it should be; null when it is there.
 * While the line waits for its date the difference comes from pending; after that from available,
 * which a refund after a payout takes below zero, for the next batch to net. While a hold is open,
 * what is earned is held, and what is taken back comes from what is held first. Paid bookings stay.
 */
export function bookDifference(line: LineFacts, targetMinor: number): Booking | null {
  const { lineId, balance } = line;
  const difference = targetMinor - postedMinor(balance);
  if (difference === 0) return null;
  const account = line.isReleased ? 'creator_available' : 'creator_pending';
  const ofHeld = !line.isHeld
    ? 0
    : difference > 0
      ? difference
      : -Math.min(-difference, Math.max(0, balance.heldMinor));
  const parts = [
    ...move(lineId, ofHeld, { from: 'brand_payable', to: 'creator_held' }),
    ...move(lineId, difference - ofHeld, { from: 'brand_payable', to: account }),
  ];
  return { kind: difference > 0 ? 'commission' : 'reversal', sides: parts };
}

/** The end of the waiting time: all that is pending becomes available; null when nothing is left. */
export function bookRelease(line: { lineId: string; balance: LineBalance }): Booking | null {
  const { pendingMinor } = line.balance;
  if (pendingMinor === 0) return null;
  const ends = { from: 'creator_pending', to: 'creator_available' } as const;
  return { kind: 'release', sides: move(line.lineId, pendingMinor, ends) };
}

/**
 * Sets aside what a line has pending and available; `spokenForMinor` of the available lies in a
 * payout and stays there. A debt stays where it is netted. Null when there is nothing to set aside.
 */
export function bookHold(
  { lineId, balance }: { lineId: string; balance: LineBalance },
  { spokenForMinor }: { spokenForMinor: number },
): Booking | null {
  const pending = Math.max(0, balance.pendingMinor);
  const available = Math.max(0, balance.availableMinor - Math.max(0, spokenForMinor));
  const sides = [
    ...move(lineId, pending, { from: 'creator_pending', to: 'creator_held' }),
    ...move(lineId, available, { from: 'creator_available', to: 'creator_held' }),
  ];
  return sides.length === 0 ? null : { kind: 'hold', sides };
}

/** The last hold is over: what was set aside goes on where the line is; null when nothing was. */
export function bookHoldReleased({ lineId, isReleased, balance }: LineFacts): Booking | null {
  if (balance.heldMinor === 0) return null;
  const to = isReleased ? 'creator_available' : 'creator_pending';
  const sides = move(lineId, balance.heldMinor, { from: 'creator_held', to });
  return { kind: 'hold_released', sides };
}

/** Entries that a payout pays, or a part of one that came back. */
export type PaidPart = { lineId: string; amountMinor: number };

/**
 * Money that a person has sent outside: line by line from available to paid, so that each line knows
 * where it is. Entries of one line that cancel each other leave no booking.
 */
export function bookPayout(entries: readonly PaidPart[]): Booking {
  return {
    kind: 'payout',
    sides: moveLines(entries, { from: 'creator_available', to: 'creator_paid' }),
  };
}

/** Every payout with a try through the payment service goes by way of its own clearing account. */
export function bookPayoutSent(itemId: string, entries: readonly PaidPart[]): Booking {
  const ends = { from: 'creator_available', to: 'payout_clearing' } as const;
  return { kind: 'payout_sent', sides: ofItem(itemId, moveLines(entries, ends)) };
}

/** The transfer was made. */
export function bookPayoutArrived(itemId: string, entries: readonly PaidPart[]): Booking {
  const ends = { from: 'payout_clearing', to: 'creator_paid' } as const;
  return { kind: 'payout', sides: ofItem(itemId, moveLines(entries, ends)) };
}

/** The try failed: everything is available again, for a new try or the next batch. */
export function bookPayoutFailed(itemId: string, entries: readonly PaidPart[]): Booking {
  const ends = { from: 'payout_clearing', to: 'creator_available' } as const;
  return { kind: 'payout_failed', sides: ofItem(itemId, moveLines(entries, ends)) };
}

/** The money, or a part of it, came back after it was sent. */
export function bookPayoutReturned(parts: readonly PaidPart[]): Booking {
  return {
    kind: 'payout_returned',
    sides: moveLines(parts, { from: 'creator_paid', to: 'creator_available' }),
  };
}

/** What the ledger says that a line is worth now. */
export function postedMinor(balance: LineBalance): number {
  const { pendingMinor, availableMinor, heldMinor, clearingMinor, paidMinor } = balance;
  return pendingMinor + availableMinor + heldMinor + clearingMinor + paidMinor;
}

function moveLines(
  parts: readonly PaidPart[],
  ends: { from: LedgerAccount; to: LedgerAccount },
): Side[] {
  const perLine = new Map<string, number>();
  for (const { lineId, amountMinor } of parts) {
    perLine.set(lineId, (perLine.get(lineId) ?? 0) + amountMinor);
  }
  return [...perLine].flatMap(([lineId, minor]) => move(lineId, minor, ends));
}

function ofItem(payoutItemId: string, sides: Side[]): Side[] {
  return sides.map((side) =>
    side.account === 'payout_clearing' ? { ...side, payoutItemId } : side,
  );
}

/** Two sides that sum to zero; none for nothing. */
function move(
  lineId: string,
  amountMinor: number,
  { from, to }: { from: LedgerAccount; to: LedgerAccount },
): Side[] {
  if (amountMinor === 0) return [];
  return [
    { lineId, account: to, amountMinor },
    { lineId, account: from, amountMinor: -amountMinor },
  ];
}
