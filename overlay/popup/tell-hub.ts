import type { SaleInput } from '../../server/protocol/popups.schema.ts';
import type { PageProblem } from '../viewer-page/hub-client.ts';
import { askCounter, isForNow } from './ask-counter.ts';
import { leasedItems, withLease } from './free-units.ts';
import { type Counter, inOneStep, type Sale } from './kept.ts';
import { isOfBrand } from './of-brand.ts';
import { isHeldUnpaid, isUnreported, reasonText } from './sale-status.ts';
import { isDue } from './sell.ts';

/** As many as the hub takes at once. */
const MOST_AT_ONCE = 20;
const KEPT_MS = 30 * 86_400_000;
const LOCK = 'dropcast-popup-hub';

/** What keeps the device from the hub; null: all of it was told, and it knows what the hub knows. */
export type Reach = PageProblem | null;

/**
 * Tells the hub what it does not know, in the order in which it happened, then asks what is new. One
 * tab at a time: what the hub says of a lease holds together with what it was told by then.
 */
export function tellHub(): Promise<Reach> {
  return alone(async () => (await tellAll()) ?? (await readAnew()));
}

/** Leases so many units more: tells first, so that totals are the hub's. */
export function leaseMore(of: {
  dropId: string;
  skuId: string;
  gateId: string;
  units: number;
}): Promise<Reach> {
  return alone(async () => {
    const { units, ...which } = of;
    const problem = (await tellAll()) ?? (await readAnew());
    const counter = await inOneStep((kept) => kept.counter());
    if (problem || !counter) return problem;
    const known = leasedItems(counter).find(
      ({ drop, item, lease }) =>
        drop.dropId === which.dropId && item.skuId === which.skuId && lease.gateId === which.gateId,
    );
    const leasedUnits = (known?.lease.leasedUnits ?? 0) + units;
    const answer = await askCounter('lease', { key: counter.key, ...which, leasedUnits });
    if (!answer.ok) return noteRevoked(answer.problem);
    await changeCounter((now) => withLease(now, which, answer.value));
    return readAnew();
  });
}

/** With no other talk with the hub meanwhile, in any tab. */
export function alone<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(LOCK, work) as Promise<T>;
}

async function tellAll(): Promise<Reach> {
  return (await tellSales()) ?? (await tellMoney()) ?? (await giveBack());
}

async function tellSales(): Promise<Reach> {
  for (;;) {
    const told = await takeDue(Date.now());
    if (told.sales.length === 0) return null;
    const { key, sales } = told;
    const answer = await askCounter('sync', { key, sales: sales.map(inputOf) });
    if (!answer.ok) return noteRevoked(answer.problem);
    const byKey = new Map(answer.value.map((outcome) => [outcome.key, outcome]));
    await inOneStep(async (kept) => {
      let counter = await kept.counter();
      for (const sale of await kept.sales()) {
        const outcome = byKey.get(sale.saleKey);
        if (!outcome || outcome.state === 'retry' || sale.outcome !== null) continue;
        await kept.saveSale({ ...sale, outcome });
        counter = counter && withSold(counter, { ...sale, outcome });
      }
      if (counter) await kept.saveCounter(counter);
    });
    const isAnswered = ({ saleKey }: Sale) => (byKey.get(saleKey)?.state ?? 'retry') !== 'retry';
    if (!sales.every(isAnswered)) return BUSY;
  }
}

/**
 * The first sales that may be told. They are marked before anything is sent: from then on they cannot
 * be taken back. A sale that may still be taken back holds up those after it only while it is the last.
 * What was sold for another brand waits for a code of that brand.
 */
function takeDue(now: number): Promise<{ key: string; sales: Sale[] }> {
  return inOneStep(async (kept) => {
    const counter = await kept.counter();
    if (!counter || counter.revokedAt !== null) return { key: '', sales: [] };
    const open = (await kept.sales()).filter(
      (sale) => sale.undoneAt === null && sale.outcome === null && isOfBrand(counter, sale),
    );
    const last = open.at(-1);
    const due = open.filter((sale) => sale !== last || sale.toldAt !== null || isDue(sale, now));
    const sales = due.slice(0, MOST_AT_ONCE);
    for (const sale of sales) {
      if (sale.toldAt === null) await kept.saveSale({ ...sale, toldAt: now });
    }
    return { key: counter.key, sales };
  });
}

function inputOf(sale: Sale): SaleInput {
  const { saleKey, dropId, skuId, gateId, quantity, unitPriceMinor, soldAt, isConfirmed } = sale;
  return { saleKey, dropId, skuId, gateId, quantity, unitPriceMinor, soldAt, isConfirmed };
}

/** What was recorded is no longer untold, so it counts in the lease until the hub is asked anew. */
function withSold(counter: Counter, { outcome, quantity, ...sale }: Sale): Counter {
  if (!sale.isConfirmed || outcome?.state !== 'recorded') return counter;
  const found = leasedItems(counter).find(
    ({ drop, item, lease }) =>
      drop.dropId === sale.dropId && item.skuId === sale.skuId && lease.gateId === sale.gateId,
  );
  if (!found) return counter;
  const { lease } = found;
  return withLease(counter, sale, { ...lease, confirmedUnits: lease.confirmedUnits + quantity });
}

async function tellMoney(): Promise<Reach> {
  const { counter, sales } = await readAll();
  if (!counter || counter.revokedAt !== null) return null;
  for (const sale of sales) {
    if (sale.outcome?.state !== 'held' || sale.paidAt === null || sale.paid !== null) continue;
    if (!isOfBrand(counter, sale)) continue;
    const { claimId } = sale.outcome;
    const answer = await askCounter('takeMoney', { key: counter.key, claimId });
    if (!answer.ok && isForNow(answer.problem)) return answer.problem;
    if (!answer.ok && answer.problem.code === 'device_unknown') return noteRevoked(answer.problem);
    const paid = { message: answer.ok ? null : reasonText(answer.problem.code) };
    await inOneStep((kept) => kept.saveSale({ ...sale, paid }));
  }
  return null;
}

async function giveBack(): Promise<Reach> {
  const { counter } = await readAll();
  if (!counter || counter.revokedAt !== null) return null;
  const { key } = counter;
  for (const { drop, item, lease } of leasedItems(counter)) {
    const { leaseId } = lease;
    const returnedUnits = counter.returning[leaseId];
    if (returnedUnits === undefined) continue;
    const answer = await askCounter('giveBack', { key, leaseId, returnedUnits });
    if (!answer.ok && isForNow(answer.problem)) return answer.problem;
    if (!answer.ok && answer.problem.code === 'device_unknown') return noteRevoked(answer.problem);
    const units = returnedUnits - lease.returnedUnits;
    const gone = { at: Date.now(), title: item.title, units };
    await changeCounter((now) => {
      // More may have been put back meanwhile: then it is told again.
      const { [leaseId]: total, ...others } = now.returning;
      const returning = total !== undefined && total > returnedUnits ? now.returning : others;
      if (!answer.ok) return { ...now, returning };
      const next = withLease(
        { ...now, returning },
        { dropId: drop.dropId, skuId: item.skuId },
        answer.value,
      );
      return units > 0 ? { ...next, returned: [...next.returned, gone] } : next;
    });
  }
  return null;
}

async function readAnew(): Promise<Reach> {
  const counter = await inOneStep((kept) => kept.counter());
  if (!counter || counter.revokedAt !== null) return null;
  const askedAt = Date.now();
  const answer = await askCounter('matrix', { key: counter.key });
  if (!answer.ok) return noteRevoked(answer.problem);
  const answeredAt = Date.now();
  const matrix = answer.value;
  // The hub read its clock somewhere in between.
  const offsetMs = matrix.now - (askedAt + answeredAt) / 2;
  const { brandId } = matrix.device;
  await changeCounter((now) => ({ ...now, brandId, matrix, offsetMs }));
  await forgetOld(answeredAt);
  return null;
}

function forgetOld(now: number): Promise<void> {
  return inOneStep(async (kept) => {
    for (const sale of await kept.sales()) {
      if (!isUnreported(sale) && sale.at < now - KEPT_MS) await kept.forgetSale(sale.no);
    }
  });
}

/** From then on nothing is sold, and for what is held here no money is taken any more. */
async function noteRevoked(problem: PageProblem): Promise<PageProblem> {
  if (problem.code !== 'device_unknown') return problem;
  const at = Date.now();
  await inOneStep(async (kept) => {
    const counter = await kept.counter();
    if (counter) await kept.saveCounter({ ...counter, revokedAt: counter.revokedAt ?? at });
    for (const sale of await kept.sales()) {
      if (isHeldUnpaid(sale)) await kept.saveSale({ ...sale, dismissedAt: sale.dismissedAt ?? at });
    }
  });
  return problem;
}

function changeCounter(change: (counter: Counter) => Counter): Promise<void> {
  return inOneStep(async (kept) => {
    const counter = await kept.counter();
    if (counter) await kept.saveCounter(change(counter));
  });
}

export function readAll(): Promise<{ counter: Counter | null; sales: Sale[] }> {
  return inOneStep(async (kept) => ({
    counter: await kept.counter(),
    sales: await kept.sales(),
  }));
}

const BUSY: PageProblem = { code: 'busy', message: 'The hub is busy; it is told again.' };
