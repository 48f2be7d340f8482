import { freeUnits, leasedItems, type Stall } from './free-units.ts';
import type { Payment, Sale } from './kept.ts';
import { isUnreported, saleStatus } from './sale-status.ts';

export type DaySummary = {
  soldUnits: number;
  /** What was taken, by how; currencies stand apart. */
  taken: { payment: Payment; currency: string; minor: number }[];
  unreported: number;
  incidents: number;
  givenBackUnits: number;
  stillLeasedUnits: number;
};

/** What the till has to hold at the end of a day. `since` by this machine's clock. */
export function daySummary(stall: Stall, since: number): DaySummary {
  const { counter, sales } = stall;
  const today = sales.filter(({ at }) => at >= since);
  const sold = today.filter(isMoneyTaken);
  const taken = new Map<string, DaySummary['taken'][number]>();
  for (const sale of sold) {
    const payment = sale.payment ?? 'other';
    const name = `${payment} ${sale.currency}`;
    const sum = taken.get(name) ?? { payment, currency: sale.currency, minor: 0 };
    taken.set(name, { ...sum, minor: sum.minor + totalMinor(sale) });
  }
  const givenBack = counter.returned.filter(({ at }) => at >= since);
  return {
    soldUnits: sold.reduce((sum, { quantity }) => sum + quantity, 0),
    taken: [...taken.values()].sort((a, b) => a.payment.localeCompare(b.payment)),
    unreported: sales.filter(isUnreported).length,
    incidents: today.filter(hasIncident).length,
    givenBackUnits: givenBack.reduce((sum, { units }) => sum + units, 0),
    stillLeasedUnits: leasedItems(counter).reduce((sum, one) => sum + freeUnits(stall, one), 0),
  };
}

/** What the buyer pays: what was agreed, or what the hub has held it for. */
export function totalMinor({ outcome, unitPriceMinor, quantity }: Sale): number {
  return outcome?.state === 'held' ? outcome.totalMinor : unitPriceMinor * quantity;
}

/** In the till, and not to be given back. */
function isMoneyTaken(sale: Sale): boolean {
  if (sale.undoneAt !== null) return false;
  if (sale.isConfirmed) return true;
  return sale.paidAt !== null && (sale.paid === null || sale.paid.message === null);
}

function hasIncident(sale: Sale): boolean {
  const { kind } = saleStatus(sale, 0);
  const { outcome } = sale;
  return (
    ['not_recorded', 'refused', 'give_back'].includes(kind) ||
    (outcome?.state === 'recorded' && outcome.incidents.length > 0)
  );
}
