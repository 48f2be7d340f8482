import type { Tx } from '../platform/db.ts';
import { invariant } from '../platform/invariant.ts';
import { toNumber } from '../platform/minor.ts';
import { bookOnLine, bookOnLines } from './book-on-line.ts';
import { type AffectedLine, type Count, countAffectedLines } from './count-affected-lines.ts';
import { forgetOtherZones, saveCounts, saveSums } from './counts.store.ts';
import { isLineConfirmed } from './holds.store.ts';
import { listLines, type StoredLine } from './lines.store.ts';
import { lockContract } from './periods.store.ts';
import { type Cause, causeOfDifference, differenceMemo, earnedMemo } from './rules/memos.ts';
import type { PeriodSums } from './rules/period-sums.ts';
import { settleLtvLines } from './settle-ltv-line.ts';

/**
 * For transactions that may count a whole period anew: each line takes a part of a millisecond when all
 * of them change, and what takes longer than this would fail again at every try.
 */
export const RECOUNT = { timeoutMs: 120_000 };

/** What made somebody look at lines, and which these are. */
type Occasion = { at: Date; isOpened?: boolean; causes: ReadonlySet<string> };

/**
 * Brings a line, and every line of its contract that depends on it through tiers or caps of a period, to
 * what the orders are worth now: computes them anew and posts the difference to what the ledger
 * says. Nothing to post is the usual case and does nothing. `isOpened` counts the line as its order was
 * captured, and books what was earned then. Throws a unique conflict when another writer booked on a
 * line in between; the caller tries again.
 *
 * The contract is locked first, and what is posted is read before the refunds: what changes later comes
 * with a booking of its own.
 */
export async function settleLine(
  tx: Tx,
  { id }: { id: string },
  { at, isOpened = false }: { at: Date; isOpened?: boolean },
): Promise<void> {
  const [seed] = await listLines(tx, [id]);
  invariant(seed, `line ${id} exists`);
  await settleFrom(tx, seed, { at, isOpened, causes: new Set([id]) });
}

/**
 * The same for lines about which something has changed at once: what they share is counted once. Returns
 * the lines that were counted.
 */
export async function settleLines(
  tx: Tx,
  lineIds: Iterable<string>,
  { at }: { at: Date },
): Promise<ReadonlySet<string>> {
  const causes = new Set(lineIds);
  const counted = new Set<string>();
  // The earliest first: what it moves reaches the later ones.
  for (const seed of await listLines(tx, [...causes])) {
    if (counted.has(seed.id)) continue;
    for (const lineId of await settleFrom(tx, seed, { at, causes })) counted.add(lineId);
  }
  return counted;
}

/** Settles what depends on this line, and returns the lines that were counted. */
async function settleFrom(
  tx: Tx,
  seed: StoredLine,
  { at, isOpened = false, causes }: Occasion,
): Promise<string[]> {
  const { id } = seed;
  await lockContract(tx, seed.contractId);
  if (seed.kind === 'ltv_fee') {
    await settleLtvLines(tx, [seed.orderId ?? ''], { at });
    return [id];
  }
  if (seed.kind === 'drop_fee') {
    await settleDropFee(tx, seed, at);
    return [id];
  }
  const count = await countAffectedLines(tx, { seed, causes, isOpened });
  await saveCount(tx, count, isOpened ? id : null);
  const changed = count.lines.filter(({ line, worth }) => worth.minor !== line.postedMinor);
  const wanted = changed.map((affected) => ({
    lineId: affected.line.id,
    targetMinor: affected.worth.minor,
    memo: memoOf(affected, { isNew: isOpened && affected.line.id === id, causes }),
  }));
  await bookOnLines(tx, wanted, at);
  const orderIds = changed.map(({ line }) => line.orderId);
  await settleLtvLines(tx, orderIds, { at });
  return count.lines.map(({ line }) => line.id);
}

/** Keeps what was counted, for the next time; and what the new line earned when it was opened. */
async function saveCount(tx: Tx, count: Count, newId: string | null): Promise<void> {
  const found = count.lines.map(({ line, as, worth }) => ({
    line,
    now: {
      id: line.id,
      countedMinor: as.counts ? as.netMinor : 0,
      cappedBy: worth.cappedBy,
      earnedMinor: line.id === newId ? worth.minor : line.earnedMinor,
    },
  }));
  const isOther = ({ line, now }: (typeof found)[number]) =>
    now.countedMinor !== line.countedMinor ||
    now.cappedBy !== line.cappedBy ||
    now.earnedMinor !== line.earnedMinor;
  await saveCounts(
    tx,
    found.filter(isOther).map(({ now }) => now),
  );
  if (count.isAnew) await forgetOtherZones(tx, count.of);
  await saveSums(tx, count.of, onlyChanged(count));
}

function onlyChanged({ sums, kept }: Count): Map<string, PeriodSums> {
  const isAsKept = (name: string, now: PeriodSums) => {
    const before = kept.get(name);
    return before && PERIOD_SUMS.every((sum) => before[sum] === now[sum]);
  };
  return new Map([...sums].filter(([name, now]) => !isAsKept(name, now)));
}

const PERIOD_SUMS = ['revenueMinor', 'orders', 'worthMinor'] as const;

function memoOf(
  affected: AffectedLine,
  { isNew, causes }: { isNew: boolean; causes: ReadonlySet<string> },
): (differenceMinor: number) => string {
  const { line, as, worth } = affected;
  const { rateBps, clause, currency } = line;
  const { netMinor, baseMinor, rate } = as;
  const facts = { ...worth, clause, rateBps, flatMinor: rate.flatMinor, netMinor, baseMinor };
  const cause = causeOf(affected, causes.has(line.id));
  return (differenceMinor) =>
    isNew
      ? earnedMemo({ ...facts, currency })
      : differenceMemo({ ...facts, currency, cause, differenceMinor });
}

function causeOf({ line, order }: AffectedLine, isCause: boolean): Cause {
  if (line.isConfirmed) return 'Review';
  if (!isCause || !order) return 'Other sales of the period';
  return causeOfDifference(order.money);
}

/** A fee for a drop is what it is, unless a review took it away. */
async function settleDropFee(tx: Tx, line: StoredLine, at: Date): Promise<void> {
  const isConfirmed = await isLineConfirmed(tx, line.id);
  const targetMinor = isConfirmed ? 0 : toNumber(line.earnedMinor);
  const memo = (differenceMinor: number) =>
    differenceMinor < 0 ? 'Review confirmed the flag: the fee is taken back' : 'Review undone';
  await bookOnLine(tx, line.id, { targetMinor, memo, at });
}
