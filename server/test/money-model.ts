// long: one command after the other, and what must hold after each; they are read together.
import fc from 'fast-check';
import { handleStripeEvent } from '../checkout/handle-stripe-event.ts';
import { reconcilePayments } from '../checkout/reconcile-payments.ts';
import type { DisputeStatus } from '../checkout/rules/net-of-order.ts';
import { adjustCommission } from '../payouts/adjust-commission.ts';
import { approveBatch } from '../payouts/approve-batch.ts';
import { cancelBatch } from '../payouts/cancel-batch.ts';
import { resumeAttempts } from '../payouts/carry-out-attempt.ts';
import { createBatch } from '../payouts/create-batch.ts';
import { holdLine } from '../payouts/hold-line.ts';
import { listBatches } from '../payouts/list-batches.ts';
import { markPaid } from '../payouts/mark-paid.ts';
import { refreshPayoutAccount, startOnboarding } from '../payouts/payout-account.ts';
import { readMyStatement } from '../payouts/read-statement.ts';
import { reconcilePayouts } from '../payouts/reconcile-payouts.ts';
import { releaseDueCommissions } from '../payouts/release-due.ts';
import { releaseHold } from '../payouts/release-hold.ts';
import { sendBatch, sendItem } from '../payouts/send-item.ts';
import { takeOutItem } from '../payouts/take-out-item.ts';
import type { Engine } from '../platform/engine.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type { PayoutItemState } from '../protocol/payouts.ts';
import { keepReports } from '../reports/keep-reports.ts';
import { CONTRACT_COMMANDS } from './contract-commands.ts';
import {
  cohortOfLine,
  countedByHand,
  feesByHand,
  type LineByHand,
  netByHand,
  readLines,
  readTerms,
  sumsByHand,
  worthByHand,
} from './contract-money.ts';
import { makeLink } from './factories.ts';
import { command, type MoneyCommand, type MoneyWorld } from './money-command.ts';
import { type MoneyHouse, openMoneyHouse } from './money-house.ts';
import { recountReports, storedReports } from './recount-reports.ts';

/** 12.34 %, so that almost nothing divides evenly; at most half of an order. */
const MODEL_RATE_BPS = 1234;

const minor = fc.integer({ min: 1, max: 50_000 });
const pick = fc.nat({ max: 1_000 });
const bps = fc.integer({ min: 1, max: 10_000 });

export const MONEY_COMMANDS: readonly MoneyCommand[] = [
  command('click', pick, async ({ hub, linkId }, number) => {
    const at = hub.clock.now();
    const visitorId = `visitor-${number % 4}`;
    await hub.db.click.create({
      data: { id: newId(at), linkId, visitorId, at, verdict: 'human', startsVisit: true },
    });
  }),
  command(
    'sell',
    fc.record({
      ana: fc.boolean(),
      buyer: fc.nat({ max: 3 }),
      capturedMinor: minor,
      shipping: bps,
    }),
    async (world, { ana, buyer, capturedMinor, shipping }) => {
      const shippingMinor = Math.floor((capturedMinor * shipping) / 40_000);
      const email = `buyer${buyer}@home.test`;
      const visitorId = `visitor-${buyer}`;
      const given = { capturedMinor, shippingMinor, email, visitorId, drop: world.drop };
      await world.sell(ana ? world.ana : world.ben, given);
    },
  ),
  command('refund', fc.tuple(pick, bps), async (world, [number, share]) => {
    const order = await pickOrder(world, number);
    if (!order) return;
    const left = order.refunds
      .filter(({ status }) => status === 'succeeded')
      .reduce((sum, one) => sum - one.amountMinor, order.capturedMinor);
    const amountMinor = Math.ceil((Number(left) * share) / 10_000);
    if (amountMinor > 0) await world.refund(order.id, amountMinor);
  }),
  command('a refund fails', pick, async ({ hub }, number) => {
    const refunds = await hub.db.refund.findMany({ orderBy: { id: 'asc' } });
    const refund = refunds[number % Math.max(1, refunds.length)];
    if (!refund) return;
    await hub.db.refund.update({ where: { id: refund.id }, data: { status: 'failed' } });
    await adjustCommission(hub, { orderId: refund.orderId });
  }),
  command(
    'dispute',
    fc.record({
      order: pick,
      which: fc.nat({ max: 1 }),
      share: bps,
      status: fc.constantFrom<DisputeStatus>('inquiry', 'open', 'open', 'won', 'lost'),
    }),
    async (world, { order: number, which, share, status }) => {
      const order = await pickOrder(world, number);
      if (!order) return;
      const amountMinor = Math.max(1, Math.floor((Number(order.capturedMinor) * share) / 10_000));
      await world.dispute(order.id, { id: `du_${order.id}_${which}`, amountMinor, status });
    },
  ),
  command('hold', fc.tuple(pick, fc.nat({ max: 1 })), async ({ hub }, [number, cause]) => {
    const lineId = await pickLine(hub.db, number);
    const given = { cause: `fraud:${cause}`, reason: 'FRAUD_HOLD', by: 'judge' };
    if (lineId) await holdLine(hub, { lineId, ...given });
  }),
  command('decide a hold', pick, async ({ hub }, number) => {
    const holds = await hub.db.commissionHold.findMany({
      where: { releasedAt: null, cause: { startsWith: 'fraud:' } },
      orderBy: { id: 'asc' },
    });
    const hold = holds[number % Math.max(1, holds.length)];
    if (hold) await releaseHold(hub, { lineId: hold.lineId, cause: hold.cause, by: 'judge' });
  }),
  command('wait', fc.integer({ min: 1, max: 40 }), async ({ days }, count) => void days(count)),
  command('release', fc.constant(null), async ({ hub }) => void (await releaseDueCommissions(hub))),
  command('make a batch', fc.boolean(), async ({ hub, brand }, isApproved) => {
    const by = brand.owner.id;
    const { id: batchId } = await createBatch(hub, brand, { createdBy: by });
    if (isApproved) await approveBatch(hub, { brandId: brand.id, batchId, approvedBy: by });
  }),
  command('approve or cancel', fc.tuple(pick, fc.boolean()), async (world, [number, isYes]) => {
    const { hub, brand } = world;
    const batches = await listBatches(hub.db, brand.id);
    const open = batches.filter(({ state }) => state === 'draft' || state === 'locked');
    const batch = open[number % Math.max(1, open.length)];
    if (!batch) return;
    const which = { brandId: brand.id, batchId: batch.id };
    if (isYes) await approveBatch(hub, { ...which, approvedBy: brand.owner.id });
    else await cancelBatch(hub, which);
  }),
  command('send', fc.boolean(), async (world, losesAnswer) => {
    const { hub, brand } = world;
    world.losesAnswer = losesAnswer;
    const batches = await listBatches(hub.db, brand.id);
    const batch = batches.find(({ items }) => items.some(({ state }) => state === 'approved'));
    if (batch) await sendBatch(hub, { brandId: brand.id, batchId: batch.id });
    world.losesAnswer = false;
  }),
  command('try again', pick, async (world, number) => {
    const itemId = await pickItem(world, number, ['failed', 'approved']);
    if (itemId) await sendItem(world.hub, { brandId: world.brand.id, itemId });
  }),
  command('mark paid', pick, async (world, number) => {
    const itemId = await pickItem(world, number, ['approved', 'failed', 'sent']);
    if (itemId) await markPaid(world.hub, { brandId: world.brand.id, itemId, note: 'SEPA' });
  }),
  command('take out', pick, async (world, number) => {
    const itemId = await pickItem(world, number, ['draft', 'approved', 'sent']);
    if (itemId) await takeOutItem(world.hub, { brandId: world.brand.id, itemId });
  }),
  command('take up', fc.constant(null), async ({ hub }) => {
    hub.clock.advance(121_000);
    await resumeAttempts(hub);
  }),
  command(
    'the bank',
    fc.constantFrom('pays' as const, 'fails' as const, 'unfinished' as const),
    async (world, outcome) => onboardAna(world, outcome),
  ),
  command('a transfer comes back', fc.tuple(pick, bps), async (world, [number, share]) => {
    const { stripe } = world.hub.payments;
    const { data } = await stripe.transfers.list({ limit: 100 });
    const transfer = data[number % Math.max(1, data.length)];
    const left = transfer ? transfer.amount - transfer.amount_reversed : 0;
    const amount = Math.ceil((left * share) / 10_000);
    if (transfer && amount > 0) await stripe.transfers.createReversal(transfer.id, { amount });
    await tell(world);
  }),
  command('the service tells', fc.constant(null), tell),
  ...CONTRACT_COMMANDS,
  command('reconcile', fc.constant(null), async ({ hub, settle }) => {
    await reconcilePayouts(hub);
    await reconcilePayments(hub);
    await settle();
  }),
];

/** A history: commands with what each is given. */
export function moneyHistories(
  length: { min: number; max: number },
  commands: readonly MoneyCommand[] = MONEY_COMMANDS,
) {
  const step = fc.oneof(
    ...commands.map((one) =>
      one.given.map((given) => ({
        one,
        given,
        toString: () => `${one.name}(${JSON.stringify(given)})`,
      })),
    ),
  );
  return fc.array(step, { minLength: length.min, maxLength: length.max });
}
export type MoneyStep = { one: MoneyCommand; given: unknown };

/** Opens the world in which histories run. */
export async function openMoneyWorld(engine: Engine): Promise<MoneyWorld> {
  const terms = {
    newCustomerBps: MODEL_RATE_BPS,
    existingCustomerBps: MODEL_RATE_BPS,
    minimumPayoutMinor: 50,
  };
  const house = await openMoneyHouse(engine, terms, { withStripe: true });
  const contractId = house.ana.contract.id;
  const { id: linkId } = await makeLink(house.hub, { contractId });
  const world: MoneyWorld = { ...house, linkId, losesAnswer: false };
  const { stripe } = world.hub.payments;
  const create = stripe.transfers.create.bind(stripe.transfers);
  stripe.transfers.create = async (...asked) => {
    const transfer = await create(...asked);
    if (world.losesAnswer) throw new Error('the answer was lost');
    return transfer;
  };
  await onboardAna(world, 'pays');
  return world;
}

/** Does one step; what the hub refuses is refused. */
export async function takeStep(world: MoneyWorld, { one, given }: MoneyStep): Promise<void> {
  await one.take(world, given).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
  });
}

/**
 * Throws unless all of this is true of the world as it is now: bookings sum to zero; each line is
 * worth what its order is worth, and what is kept of periods is the sum of their lines; what is held is held and nothing else; statements lead from balance
 * to balance; what was paid is what people and the payment service have paid; nothing is on its way
 * that is over.
 */
export async function requireSoundMoney(world: MoneyWorld): Promise<void> {
  await requireSoundFees(world);
  const entries = await world.hub.db.ledgerEntry.findMany();
  requireZero(
    'a booking',
    sumBy(entries, ({ transactionId, currency }) => transactionId + currency),
  );
  await requireSoundLines(world, entries);
  await requireSoundPayouts(world, entries);
  for (const { creator } of [world.ana, world.ben]) {
    await requireSoundStatement(world, creator, entries);
  }
}

/** Throws unless the reports, kept until now, are what a full recomputation says. */
export async function requireSoundReports({ hub, brand }: MoneyWorld): Promise<void> {
  await keepReports(hub);
  const kept = await storedReports(hub, brand);
  const recounted = await recountReports(hub, brand);
  for (const [table, rows] of Object.entries(recounted)) {
    const [is, ought] = [kept[table as keyof typeof kept], rows].map((all) => all.join('\n'));
    require(is === ought, `report ${table} is\n${ought}\nand not\n${is}`);
  }
}

type Entry = Awaited<ReturnType<MoneyHouse['hub']['db']['ledgerEntry']['findMany']>>[number];

async function requireSoundLines(world: MoneyWorld, entries: readonly Entry[]): Promise<void> {
  const { db } = world.hub;
  const lines = await readLines(db);
  const owed = new Map<string, number>();
  for (const { lineId, account, amountMinor } of entries) {
    const key = `${lineId} ${account}`;
    owed.set(key, (owed.get(key) ?? 0) + Number(amountMinor));
  }
  const terms = await readTerms(db);
  const contractIds = new Set(lines.map(({ contractId }) => contractId));
  const counted = lines.filter(({ kind }) => kind === 'drop_sale' || kind === 'recurring');
  for (const contractId of contractIds) {
    const own = counted.filter((line) => line.contractId === contractId);
    const worths = worthByHand(own, terms);
    for (const [id, worth] of worths) {
      const posted = -(owed.get(`${id} brand_payable`) ?? 0);
      require(posted === worth, `line ${id} is worth ${worth} and not ${posted}`);
    }
    const kept = await db.commissionPeriod.findMany({ where: { contractId } });
    const sums = sumsByHand(own, worths);
    for (const { period, revenueMinor, orders, worthMinor } of kept) {
      const sum = `${revenueMinor} ${orders} ${worthMinor}`;
      require(sum === sums.get(period), `${period} is ${sums.get(period)} and not ${sum}`);
    }
  }
  for (const line of counted) {
    const { id, countedMinor } = line;
    require(Number(countedMinor) === countedByHand(line), `line ${id} counts with its net`);
  }
  for (const line of lines) {
    const inAccount = (account: string) => owed.get(`${line.id} ${account}`) ?? 0;
    const isHeld = line.holds.some(({ releasedAt }) => releasedAt === null);
    if (!isHeld) require(inAccount('creator_held') === 0, `line ${line.id} is not held`);
    if (isHeld) require(inAccount('creator_pending') <= 0, `line ${line.id} is held`);
    if (line.releasedAt) require(inAccount('creator_pending') === 0, `${line.id} is released`);
  }
  requireJointCap(lines, owed);
}

/** What creators get from one order is at most half of its net, fees included. */
function requireJointCap(lines: readonly LineByHand[], owed: ReadonlyMap<string, number>): void {
  const perOrder = new Map<string, number>();
  for (const { id, orderId } of lines) {
    if (!orderId) continue;
    const worth = -(owed.get(`${id} brand_payable`) ?? 0);
    perOrder.set(orderId, (perOrder.get(orderId) ?? 0) + worth);
  }
  for (const { orderId, order } of lines) {
    const paid = perOrder.get(orderId ?? '') ?? 0;
    const half = Math.floor(netByHand(order) / 2);
    if (orderId) require(paid <= half, `order ${orderId} pays ${paid} and at most ${half}`);
  }
}

/** Every settled cohort has its fee, whole and once, and no other fee stands. */
async function requireSoundFees(world: MoneyWorld): Promise<void> {
  const fees = await feesByHand(world);
  const shares = new Map<string, number>();
  for (const line of await readLines(world.hub.db)) {
    if (line.kind !== 'ltv_fee' || line.shareMinor === 0n) continue;
    const cohort = await cohortOfLine(world.hub.db, line);
    shares.set(cohort, (shares.get(cohort) ?? 0) + Number(line.shareMinor));
  }
  for (const [cohort, fee] of fees) {
    const share = shares.get(cohort) ?? 0;
    require(share === fee, `cohort ${cohort} is worth ${fee} and not ${share}`);
    shares.delete(cohort);
  }
  require(shares.size === 0, `no fee of ${[...shares.keys()].join()} is due`);
}

async function requireSoundPayouts(world: MoneyWorld, entries: readonly Entry[]): Promise<void> {
  const items = await world.hub.db.payoutItem.findMany({
    include: { entries: { include: { entry: true } }, attempts: true, batch: true },
  });
  const underWay = new Set(
    items.filter(({ attempts }) => attempts.some(isSending)).map(({ id }) => id),
  );
  const clearing = sumBy(
    entries.filter(({ account }) => account === 'payout_clearing'),
    ({ payoutItemId }) => payoutItemId ?? '',
  );
  requireZero(
    'the clearing of a payout',
    new Map([...clearing].filter(([id]) => !underWay.has(id))),
  );
  for (const { id, attempt, amountMinor, entries: all, batch } of items) {
    if (batch.canceledAt) continue;
    const own = all.filter((one) => one.attempt === attempt);
    const sum = own.reduce((total, { entry }) => total + entry.amountMinor, 0n);
    require(sum === amountMinor, `payout ${id} pays ${amountMinor} for ${sum}`);
  }
  await requirePaidIsPaid(world, entries, items);
}

type Item = { paidNote: string | null; amountMinor: bigint; attempts: { status: string }[] };

/** What the ledger calls paid is what people have marked and what lies at the payment service. */
async function requirePaidIsPaid(
  { hub }: MoneyWorld,
  entries: readonly Entry[],
  items: readonly Item[],
): Promise<void> {
  const paid = entries
    .filter(({ account }) => account === 'creator_paid')
    .reduce((sum, { amountMinor }) => sum + Number(amountMinor), 0);
  const byHand = items
    .filter(({ paidNote }) => paidNote !== null)
    .reduce((sum, { amountMinor }) => sum + Number(amountMinor), 0);
  const { data: transfers } = await hub.payments.stripe.transfers.list({ limit: 100 });
  const attempts = await hub.db.payoutAttempt.findMany();
  const known = new Map(attempts.map((one) => [one.idempotencyKey, one]));
  let byService = 0;
  for (const { transfer_group: key, amount } of transfers) {
    const attempt = known.get(key ?? '');
    require(attempt !== undefined, `transfer ${key} has its try`);
    known.delete(key ?? '');
    // One whose answer was lost is on its way; what came back is known once it was told.
    if (!attempt || isSending(attempt)) continue;
    byService += amount - Number(attempt.returnedMinor);
  }
  require(paid === byHand + byService, `paid ${paid} is ${byHand} by hand and ${byService} sent`);
}

async function requireSoundStatement(
  { hub }: MoneyWorld,
  creator: { id: string },
  entries: readonly Entry[],
): Promise<void> {
  const owed = entries
    .filter((one) => one.creatorId === creator.id && one.account !== 'creator_paid')
    .reduce((sum, { amountMinor }) => sum + Number(amountMinor), 0);
  const read = async (from: string, to: string) => {
    const reader = { id: creator.id, displayName: '', timeZone: 'Europe/Berlin' };
    return (await readMyStatement(hub.db, reader, { from, to })).sections[0];
  };
  const early = await read('2026-01-01', '2026-10-15');
  const late = await read('2026-10-16', '2036-12-31');
  const opening = late?.opening.minor ?? early?.closing.minor ?? 0;
  require((early?.closing.minor ?? 0) === opening, 'a statement begins where the last one ended');
  require((late?.closing.minor ?? opening) === owed, 'a statement ends with what is owed');
}

function require(isTrue: boolean, fact: string): asserts isTrue {
  if (!isTrue) throw new Error(`not so: ${fact}`);
}

function requireZero(what: string, sums: ReadonlyMap<string, bigint>): void {
  for (const [id, sum] of sums) require(sum === 0n, `${what} (${id}) sums to zero, not to ${sum}`);
}

function sumBy(entries: readonly Entry[], keyOf: (entry: Entry) => string): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const entry of entries) {
    const key = keyOf(entry);
    sums.set(key, (sums.get(key) ?? 0n) + entry.amountMinor);
  }
  return sums;
}

function isSending({ status }: { status: string }): boolean {
  return status === 'sending';
}

async function onboardAna(
  world: MoneyWorld,
  outcome: 'pays' | 'fails' | 'unfinished',
): Promise<void> {
  const { hub, ana, stripe } = world;
  const creatorId = ana.creator.id;
  const account = await hub.db.payoutAccount.findUnique({ where: { creatorId } });
  if (!account) await startOnboarding(hub, creatorId, { country: 'DE' });
  const { accountId } = await hub.db.payoutAccount.findUniqueOrThrow({ where: { creatorId } });
  stripe?.onboard(accountId, outcome);
  await refreshPayoutAccount(hub, creatorId);
}

/** Everything that the payment service has to tell, newest first and much of it again. */
async function tell({ hub, settle }: MoneyWorld): Promise<void> {
  hub.clock.advance(10_000);
  const { data: events } = await hub.payments.stripe.events.list({ limit: 40 });
  for (const event of events) await handleStripeEvent(hub, event);
  await settle();
}

async function pickOrder({ hub }: MoneyWorld, number: number) {
  const orders = await hub.db.order.findMany({
    include: { refunds: true },
    orderBy: { id: 'asc' },
  });
  return orders[number % Math.max(1, orders.length)];
}

async function pickLine(db: MoneyHouse['hub']['db'], number: number): Promise<string | undefined> {
  const lines = await db.commissionLine.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  return lines[number % Math.max(1, lines.length)]?.id;
}

async function pickItem(
  { hub, brand }: MoneyWorld,
  number: number,
  states: readonly PayoutItemState[],
): Promise<string | undefined> {
  const batches = await listBatches(hub.db, brand.id);
  const items = batches
    .flatMap((batch) => batch.items)
    .filter(({ state }) => states.includes(state));
  return items[number % Math.max(1, items.length)]?.id;
}
