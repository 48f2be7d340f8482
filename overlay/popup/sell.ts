import { offlinePrice, type PopupDrop, type PopupItem } from '../../server/protocol/popups.ts';
import { newKey } from '../viewer-page/page-tools.ts';
import { freeOf, type Stall } from './free-units.ts';
import { type Counter, inOneStep, type NewSale, type Payment, type Sale } from './kept.ts';

/** A sale made by mistake can be taken back for so long; until then nobody is told of it. */
const UNDO_MS = 6_000;

export type Wish = {
  dropId: string;
  skuId: string;
  gateId: string;
  quantity: number;
  /** What the buyer was told that one costs. */
  unitPriceMinor: number;
  /** Null: no money was taken, the claim is only queued. */
  payment: Payment | null;
};

/** Why something was not done, for whoever stands at the counter. */
export class NotDone extends Error {}

/**
 * Writes a sale down and only then returns it. Units are counted and taken in one transaction, so that
 * of two tabs which sell the last one, one is refused. Throws `NotDone`.
 */
export function sell(wish: Wish, at: number): Promise<Sale> {
  return inOneStep(async (kept) => {
    const counter = await kept.counter();
    const sales = await kept.sales();
    if (!counter) throw new NotDone('This device is not paired any more.');
    return kept.addSale(saleOf({ counter, sales }, wish, at));
  });
}

/** What is to be written down for a wish. Throws `NotDone` when it must not be sold. */
export function saleOf(stall: Stall, wish: Wish, at: number): NewSale {
  const { counter } = stall;
  const { brandId, brandName } = counter.matrix?.device ?? {};
  const { dropId, skuId, gateId, quantity, unitPriceMinor, payment } = wish;
  const drop = counter.matrix?.drops.find((one) => one.dropId === dropId);
  const item = drop?.items.find((one) => one.skuId === skuId);
  if (!drop || !item) throw new NotDone('This article is not sold here any more.');
  const soldAt = Math.round(hubTime(counter, at));
  const why = whyNotSold(counter, drop, soldAt);
  if (why) throw new NotDone(why);
  if (offlinePrice(item, soldAt).priceMinor !== unitPriceMinor) {
    throw new NotDone(
      'The price has just changed. Nothing was sold: tell the buyer and try again.',
    );
  }
  const isConfirmed = payment !== null;
  if (isConfirmed) refuseBeyondLease(stall, { drop, item, gateId, quantity });
  return {
    ...{ dropId, skuId, gateId, quantity, unitPriceMinor, payment, isConfirmed, soldAt, at },
    ...{ saleKey: newKey(), brandId, brandName, currency: drop.currency, title: item.title },
    undoUntil: isConfirmed ? at + UNDO_MS : at,
    ...{ undoneAt: null, toldAt: null, outcome: null },
    ...{ paidAt: null, paid: null, dismissedAt: null },
  };
}

/** The hub's time, as this device knows it. */
export function hubTime({ offsetMs }: Pick<Counter, 'offsetMs'>, at: number): number {
  return at + offsetMs;
}

/** Why nothing of a drop can be sold now; null: it can. */
export function whyNotSold(
  { revokedAt }: Pick<Counter, 'revokedAt'>,
  drop: PopupDrop,
  hubNow: number,
): string | null {
  if (revokedAt !== null) return 'This device was revoked. It sells nothing any more.';
  if (drop.notLeasable === 'draw') return 'Its units are drawn by lot, not sold at a counter.';
  if (drop.notLeasable === 'extras') {
    return 'It comes with an add-on, credit or a voucher, which need the buyer’s own address.';
  }
  if (drop.gates.length === 0) return 'No creator has it open for everyone.';
  if (hubNow < drop.startsAt) return 'It has not begun yet.';
  if (hubNow >= drop.endsAt) return 'It has ended. Give back what is left.';
  return drop.isPaused ? 'It is paused.' : null;
}

function refuseBeyondLease(
  stall: Stall,
  { quantity, ...of }: { drop: PopupDrop; item: PopupItem; gateId: string; quantity: number },
): void {
  const free = freeOf(stall, of);
  if (free >= quantity) return;
  throw new NotDone(
    free === 0
      ? 'Nothing was sold: the last leased unit is gone. Without one a claim is only queued.'
      : `Nothing was sold: only ${free} of what is leased ${free === 1 ? 'is' : 'are'} left.`,
  );
}

/** Takes a sale back that nobody was told of. False: it is too late. */
export function undoSale(no: number, at: number): Promise<boolean> {
  return inOneStep(async (kept) => {
    const sale = (await kept.sales()).find((one) => one.no === no);
    if (!sale || !canUndo(sale, at)) return false;
    await kept.saveSale({ ...sale, undoneAt: at });
    return true;
  });
}

/** Whether it can still be taken back: nobody was told, and a paid one only for a moment. */
export function canUndo(sale: Sale, at: number): boolean {
  return sale.toldAt === null && sale.undoneAt === null && (!sale.isConfirmed || !isDue(sale, at));
}

/** Whether it may be told: its time to be taken back is over, or the clock was set back meanwhile. */
export function isDue({ undoUntil, at: soldAt }: Sale, at: number): boolean {
  return at >= undoUntil || at < soldAt;
}
