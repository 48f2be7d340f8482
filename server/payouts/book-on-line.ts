import type { Tx } from '../platform/db.ts';
import { invariant } from '../platform/invariant.ts';
import { listHeldLines } from './holds.store.ts';
import { postAll, readLineBalances } from './ledger.store.ts';
import { lockLines } from './lines.store.ts';
import { bookDifference, postedMinor } from './rules/bookings.ts';

/** What a line should be worth, and the sentence that stands in the ledger for ever. */
export type Wanted = {
  lineId: string;
  targetMinor: number;
  /** Is told what is added; negative: taken back. */
  memo: (differenceMinor: number) => string;
};

/** Lines whose bookings go to the database together. */
const GROUP = 500;

/**
 * Posts what is missing on a line to be worth `targetMinor`; nothing when it is. The line is locked
 * first, because the release of an empty line books nothing that could stand in the way. Throws a
 * unique conflict when another writer booked on the line in between.
 */
export async function bookOnLine(
  tx: Tx,
  lineId: string,
  { at, ...wanted }: Omit<Wanted, 'lineId'> & { at: Date },
): Promise<void> {
  await bookOnLines(tx, [{ lineId, ...wanted }], at);
}

/** The same for any number of lines, with a few statements for each group of them. */
export async function bookOnLines(tx: Tx, wanted: readonly Wanted[], at: Date): Promise<void> {
  for (let from = 0; from < wanted.length; from += GROUP) {
    await bookGroup(tx, wanted.slice(from, from + GROUP), at);
  }
}

async function bookGroup(tx: Tx, wanted: readonly Wanted[], at: Date): Promise<void> {
  const ids = wanted.map(({ lineId }) => lineId);
  const lines = new Map((await lockLines(tx, ids)).map((line) => [line.id, line]));
  const balances = await readLineBalances(tx, ids);
  const held = await listHeldLines(tx, ids);
  const bookings = wanted.flatMap(({ lineId, targetMinor, memo }) => {
    const line = lines.get(lineId);
    const found = balances.get(lineId);
    invariant(line && found, `line ${lineId} exists`);
    const { balance, bookings: count } = found;
    const isReleased = line.releasedAt !== null;
    const facts = { lineId, isReleased, isHeld: held.has(lineId), balance };
    const booking = bookDifference(facts, targetMinor);
    if (!booking) return [];
    return {
      booking,
      owners: [line],
      idempotencyKey: `line:${lineId}:${count}`,
      currency: line.currency,
      at,
      memo: memo(targetMinor - postedMinor(balance)),
    };
  });
  await postAll(tx, bookings);
}
