import { netOfOrder, type OrderMoney } from '../../checkout/rules/net-of-order.ts';
import type { Spending } from './incremental-revenue.ts';
import { type MeasuredWindow, windowOfPurchase } from './measured-window.ts';

/** What one group did: its visitors, who bought, what they spent, and who bought later. */
export type GroupOutcome = { visitors: number; buyers: number; laterBuyers: number } & Spending;

export type Outcomes = { treated: GroupOutcome; heldOut: GroupOutcome };

type Purchase = {
  visitorId: string;
  isHeldOut: boolean;
  exposedAt: Date;
  at: Date;
  money: OrderMoney;
};

/**
 * Both groups of one drop, each visitor once. Whoever sent everything back has not bought; money is
 * net of what is known now.
 */
export function sumOutcomes(
  purchases: readonly Purchase[],
  sizes: { treated: number; heldOut: number },
  window: Pick<MeasuredWindow, 'censoredAt'>,
): Outcomes {
  const groupOf = (isHeldOut: boolean, visitors: number): GroupOutcome => {
    const own = purchases.filter((purchase) => purchase.isHeldOut === isHeldOut);
    const spent = [...spentBy(own, 'outcome', window).values()];
    return {
      visitors,
      buyers: spent.length,
      laterBuyers: spentBy(own, 'later', window).size,
      n: visitors,
      sumMinor: spent.reduce((sum, minor) => sum + minor, 0),
      sumOfSquares: spent.reduce((sum, minor) => sum + minor * minor, 0),
    };
  };
  return { treated: groupOf(false, sizes.treated), heldOut: groupOf(true, sizes.heldOut) };
}

/** Net per visitor over one of the two windows; nobody with 0. */
function spentBy(
  purchases: readonly Purchase[],
  which: 'outcome' | 'later',
  window: Pick<MeasuredWindow, 'censoredAt'>,
): Map<string, number> {
  const spent = new Map<string, number>();
  for (const { visitorId, exposedAt, at, money } of purchases) {
    const times = { exposedAt: exposedAt.getTime(), at: at.getTime() };
    const net = netOfOrder(money);
    if (net > 0 && windowOfPurchase(times, window) === which) {
      spent.set(visitorId, (spent.get(visitorId) ?? 0) + net);
    }
  }
  return spent;
}
