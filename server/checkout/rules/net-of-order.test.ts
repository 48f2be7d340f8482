import { describe, expect, it } from 'vitest';
import { type DisputedMoney, netOfOrder } from './net-of-order.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const order = { capturedMinor: 10_490, taxMinor: 0, shippingMinor: 490 };
const dispute = (given: Partial<DisputedMoney> = {}): DisputedMoney => ({
  amountMinor: 10_490,
  status: 'open',
  openedAt: day(10),
  decidedAt: null,
  ...given,
});
const net = (
  { refunds = [], disputes = [] }: { refunds?: number[]; disputes?: DisputedMoney[] },
  asOf?: Date,
) =>
  netOfOrder(
    { ...order, refunds: refunds.map((amountMinor) => ({ amountMinor, at: day(5) })), disputes },
    asOf,
  );

describe('the net of an order', () => {
  it.each([
    ['a refund', { refunds: [4000] }, 6000],
    ['an open dispute', { disputes: [dispute({ amountMinor: 2500 })] }, 7500],
    ['a lost dispute', { disputes: [dispute({ status: 'lost', decidedAt: day(20) })] }, 0],
    ['a won dispute', { disputes: [dispute({ status: 'won', decidedAt: day(20) })] }, 10_000],
    ['an inquiry, which moves no money', { disputes: [dispute({ status: 'inquiry' })] }, 10_000],
    [
      'a part refunded and the rest disputed',
      { refunds: [4000], disputes: [dispute({ amountMinor: 6490 })] },
      0,
    ],
    ['the same money refunded and disputed, once', { refunds: [10_490], disputes: [dispute()] }, 0],
    [
      'a refund whose dispute was won, the refund',
      { refunds: [4000], disputes: [dispute({ status: 'won', decidedAt: day(20) })] },
      6000,
    ],
  ])('counts %s', (_, given, left) => {
    expect(net(given)).toBe(left);
  });

  it('knows a dispute from the millisecond of its opening to that of its decision', () => {
    const disputes = [dispute({ status: 'won', decidedAt: day(20) })];
    const justBefore = (at: Date) => new Date(at.getTime() - 1);
    expect(net({ disputes }, justBefore(day(10)))).toBe(10_000);
    expect(net({ disputes }, day(10))).toBe(0);
    expect(net({ disputes }, justBefore(day(20)))).toBe(0);
    expect(net({ disputes }, day(20))).toBe(10_000);
    const lost = [dispute({ status: 'lost', decidedAt: day(20) })];
    expect(net({ disputes: lost }, day(30))).toBe(0);
  });
});
