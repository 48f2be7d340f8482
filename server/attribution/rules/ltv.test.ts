import { describe, expect, it } from 'vitest';
import { type LtvCustomer, ltv, ltvSoFarMinor, settledLtvMinor } from './ltv.ts';

const day = (text: string) => new Date(`2026-${text}T00:00:00.000Z`);
const order = (at: string, major: number, refund?: { at: string; major: number }) => ({
  capturedAt: day(at),
  capturedMinor: major * 100,
  taxMinor: 0,
  shippingMinor: 0,
  disputes: [],
  refunds: refund ? [{ at: day(refund.at), amountMinor: refund.major * 100 }] : [],
});

/** Worked out by hand. */
const EXAMPLE: LtvCustomer[] = [
  {
    acquiredAt: day('01-01'),
    refundWindowDays: 30,
    orders: [
      order('01-01', 40),
      order('01-20', 30, { at: '03-20', major: 30 }),
      order('02-10', 50),
    ],
  },
  {
    acquiredAt: day('01-10'),
    refundWindowDays: 30,
    orders: [order('01-10', 60, { at: '01-15', major: 60 })],
  },
  {
    acquiredAt: day('02-20'),
    refundWindowDays: 30,
    orders: [order('02-20', 100), order('03-10', 20)],
  },
  { acquiredAt: day('03-25'), refundWindowDays: 30, orders: [order('03-25', 80)] },
];
const upTo = (asOf: Date) => EXAMPLE.filter(({ acquiredAt }) => acquiredAt <= asOf);
const APRIL = day('04-01');

describe('LTV of the worked example', () => {
  it.each([
    { days: 30, valueMinor: 5333, customers: 3, unfinished: 1 },
    { days: 60, valueMinor: 4500, customers: 2, unfinished: 2 },
    { days: 90, valueMinor: 9000, customers: 1, unfinished: 3 },
  ] as const)('is exact after $days days', (figure) => {
    expect(ltv(EXAMPLE, { days: figure.days, asOf: APRIL })).toMatchObject(figure);
  });

  it('counts an order only once it can no longer be refunded to nothing', () => {
    expect(ltv(EXAMPLE, { days: 30, asOf: APRIL }).repeatRate).toBe(1 / 3);
  });

  it('knows nothing of a refund that comes later', () => {
    const asOf = day('03-01');
    expect(ltv(upTo(asOf), { days: 30, asOf })).toMatchObject({ valueMinor: 3500, customers: 2 });
  });

  it('settles only customers whose refund window is over', () => {
    expect(settledLtvMinor(EXAMPLE, { days: 30, asOf: APRIL })).toBe(2000);
    expect(settledLtvMinor(EXAMPLE, { days: 90, asOf: APRIL })).toBeNull();
  });

  it('has a figure until now over everybody, finished or not', () => {
    expect(ltvSoFarMinor(EXAMPLE, APRIL)).toBe(7250);
    expect(ltvSoFarMinor([], APRIL)).toBeNull();
  });
});

describe('the edges of LTV', () => {
  const one = (orders: LtvCustomer['orders']): LtvCustomer[] => [
    { acquiredAt: day('01-01'), refundWindowDays: 30, orders },
  ];
  const at = (text: string) => new Date(text);

  it('is null for nobody, never 0', () => {
    expect(ltv([], { days: 30, asOf: APRIL })).toMatchObject({
      valueMinor: null,
      repeatRate: null,
    });
    const unfinished = one([order('01-01', 40)]);
    expect(ltv(unfinished, { days: 90, asOf: day('02-01') }).valueMinor).toBeNull();
  });

  it('is 0 for customers who got everything back', () => {
    const refunded = one([order('01-01', 40, { at: '01-02', major: 40 })]);
    expect(ltv(refunded, { days: 30, asOf: APRIL }).valueMinor).toBe(0);
  });

  it('matures at the very millisecond', () => {
    const customers = one([order('01-01', 40)]);
    const figure = (asOf: Date) => ltv(customers, { days: 30, asOf }).customers;
    expect(figure(at('2026-01-30T23:59:59.999Z'))).toBe(0);
    expect(figure(at('2026-01-31T00:00:00.000Z'))).toBe(1);
  });

  it('takes an order in the last millisecond of the window and not at its end', () => {
    const late = (text: string) =>
      one([order('01-01', 40), { ...order('01-01', 10), capturedAt: at(text) }]);
    const value = (text: string) => ltv(late(text), { days: 30, asOf: APRIL }).valueMinor;
    expect(value('2026-01-30T23:59:59.999Z')).toBe(5000);
    expect(value('2026-01-31T00:00:00.000Z')).toBe(4000);
  });
});
