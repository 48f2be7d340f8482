import { grouped } from '../attribution/rules/grouped.ts';
import { engineOfDb, type Reader, type Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import { toNumber } from '../platform/minor.ts';
import { type ColumnKind, insertSet } from '../platform/set-rows.ts';
import { type Booking, type LedgerKind, type LineBalance, PAYOUT_KINDS } from './rules/bookings.ts';

/** Whose money a line is. */
export type LineOwner = { id: string; brandId: string; creatorId: string; contractId: string };

/** One booking, and who and what it is about. */
export type Posting = {
  booking: Booking;
  owners: readonly LineOwner[];
  /** Names what is booked, for ever once. */
  idempotencyKey: string;
  currency: string;
  at: Date;
  memo: string;
};

/**
 * Writes one balanced booking. `idempotencyKey` names what is booked: the second booking of the same
 * thing is refused by the database, and its transaction with it. Sums other than zero are a bug.
 */
export async function post(tx: Tx, booking: Booking, by: Omit<Posting, 'booking'>): Promise<void> {
  await postAll(tx, [{ booking, ...by }]);
}

/** The same for bookings that are written together. */
export async function postAll(tx: Tx, postings: readonly Posting[]): Promise<void> {
  if (postings.length === 0) return;
  const rows = postings.map(rowsOf);
  await tx.ledgerTransaction.createMany({ data: rows.map(({ transaction }) => transaction) });
  await insertSet(
    tx,
    { engine: engineOfDb(tx), into: 'ledger_entry', columns: ENTRY },
    rows.flatMap(({ entries }) => entries),
  );
}

const ENTRY = {
  id: 'text',
  transactionId: 'text',
  brandId: 'text',
  account: 'text',
  creatorId: 'text',
  contractId: 'text',
  lineId: 'text',
  payoutItemId: 'text',
  currency: 'text',
  amountMinor: 'bigint',
  at: 'time',
} as const satisfies Record<string, ColumnKind>;

function rowsOf({ booking, owners, idempotencyKey, currency, at, memo }: Posting) {
  const { kind, sides } = booking;
  const sum = sides.reduce((total, { amountMinor }) => total + amountMinor, 0);
  invariant(sum === 0 && sides.length > 0, `booking ${idempotencyKey} sums to ${sum}`);
  const [first] = owners;
  invariant(first, 'a booking without an owner');
  const transactionId = newId(at);
  const { brandId } = first;
  const ownerOf = new Map(owners.map((owner) => [owner.id, owner]));
  const entries = sides.map(({ lineId, account, amountMinor, payoutItemId }) => {
    const owner = ownerOf.get(lineId);
    invariant(owner?.brandId === brandId, `line ${lineId} is not of this booking's brand`);
    return {
      id: newId(at),
      transactionId,
      brandId,
      account,
      creatorId: account === 'brand_payable' ? null : owner.creatorId,
      contractId: owner.contractId,
      lineId,
      payoutItemId: payoutItemId ?? null,
      currency,
      amountMinor,
      at: at.getTime(),
    };
  });
  const transaction = { id: transactionId, brandId, idempotencyKey, kind, currency, at, memo };
  return { transaction, entries };
}

/** Where a line's money is, and how many bookings it has besides payouts. */
export type LineState = { balance: LineBalance; bookings: number };

/**
 * Where a line's money is. The next booking carries the number of those before it in its key, so that
 * of two writers who read the same state one is refused. Payouts have
 * keys of their own and do not count: they never change what a line is worth.
 */
export async function readLineBalance(db: Reader, lineId: string): Promise<LineState> {
  const state = (await readLineBalances(db, [lineId])).get(lineId);
  invariant(state, 'every line that was asked for has a state');
  return state;
}

/** The same of several lines; one without bookings is at 0. */
export async function readLineBalances(
  db: Reader,
  lineIds: readonly string[],
): Promise<Map<string, LineState>> {
  const entries = await db.ledgerEntry.findMany({
    where: { lineId: { in: [...lineIds] } },
    select: {
      lineId: true,
      account: true,
      amountMinor: true,
      transactionId: true,
      transaction: { select: { kind: true } },
    },
  });
  const perLine = grouped(entries, ({ lineId }) => lineId);
  return new Map(lineIds.map((id) => [id, stateOf(perLine.get(id) ?? [])]));
}

type EntryOfLine = {
  account: string;
  amountMinor: bigint;
  transactionId: string;
  transaction: { kind: string };
};

function stateOf(entries: readonly EntryOfLine[]): LineState {
  const inAccount = (name: string) =>
    entries
      .filter(({ account }) => account === name)
      .reduce((sum, { amountMinor }) => sum + toNumber(amountMinor), 0);
  return {
    balance: {
      pendingMinor: inAccount('creator_pending'),
      availableMinor: inAccount('creator_available'),
      heldMinor: inAccount('creator_held'),
      clearingMinor: inAccount('payout_clearing'),
      paidMinor: inAccount('creator_paid'),
    },
    bookings: new Set(
      entries
        .filter(({ transaction }) => !PAYOUT_KINDS.includes(transaction.kind as LedgerKind))
        .map(({ transactionId }) => transactionId),
    ).size,
  };
}
