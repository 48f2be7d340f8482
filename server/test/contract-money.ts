import { settleLtvFees } from '../payouts/settle-ltv-fees.ts';
import { contractTermsSchema } from '../protocol/contracts.schema.ts';
import type { ContractTerms } from '../protocol/contracts.ts';
import type { MoneyHouse } from './money-house.ts';

const DAY_MS = 86_400_000;
type Db = MoneyHouse['hub']['db'];

/** Every line with all that its worth is counted from. */
export async function readLines(db: Db) {
  return db.commissionLine.findMany({
    include: {
      holds: true,
      order: { include: { refunds: true, disputes: true, decision: true, customer: true } },
    },
    orderBy: [{ earnedAt: 'asc' }, { id: 'asc' }],
  });
}
export type LineByHand = Awaited<ReturnType<typeof readLines>>[number];
type OrderByHand = NonNullable<LineByHand['order']>;

export async function readTerms(db: Db): Promise<Map<string, ContractTerms>> {
  const versions = await db.contractVersion.findMany();
  return new Map(
    versions.map(({ id, terms }) => [id, contractTermsSchema.parse(JSON.parse(terms))]),
  );
}

/** Written down once more, and not taken from the hub's code. */
export function netByHand(order: OrderByHand | null): number {
  if (!order) return 0;
  let net = Number(order.capturedMinor - order.shippingMinor - order.taxMinor);
  for (const { status, amountMinor } of order.refunds) {
    if (status === 'succeeded') net -= Number(amountMinor);
  }
  for (const { status, amountMinor } of order.disputes) {
    if (status === 'open' || status === 'lost') net -= Number(amountMinor);
  }
  return Math.max(0, net);
}

/** What every drop-sale and recurring line of one contract is worth, one line after the other. */
export function worthByHand(
  lines: readonly LineByHand[],
  terms: ReadonlyMap<string, ContractTerms>,
): Map<string, number> {
  const worth = new Map<string, number>();
  for (const [place, line] of lines.entries()) {
    const agreed = terms.get(line.contractVersionId);
    const net = netByHand(line.order);
    if (!agreed || !line.order || !counts(line) || net === 0) {
      worth.set(line.id, 0);
      continue;
    }
    const isOf = (period: 'month' | 'drop') => (other: LineByHand) =>
      period === 'month'
        ? monthByHand(other.earnedAt) === monthByHand(line.earnedAt)
        : line.order?.dropId !== null && other.order?.dropId === line.order?.dropId;
    let minor = rateByHand(line, agreed, net);
    const { tiers, caps } = agreed;
    if (tiers && line.clause === 'rate' && (tiers.period === 'month' || line.order.dropId)) {
      const sales = lines.filter(
        (other) => other.kind === 'drop_sale' && counts(other) && isOf(tiers.period)(other),
      );
      minor += tierByHand(tiers, { sales, line });
    }
    const before = lines.slice(0, place);
    const paid = (period: 'month' | 'drop') =>
      before.filter(isOf(period)).reduce((sum, { id }) => sum + (worth.get(id) ?? 0), 0);
    minor = Math.min(minor, caps?.orderMinor ?? Infinity, Math.floor(net / 2));
    if (line.order.dropId) minor = Math.min(minor, room(caps?.dropMinor, paid('drop')));
    minor = Math.min(minor, room(caps?.monthMinor, paid('month')));
    worth.set(line.id, minor);
  }
  return worth;
}

/** What a contract has sold and earned in each month and drop, "revenue orders worth". */
export function sumsByHand(
  lines: readonly LineByHand[],
  worth: ReadonlyMap<string, number>,
): Map<string, string> {
  const sums = new Map<string, [number, number, number]>();
  for (const line of lines) {
    const net = line.kind === 'drop_sale' ? countedByHand(line) : 0;
    for (const period of [monthByHand(line.earnedAt), line.order?.dropId ?? 'none']) {
      const [revenue, orders, earned] = sums.get(period) ?? [0, 0, 0];
      const more = worth.get(line.id) ?? 0;
      sums.set(period, [revenue + net, orders + (net > 0 ? 1 : 0), earned + more]);
    }
  }
  return new Map([...sums].map(([period, sum]) => [period, sum.join(' ')]));
}

/** The net that a line is counted with; 0: it does not count. */
export function countedByHand(line: LineByHand): number {
  return counts(line) ? netByHand(line.order) : 0;
}

function room(cap: number | null | undefined, paid: number): number {
  return typeof cap === 'number' ? Math.max(0, cap - paid) : Infinity;
}

function counts({ clause, holds }: LineByHand): boolean {
  const isConfirmed = holds.some(
    ({ reason, releasedAt }) => reason === 'FRAUD_CONFIRMED' && releasedAt === null,
  );
  return clause !== 'nothing' && !isConfirmed;
}

/** By the terms and the decision, not by the rate that the hub wrote on the line. */
function rateByHand(line: LineByHand, terms: ContractTerms, net: number): number {
  const { order } = line;
  if (line.kind === 'recurring') return share(net, terms.recurring?.bps ?? 0);
  const isNew = order?.decision?.customerKind === 'new';
  const flat = isNew ? terms.newCustomerFlatMinor : terms.existingCustomerFlatMinor;
  const bps = isNew ? terms.newCustomerBps : terms.existingCustomerBps;
  const base = Number(line.baseMinor);
  return flat > 0 ? Math.floor((2 * flat * net + base) / (2 * base)) : share(net, bps);
}

function tierByHand(
  { steps, basis, mode }: NonNullable<ContractTerms['tiers']>,
  { sales, line }: { sales: readonly LineByHand[]; line: LineByHand },
): number {
  const sold = sales.filter(({ order }) => netByHand(order) > 0);
  const volume = (of: readonly LineByHand[]) =>
    basis === 'orders' ? of.length : of.reduce((sum, { order }) => sum + netByHand(order), 0);
  const plusAt = (reached: number) =>
    Math.max(0, ...steps.filter(({ from }) => from <= reached).map(({ plusBps }) => plusBps));
  const net = netByHand(line.order);
  if (mode === 'retroactive') return share(net, plusAt(volume(sold)));
  const before = volume(sold.slice(0, sold.indexOf(line)));
  if (basis === 'orders') return share(net, plusAt(before + 1));
  // The steps as additions of one over the other, each on all that lies above its begin.
  const additions = steps.map(({ from, plusBps }, at) => ({
    from,
    bps: plusBps - (steps[at - 1]?.plusBps ?? 0),
  }));
  const upTo = (total: number) => {
    const exact = additions.reduce(
      (sum, { from, bps }) => sum + Math.max(0, total - from) * bps,
      0,
    );
    return Math.floor((exact + 5_000) / 10_000);
  };
  return upTo(before + net) - upTo(before);
}

function share(net: number, bps: number): number {
  return Math.floor((net * bps + 5_000) / 10_000);
}

function monthByHand(at: Date): string {
  const form = { timeZone: 'Europe/Berlin', year: 'numeric', month: '2-digit' } as const;
  return new Intl.DateTimeFormat('sv-SE', form).format(at);
}

/**
 * What every LTV fee of the world comes to before the joint cap, cohort by cohort ("version month").
 * Settles what is due first, since time alone makes a cohort due.
 */
export async function feesByHand({ hub }: MoneyHouse): Promise<Map<string, number>> {
  await settleLtvFees(hub);
  const { db } = hub;
  const terms = await readTerms(db);
  const acquisitions = await db.acquisition.findMany({
    where: { contractVersionId: { not: null } },
    include: {
      customer: {
        include: {
          orders: { include: { refunds: true, disputes: true, decision: true, customer: true } },
        },
      },
    },
  });
  const now = hub.clock.now().getTime();
  const cohorts = new Map<string, number[]>();
  for (const { contractVersionId, customer } of acquisitions) {
    const agreed = terms.get(contractVersionId ?? '');
    const clause = agreed?.ltv;
    if (!clause) continue;
    const start = Math.min(...customer.orders.map(({ capturedAt }) => capturedAt.getTime()));
    const month = monthByHand(new Date(start));
    if (monthEnd(month) + (clause.days + agreed.refundWindowDays) * DAY_MS > now) continue;
    const net = customer.orders
      .filter(({ capturedAt }) => capturedAt.getTime() < start + clause.days * DAY_MS)
      .reduce((sum, order) => sum + netByHand(order), 0);
    const key = `${contractVersionId} ${month}`;
    cohorts.set(key, [...(cohorts.get(key) ?? []), net]);
  }
  return new Map([...cohorts].map(([key, nets]) => [key, feeByHand(key, nets, terms)]));
}

function feeByHand(key: string, nets: number[], terms: Map<string, ContractTerms>): number {
  const clause = terms.get(key.split(' ')[0] ?? '')?.ltv;
  if (!clause || nets.length < clause.minimumCustomers) return 0;
  const excess = nets.reduce((sum, net) => sum + net - clause.thresholdMinor, 0);
  if (excess <= 0) return 0;
  const fee = clause.bps > 0 ? share(excess, clause.bps) : clause.flatMinor * nets.length;
  return Math.min(fee, clause.capMinor ?? Infinity);
}

/** The first moment of the next month in Berlin, found by looking hour by hour. */
function monthEnd(month: string): number {
  let at = Date.parse(`${month}-28T00:00:00Z`);
  while (monthByHand(new Date(at)) === month) at += 3_600_000;
  return at;
}

/** The cohort that a fee line belongs to, as `feesByHand` names it. */
export async function cohortOfLine(db: Db, line: LineByHand): Promise<string> {
  const customerId = line.order?.customerId ?? '';
  const first = await db.order.findFirst({ where: { customerId }, orderBy: { capturedAt: 'asc' } });
  return `${line.contractVersionId} ${monthByHand(first?.capturedAt ?? new Date(0))}`;
}
