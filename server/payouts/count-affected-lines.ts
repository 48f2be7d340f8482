import { netOfOrder } from '../checkout/rules/net-of-order.ts';
import type { Reader } from '../platform/db.ts';
import { invariant } from '../platform/invariant.ts';
import {
  findFirstOfDrop,
  type LineToCount,
  listLinesToCount,
  type Reach,
  readSums,
  type SumsOf,
} from './counts.store.ts';
import { listOrderMoney, type OrderWithMoney, type StoredLine } from './lines.store.ts';
import { readTermsOfContract } from './periods.store.ts';
import { countedPeriods, type PeriodKind } from './rules/counted-periods.ts';
import { type CountedLine, type LineWorth, worthOfLines } from './rules/line-worth.ts';
import { type Month, monthOf } from './rules/month-of.ts';
import { NO_SUMS, type PeriodSums, type Sums, withLines } from './rules/period-sums.ts';
import { isStepBetween } from './rules/tiers.ts';

/** A line as it was written, as it is counted now, and what it comes to. */
export type AffectedLine = {
  line: LineToCount;
  as: CountedLine;
  worth: LineWorth;
  /** Only of a line whose order was looked at. */
  order: OrderWithMoney | undefined;
};

export type Count = {
  of: SumsOf;
  /** In order of time. */
  lines: AffectedLine[];
  /** What the periods of these lines come to now. */
  sums: Map<string, PeriodSums>;
  /** What was kept of them before. */
  kept: ReadonlyMap<string, PeriodSums>;
  /** A period of these lines was not counted before. */
  isAnew: boolean;
};

/** What changed: a line, others that changed with it, and whether its order has just been captured. */
type Change = { seed: StoredLine; causes: ReadonlySet<string>; isOpened: boolean };

/**
 * What every line is worth that can be worth something else because one has changed. Lines before it
 * stay as they are, and their sums are kept by period; so an order that is the last of its month is
 * counted alone. When it moves a period over a retroactive step, or one of its periods was never summed
 * up, that period is counted from its first line. Orders are only looked at where something has
 * changed: the others are counted as they last were, and come with a change of their own. The caller has
 * the contract locked.
 */
export async function countAffectedLines(db: Reader, change: Change): Promise<Count> {
  const { contractId, earnedAt } = change.seed;
  const contract = await readTermsOfContract(db, contractId);
  const kinds = countedPeriods(contract.terms.values());
  let from = earnedAt;
  for (;;) {
    const count = await countFrom(db, { ...change, contract, kinds }, from);
    const start = await findStart(db, count, { contract, from });
    if (start >= from) return count;
    from = start;
  }
}

type Contract = Awaited<ReturnType<typeof readTermsOfContract>>;
type Counting = Change & { contract: Contract; kinds: ReadonlySet<PeriodKind> };

async function countFrom(db: Reader, counting: Counting, from: Date) {
  const { seed, contract, kinds, causes } = counting;
  const { timeZone } = contract;
  const of = { contractId: seed.contractId, timeZone };
  const lines = await listLinesToCount(db, reachOf(counting, from));
  const months = monthsOf(lines, timeZone);
  const periods = periodsOf(lines, { months, kinds });
  const kept = await readSums(db, of, [...periods.keys()]);
  const isAnew = kept.size < periods.size;
  const changed = isAnew ? lines : lines.filter(({ id }) => causes.has(id));
  const orders = await readOrders(db, changed);
  const counted = lines.map((line, at) =>
    countedAs(line, { counting, month: months[at]?.name ?? '', order: orders.get(line.orderId) }),
  );
  const earlier = only(kept, withLines(kept, lastCounted(lines, counted), -1));
  const worths = worthOfLines(counted, earlier);
  const affected = lines.map((line, at) => {
    const [as, worth] = [counted[at], worths.get(line.id)];
    invariant(as && worth, `line ${line.id} is counted`);
    return { line, as, worth, order: orders.get(line.orderId) };
  });
  const now = affected.map(({ as, worth: { minor } }) => ({ ...as, minor }));
  return {
    of,
    lines: affected,
    sums: only(periods, withLines(earlier, now)),
    isAnew,
    periods,
    kept,
  };
}

/** Terms with one kind of period can move lines of that period only; with both, whatever comes later. */
function reachOf({ seed, kinds, contract }: Counting, from: Date): Reach {
  const { contractId, id: lineId } = seed;
  const within = kinds.has('month') ? 'contract' : kinds.has('drop') ? 'drop' : 'line';
  const isOneMonth = within === 'contract' && !kinds.has('drop');
  const to = isOneMonth ? monthOf(seed.earnedAt, contract.timeZone).to : null;
  return { contractId, lineId, from, to, within };
}

/** The month of each line; lines are in order of time, so it is looked up once a month. */
function monthsOf(lines: readonly LineToCount[], timeZone: string): Month[] {
  let month: Month | null = null;
  return lines.map(({ earnedAt }) => {
    if (!month || earnedAt >= month.to) month = monthOf(earnedAt, timeZone);
    return month;
  });
}

type Period = { kind: 'month'; from: Date } | { kind: 'drop' };

function periodsOf(
  lines: readonly LineToCount[],
  { months, kinds }: { months: readonly Month[]; kinds: ReadonlySet<PeriodKind> },
): Map<string, Period> {
  const periods = new Map<string, Period>();
  if (kinds.has('month')) {
    for (const { name, from } of months) periods.set(name, { kind: 'month', from });
  }
  if (kinds.has('drop')) {
    for (const { dropId } of lines) if (dropId !== null) periods.set(dropId, { kind: 'drop' });
  }
  return periods;
}

async function readOrders(
  db: Reader,
  lines: readonly LineToCount[],
): Promise<Map<string, OrderWithMoney>> {
  const orders = await listOrderMoney(db, { id: { in: lines.map(({ orderId }) => orderId) } });
  return new Map(orders.map((order) => [order.id, order]));
}

function countedAs(
  line: LineToCount,
  given: { counting: Counting; month: string; order: OrderWithMoney | undefined },
): CountedLine {
  const { counting, month, order } = given;
  const { seed, contract, isOpened } = counting;
  const agreed = contract.terms.get(line.contractVersionId);
  invariant(agreed, `line ${line.id} has its terms`);
  const isNew = isOpened && line.id === seed.id;
  // One whose order was not looked at counts as it last did.
  const netMinor = !order
    ? (line.countedMinor ?? 0)
    : isNew
      ? line.baseMinor
      : netOfOrder(order.money);
  return {
    id: line.id,
    at: line.earnedAt.getTime(),
    dropId: line.dropId,
    month,
    netMinor,
    baseMinor: line.baseMinor,
    rate: { bps: line.rateBps, flatMinor: line.flatMinor },
    counts: !order || (line.clause !== 'nothing' && !line.isConfirmed),
    isSale: line.kind === 'drop_sale',
    tiers: line.clause === 'rate' ? agreed.tiers : null,
    caps: agreed.caps,
    jointCapBps: contract.jointCapBps,
  };
}

/** What these lines have added to the sums that are kept. */
function lastCounted(lines: readonly LineToCount[], counted: readonly CountedLine[]) {
  return lines.map(({ dropId, countedMinor, postedMinor, kind }, at) => ({
    ...{ dropId, month: counted[at]?.month ?? '' },
    ...{ netMinor: countedMinor ?? 0, counts: true, isSale: kind === 'drop_sale' },
    minor: postedMinor,
  }));
}

function only(names: { has(name: string): boolean }, sums: Sums): Map<string, PeriodSums> {
  return new Map([...sums].filter(([name]) => names.has(name)));
}

/** From when on lines have to be counted: their own begin, or that of a period that changes as a whole. */
async function findStart(
  db: Reader,
  { of, sums, periods, kept }: Awaited<ReturnType<typeof countFrom>>,
  { contract, from }: { contract: Contract; from: Date },
): Promise<Date> {
  const clauses = [...contract.terms.values()].flatMap(({ tiers }) => tiers ?? []);
  let start = from;
  for (const [name, period] of periods) {
    const before = kept.get(name);
    const now = sums.get(name) ?? NO_SUMS;
    const isMoved = clauses.some(
      (tiers) => tiers.period === period.kind && before && isStepBetween(tiers, before, now),
    );
    if (before && !isMoved) continue;
    const first =
      period.kind === 'month'
        ? period.from
        : await findFirstOfDrop(db, { contractId: of.contractId, dropId: name });
    if (first && first < start) start = first;
  }
  return start;
}
