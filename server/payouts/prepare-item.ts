import type { Tx } from '../platform/db.ts';
import { invariant } from '../platform/invariant.ts';
import { toNumber } from '../platform/minor.ts';
import { Problem } from '../platform/problem.ts';
import {
  entriesOfAttempt,
  findFreeEntries,
  type ItemWithMoney,
  takeEntries,
} from './attempts.store.ts';
import { isLineHeld } from './holds.store.ts';
import { lockLine, type StoredLine } from './lines.store.ts';

/** What a try pays: one part per entry, with the lines that the entries are of. */
export type PreparedTry = {
  number: number;
  parts: { line: StoredLine; lineId: string; amountMinor: number }[];
};

/**
 * Fixes what the next try of a locked payout pays. The first try pays the entries of its batch; a
 * later one takes back what the failed one left, unless that is in another batch by now. Throws
 * `item_not_payable`, `item_moved_on`, or `item_on_hold` when a line of it is set aside.
 */
export async function prepareTry(tx: Tx, item: ItemWithMoney): Promise<PreparedTry> {
  const isUnderWay = item.attempts.some(({ status }) => status === 'sending');
  const isDone = !item.failedAt && (item.sentAt !== null || item.paidAt !== null);
  if (!item.batch.approvedAt || item.batch.canceledAt || isUnderWay || isDone) {
    throw new Problem('item_not_payable');
  }
  const prepared = item.failedAt ? await takeBack(tx, item) : firstTry(item);
  const sum = prepared.parts.reduce((total, { amountMinor }) => total + amountMinor, 0);
  const amountMinor = toNumber(item.amountMinor);
  invariant(sum === amountMinor, `payout item ${item.id} pays ${amountMinor} for ${sum}`);
  await requireNoHold(tx, prepared.parts);
  return prepared;
}

function firstTry(item: ItemWithMoney): PreparedTry {
  return { number: item.attempt, parts: entriesOfAttempt(item, item.attempt) };
}

async function takeBack(tx: Tx, item: ItemWithMoney): Promise<PreparedTry> {
  const returned = item.attempts.find(({ number }) => number === item.attempt)?.returnedMinor ?? 0n;
  const key =
    returned > 0n
      ? `payout:${item.id}:${item.attempt}:returned:${returned}`
      : `payout:${item.id}:${item.attempt}:failed`;
  const free = await findFreeEntries(tx, key);
  const sum = free.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  // In another batch by now, or it came back in several pieces: the next batch pays it.
  if (sum !== item.amountMinor) throw new Problem('item_moved_on');
  const number = item.attempt + 1;
  await takeEntries(tx, { itemId: item.id, attempt: number, entryIds: free.map(({ id }) => id) });
  const parts = free.flatMap(({ line, amountMinor }) =>
    line ? [{ line, lineId: line.id, amountMinor: toNumber(amountMinor) }] : [],
  );
  return { number, parts };
}

/** Lines are locked in one order, so that two payouts never wait for each other. */
async function requireNoHold(tx: Tx, parts: PreparedTry['parts']): Promise<void> {
  for (const lineId of [...new Set(parts.map((part) => part.lineId))].sort()) {
    await lockLine(tx, lineId);
    if (await isLineHeld(tx, lineId)) throw new Problem('item_on_hold');
  }
}
