import { netOfOrder } from '../checkout/rules/net-of-order.ts';
import type { Tx } from '../platform/db.ts';
import { invariant } from '../platform/invariant.ts';
import { toNumber } from '../platform/minor.ts';
import { bookOnLine } from './book-on-line.ts';
import { findSpan } from './find-span.ts';
import { isLineConfirmed } from './holds.store.ts';
import {
  findLine,
  findOrderMoney,
  listOrderMoneyOfSpan,
  type OrderWithMoney,
  type StoredLine,
  setWorth,
} from './lines.store.ts';
import {
  type LineWithReview,
  listCountedLines,
  lockContract,
  readTermsOfContract,
  sumPosted,
} from './periods.store.ts';
import { type CountedLine, type LineWorth, worthOfLines } from './rules/line-worth.ts';
import { type Cause, causeOfDifference, differenceMemo, earnedMemo } from './rules/memos.ts';
import { monthOf } from './rules/month-of.ts';
import { settleLtvLines } from './settle-ltv-line.ts';

/**
 * For transactions that count whole periods anew: each line takes some milliseconds when all of them
 * change, and what takes longer than this would fail again at every try.
 */
export const RECOUNT = { timeoutMs: 120_000 };

/** What made somebody look at lines, and which these are. */
type Occasion = { at: Date; isOpened?: boolean; causes: ReadonlySet<string> };

/**
 * Brings a line, and every line of its contract that depends on it through tiers or caps of a period, to
 * what the orders are worth now: computes all of them anew and posts the difference to what the ledger
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
  await settleSpan(tx, id, { at, isOpened, causes: new Set([id]) });
}

/** The same for lines about which something has changed at once: each span is counted once. */
export async function settleLines(
  tx: Tx,
  lineIds: Iterable<string>,
  { at }: { at: Date },
): Promise<void> {
  const causes = new Set(lineIds);
  const counted = new Set<string>();
  for (const id of causes) {
    if (counted.has(id)) continue;
    for (const lineId of await settleSpan(tx, id, { at, causes })) counted.add(lineId);
  }
}

/** Settles what depends on this line, and returns the lines that were counted. */
async function settleSpan(
  tx: Tx,
  id: string,
  { at, isOpened = false, causes }: Occasion,
): Promise<string[]> {
  const seed = await findLine(tx, id);
  invariant(seed, `line ${id} exists`);
  await lockContract(tx, seed.contractId);
  if (seed.kind === 'ltv_fee') {
    await settleLtvLines(tx, [seed.orderId ?? ''], { at });
    return [id];
  }
  if (seed.kind === 'drop_fee') {
    await settleDropFee(tx, seed, at);
    return [id];
  }
  const { terms, timeZone } = await readTermsOfContract(tx, seed.contractId);
  const span = await findSpan(tx, seed, { terms: [...terms.values()], timeZone });
  const which = span ?? { lineId: id };
  const posted = await sumPosted(tx, which);
  const lines = await listCountedLines(tx, which);
  const orders = await readOrders(tx, seed, span);
  const countedAs = (line: LineWithReview): CountedLine => {
    const order = orders.get(line.orderId ?? '');
    const agreed = terms.get(line.contractVersionId);
    invariant(order && agreed, `line ${line.id} has an order and its terms`);
    return {
      id: line.id,
      at: line.earnedAt.getTime(),
      dropId: order.dropId,
      month: monthOf(line.earnedAt, timeZone).name,
      netMinor: isOpened && line.id === id ? toNumber(line.baseMinor) : netOfOrder(order.money),
      baseMinor: toNumber(line.baseMinor),
      rate: { bps: line.rateBps, flatMinor: toNumber(line.flatMinor) },
      counts: line.clause !== 'nothing' && line.holds.length === 0,
      isSale: line.kind === 'drop_sale',
      tiers: line.clause === 'rate' ? agreed.tiers : null,
      caps: agreed.caps,
      jointCapBps: order.capBps,
    };
  };
  const counted = lines.map(countedAs);
  const worths = worthOfLines(counted);
  const changed: string[] = [];
  for (const [place, line] of lines.entries()) {
    const worth = worths.get(line.id);
    const as = counted[place];
    invariant(worth && as, `line ${line.id} is counted`);
    if (worth.cappedBy !== line.cappedBy) {
      await setWorth(tx, line.id, { cappedBy: worth.cappedBy });
    }
    const isNew = isOpened && line.id === id;
    if (isNew) await setWorth(tx, id, { earnedMinor: BigInt(worth.minor) });
    if (worth.minor === (posted.get(line.id) ?? 0)) continue;
    const cause = causeOf(line, orders.get(line.orderId ?? ''), causes.has(line.id));
    const memo = (differenceMinor: number) =>
      isNew
        ? earnedMemo(memoFacts(line, as, worth))
        : differenceMemo({ ...memoFacts(line, as, worth), cause, differenceMinor });
    await bookOnLine(tx, line.id, { targetMinor: worth.minor, memo, at });
    if (line.orderId) changed.push(line.orderId);
  }
  await settleLtvLines(tx, changed, { at });
  return lines.map((line) => line.id);
}

async function readOrders(
  tx: Tx,
  seed: StoredLine,
  span: Awaited<ReturnType<typeof findSpan>>,
): Promise<Map<string, OrderWithMoney>> {
  const own = span ? null : await findOrderMoney(tx, seed.orderId ?? '');
  const orders = span ? await listOrderMoneyOfSpan(tx, span) : own ? [own] : [];
  return new Map(orders.map((order) => [order.id, order]));
}

function causeOf(line: LineWithReview, order: OrderWithMoney | undefined, isCause: boolean): Cause {
  if (line.holds.length > 0) return 'Review';
  if (!isCause || !order) return 'Other sales of the period';
  return causeOfDifference(order.money);
}

function memoFacts(line: StoredLine, as: CountedLine, worth: LineWorth) {
  const { rateBps, clause, currency } = line;
  const { netMinor, baseMinor, rate } = as;
  return { ...worth, clause, rateBps, flatMinor: rate.flatMinor, netMinor, baseMinor, currency };
}

/** A fee for a drop is what it is, unless a review took it away. */
async function settleDropFee(tx: Tx, line: StoredLine, at: Date): Promise<void> {
  const isConfirmed = await isLineConfirmed(tx, line.id);
  const targetMinor = isConfirmed ? 0 : toNumber(line.earnedMinor);
  const memo = (differenceMinor: number) =>
    differenceMinor < 0 ? 'Review confirmed the flag: the fee is taken back' : 'Review undone';
  await bookOnLine(tx, line.id, { targetMinor, memo, at });
}
