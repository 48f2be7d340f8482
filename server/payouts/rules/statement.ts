/** What one booking did to a creator's money with one brand in one currency. */
export type StatementEntry = {
  at: Date;
  transactionId: string;
  memo: string;
  orderNumber: number | null;
  account: string;
  amountMinor: number;
};

export type StatementLine = {
  at: Date;
  kind: 'line' | 'reversal' | 'payout' | 'returned';
  orderNumber: number | null;
  memo: string;
  /** Signed: what it did to what the creator is owed. */
  amountMinor: number;
};

export type Statement = {
  openingMinor: number;
  linesMinor: number;
  reversalsMinor: number;
  payoutsMinor: number;
  closingMinor: number;
  rows: StatementLine[];
};

/**
 * opening + lines − reversals − payouts = closing, over what the creator is owed: everything that was
 * earned and not paid, wherever it waits. Read from the accounts and not from the kinds of bookings,
 * so that a kind that is new tomorrow cannot fall out. What came back of a payout lessens the payouts.
 * `entries` are the creator's own sides in the order of time.
 */
export function statementOf(openingMinor: number, entries: readonly StatementEntry[]): Statement {
  const rows: StatementLine[] = [];
  for (const sides of bookingsOf(entries)) {
    const [{ at, memo, orderNumber }] = sides;
    const all = sum(sides.map(({ amountMinor }) => amountMinor));
    const paid = sum(
      sides.filter(({ account }) => account === 'creator_paid').map((side) => side.amountMinor),
    );
    // Reversing what was earned never touches what was paid, so at most one of the two is not 0.
    const amountMinor = all - paid;
    if (amountMinor === 0) continue;
    const kind = paid !== 0 ? (paid > 0 ? 'payout' : 'returned') : all > 0 ? 'line' : 'reversal';
    // A payout is of many orders.
    const isOfOrder = paid === 0;
    rows.push({ at, kind, orderNumber: isOfOrder ? orderNumber : null, memo, amountMinor });
  }
  const of = (...kinds: StatementLine['kind'][]) =>
    sum(rows.filter(({ kind }) => kinds.includes(kind)).map((row) => row.amountMinor));
  const linesMinor = of('line');
  // Subtracted and not negated: nothing is 0, not −0.
  const reversalsMinor = 0 - of('reversal');
  const payoutsMinor = 0 - of('payout', 'returned');
  const closingMinor = openingMinor + linesMinor - reversalsMinor - payoutsMinor;
  return { openingMinor, linesMinor, reversalsMinor, payoutsMinor, closingMinor, rows };
}

function bookingsOf(entries: readonly StatementEntry[]): [StatementEntry, ...StatementEntry[]][] {
  const bookings = new Map<string, [StatementEntry, ...StatementEntry[]]>();
  for (const entry of entries) {
    const known = bookings.get(entry.transactionId);
    if (known) known.push(entry);
    else bookings.set(entry.transactionId, [entry]);
  }
  return [...bookings.values()];
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
