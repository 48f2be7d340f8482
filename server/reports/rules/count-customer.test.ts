import { describe, expect, it } from 'vitest';
import { type CustomerFacts, countCustomer } from './count-customer.ts';

const START = Date.parse('2026-01-01T00:00:00.000Z');
const DAY_MS = 86_400_000;

const order = (
  days: number,
  capturedMinor: number,
  more: Partial<CustomerFacts['orders'][number]> = {},
): CustomerFacts['orders'][number] => ({
  ...{ id: `o${days}`, contractId: 'k1', channel: null, linkId: null, dropId: 'd1' },
  ...{ currency: 'eur', capturedAt: new Date(START + days * DAY_MS), capturedMinor },
  ...{
    taxMinor: 0,
    shippingMinor: 0,
    costMinor: 0,
    commissionMinor: 0,
    refunds: [],
    disputes: [],
    ...more,
  },
});
const count = (orders: CustomerFacts['orders'], more: Partial<CustomerFacts> = {}) =>
  countCustomer({
    ...{ customerId: 'c1', brandId: 'b1', dayOf: (at) => at.toISOString().slice(0, 10) },
    ...{ acquisition: { contractId: 'k1', linkId: 'l1' }, refundWindowDays: 30, orders, ...more },
  });

describe('what a customer adds', () => {
  it('takes an order in the last millisecond of a window, and not at its end', () => {
    const just = order(30, 500, { capturedAt: new Date(START + 30 * DAY_MS - 1) });
    const { customers } = count([order(0, 1000), just, order(30, 70)]);
    expect(customers).toMatchObject([{ net14: 1000, net30: 1500, net45: 1570, netAll: 1570 }]);
  });

  it('counts a refund against its order’s window, however late it comes', () => {
    const refunds = [{ amountMinor: 1000, at: new Date(START + 300 * DAY_MS) }];
    const { customers, orders } = count([order(0, 1000, { refunds }), order(2, 400)]);
    expect(customers).toMatchObject([{ customers: 1, net1: 0, net30: 400, repeats30: 0 }]);
    expect(orders[0]).toMatchObject({ isRefunded: true, refundedMinor: 1000, netMinor: 0 });
  });

  it('keeps currencies apart, each from the customer’s first order of all', () => {
    const { customers } = count([order(0, 1000, { currency: 'usd' }), order(40, 300)]);
    expect(customers.map((one) => [one.currency, one.acquiredAt, one.net30, one.net45])).toEqual([
      ['usd', START, 1000, 1000],
      ['eur', START, 0, 300],
    ]);
  });

  it('is of the channel of the first order unless a creator brought the customer', () => {
    const shop = { contractId: null, dropId: null, channel: 'paid search' };
    const orders = [order(0, 1000, shop), order(3, 500)];
    const bought = count(orders, { acquisition: null });
    expect(bought.customers[0]).toMatchObject({ contractId: '', channel: 'paid search' });
    expect(bought.orders[1]).toMatchObject({ channel: 'creator', creditChannel: 'paid search' });
    expect(count(orders).customers[0]).toMatchObject({ contractId: 'k1', channel: 'creator' });
    const unsaid = [order(0, 1000, { ...shop, channel: null })];
    expect(count(unsaid, { acquisition: null }).customers[0]?.channel).toBe('organic');
  });

  it('leaves what goods and creators cost', () => {
    const first = order(0, 1000, { costMinor: 300, commissionMinor: 150 });
    const { customers } = count([first, order(20, 500, { commissionMinor: 40 })]);
    expect(customers).toMatchObject([{ left1: 550, left30: 1010, cost30: 190, repeats30: 1 }]);
  });

  it('takes away what a bank has taken, once together with a refund, and gives a won dispute back', () => {
    const at = new Date(START);
    const dispute = { amountMinor: 1000, openedAt: at, decidedAt: null };
    const net = (status: 'inquiry' | 'open' | 'won' | 'lost') =>
      count([order(0, 1000, { disputes: [{ ...dispute, status }] })]).orders[0]?.netMinor;
    expect([net('inquiry'), net('open'), net('lost'), net('won')]).toEqual([1000, 0, 0, 1000]);
    const refunds = [{ amountMinor: 400, at }];
    const both = order(0, 1000, { refunds, disputes: [{ ...dispute, status: 'lost' }] });
    expect(count([both]).orders[0]).toMatchObject({ disputedMinor: 1000, netMinor: 0 });
  });

  it('is nothing at all without an order', () => {
    expect(count([])).toEqual({ orders: [], customers: [] });
  });
});
