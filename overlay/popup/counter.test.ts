import { describe, expect, it } from 'vitest';
import type { PopupDrop, SaleOutcome } from '../../server/protocol/popups.ts';
import { daySummary } from './day-summary.ts';
import { freeUnits, leasedItems, withLease } from './free-units.ts';
import type { Counter, Sale } from './kept.ts';
import { isOfBrand, waitingElsewhere } from './of-brand.ts';
import { isUnreported, needsSomebody, saleStatus } from './sale-status.ts';
import { canUndo, NotDone, saleOf, type Wish } from './sell.ts';

const NOW = 1_000_000;
const of = { dropId: 'd', skuId: 's', gateId: 'g' };

const DROP: PopupDrop = {
  ...{ dropId: 'd', title: 'Market', currency: 'eur', startsAt: 0, endsAt: 2 * NOW },
  ...{ isPaused: false, limitPerCustomer: 2, notLeasable: null },
  gates: [{ gateId: 'g', creatorName: 'Lia' }],
  items: [
    {
      ...{ skuId: 's', title: 'Bra · M', priceMinor: 5400, available: 2 },
      steps: [{ endsAt: NOW + 100_000, priceMinor: 3900, position: 1 }],
      leases: [{ leaseId: 'l', gateId: 'g', leasedUnits: 5, confirmedUnits: 1, returnedUnits: 1 }],
    },
  ],
};

function counter(given: Partial<Counter> = {}, drop: Partial<PopupDrop> = {}): Counter {
  const device = { name: 'Till', locationName: 'Hall', brandId: 'lou', brandName: 'Lou' };
  return {
    ...{
      id: 'counter',
      key: 'k',
      brandId: 'lou',
      offsetMs: 0,
      revokedAt: null,
      returning: {},
      returned: [],
    },
    matrix: { now: NOW, device, drops: [{ ...DROP, ...drop }] },
    ...given,
  };
}

const wish = (given: Partial<Wish> = {}): Wish => ({
  ...{ ...of, quantity: 1, unitPriceMinor: 3900, payment: 'cash' },
  ...given,
});

let no = 0;
function sale(given: Partial<Sale> = {}): Sale {
  no += 1;
  return { ...saleOf({ counter: counter(), sales: [] }, wish(), NOW), no, ...given };
}

const outcome = (given: object) =>
  ({ key: 'k', ...given }) as Exclude<SaleOutcome, { state: 'retry' }>;
const HELD = outcome({ state: 'held', claimId: 'c', expiresAt: NOW + 10, totalMinor: 5400 });

function free(given: Partial<Counter>, sales: Sale[]): number {
  const stand = counter(given);
  const [one] = leasedItems(stand);
  return one ? freeUnits({ counter: stand, sales }, one) : -1;
}

describe('what a device may still sell', () => {
  it('is what the hub left of the lease, less what was sold and not told, and what goes back', () => {
    expect(free({}, [])).toBe(3);
    expect(free({}, [sale(), sale({ quantity: 2 })])).toBe(0);
    expect(free({ returning: { l: 2 } }, [sale()])).toBe(1);
  });

  it('counts neither what was taken back, told before, queued, nor of another article', () => {
    const told = outcome({ state: 'recorded', claimId: 'c', incidents: [] });
    const others = [
      sale({ undoneAt: NOW }),
      sale({ outcome: told }),
      sale({ isConfirmed: false }),
      sale({ skuId: 'x' }),
      sale({ gateId: 'x' }),
    ];
    expect(free({}, others)).toBe(3);
  });

  it('keeps every other lease when one of them changes', () => {
    const lease = {
      leaseId: 'm',
      gateId: 'h',
      leasedUnits: 1,
      confirmedUnits: 0,
      returnedUnits: 0,
    };
    const after = leasedItems(withLease(counter(), of, lease));
    expect(after.map((one) => one.lease.leaseId)).toEqual(['l', 'm']);
    const [first] = leasedItems(withLease(counter(), of, { ...lease, leaseId: 'l' }));
    expect(first?.lease).toMatchObject({ leaseId: 'l', leasedUnits: 1 });
  });
});

describe('a sale', () => {
  it('is at the step by time of the hub’s clock, whatever the device’s own says', () => {
    const late = counter({ offsetMs: 100_000 });
    expect(() => saleOf({ counter: late, sales: [] }, wish(), NOW)).toThrow(
      /price has just changed/,
    );
    const right = saleOf({ counter: late, sales: [] }, wish({ unitPriceMinor: 5400 }), NOW);
    expect(right).toMatchObject({ soldAt: NOW + 100_000, at: NOW, isConfirmed: true });
  });

  it('is refused beyond the lease, where a claim is queued without money', () => {
    const stall = { counter: counter(), sales: [sale({ quantity: 2 }), sale()] };
    expect(() => saleOf(stall, wish(), NOW)).toThrow(NotDone);
    const queued = saleOf(stall, wish({ payment: null }), NOW);
    expect(queued).toMatchObject({ isConfirmed: false, payment: null });
    expect(saleStatus({ ...queued, no: 9 }, NOW).title).toBe('Queued, not confirmed');
  });

  it.each([
    ['begun', { startsAt: NOW + 1 }],
    ['ended', { endsAt: NOW }],
    ['paused', { isPaused: true }],
    ['lot', { notLeasable: 'draw' as const }],
    ['No creator', { gates: [] }],
  ])('is refused when the drop does not allow it: %s', (word, drop) => {
    const stall = { counter: counter({}, drop), sales: [] };
    expect(() => saleOf(stall, wish(), NOW)).toThrow(word);
  });

  it('is refused on a device that was revoked', () => {
    const stall = { counter: counter({ revokedAt: NOW }), sales: [] };
    expect(() => saleOf(stall, wish(), NOW)).toThrow(/revoked/);
  });

  it('can be taken back for a few seconds, and never once it was told', () => {
    expect(canUndo(sale(), NOW + 5_999)).toBe(true);
    expect(canUndo(sale(), NOW + 6_000)).toBe(false);
    expect(canUndo(sale({ toldAt: NOW }), NOW)).toBe(false);
    // A clock that was set back does not keep it open for hours.
    expect(canUndo(sale(), NOW - 1)).toBe(false);
    expect(canUndo(sale({ isConfirmed: false }), NOW + 60_000)).toBe(true);
  });
});

describe('a sale for one brand', () => {
  it('is no other brand’s, and is named as long as it waits for a code of its own', () => {
    const mine = sale();
    const theirs = counter({ brandId: 'mo', matrix: null });
    expect([counter(), theirs].map((stand) => isOfBrand(stand, mine))).toEqual([true, false]);
    const told = sale({ outcome: outcome({ state: 'recorded', claimId: 'c', incidents: [] }) });
    const sales = [mine, sale(), told, sale({ undoneAt: NOW })];
    expect(waitingElsewhere({ counter: theirs, sales })).toEqual([{ brandName: 'Lou', count: 2 }]);
    expect(waitingElsewhere({ counter: counter(), sales })).toEqual([]);
  });
});

describe('what became of a sale', () => {
  it('is never on record before the hub has said so', () => {
    expect(saleStatus(sale(), NOW).title).toBe('Sold, not reported yet');
    expect(isUnreported(sale())).toBe(true);
    const incidents = ['drop_paused'];
    const recorded = sale({ outcome: outcome({ state: 'recorded', claimId: 'c', incidents }) });
    expect(saleStatus(recorded, NOW)).toMatchObject({ kind: 'incident', tone: 'warn' });
    expect(saleStatus(recorded, NOW).notes[0]).toMatch(/while the drop was paused/);
    expect(isUnreported(recorded)).toBe(false);
  });

  it('goes from queued over held to sold, or to money that must be given back', () => {
    const queued = sale({ isConfirmed: false, payment: null });
    const held = { ...queued, outcome: HELD };
    const taking = { ...held, paidAt: NOW };
    const kinds = [
      queued,
      held,
      { ...held, dismissedAt: NOW },
      taking,
      { ...taking, paid: { message: null } },
      { ...taking, paid: { message: 'It is gone.' } },
    ].map((one) => saleStatus(one, NOW).kind);
    expect(kinds).toEqual(['queued', 'held', 'let_go', 'taking', 'sold', 'give_back']);
    expect(saleStatus(held, NOW + 10).kind).toBe('hold_over');
    expect([queued, held, taking].map(isUnreported)).toEqual([true, false, true]);
    expect(needsSomebody(held, NOW)).toBe(true);
    expect(needsSomebody({ ...held, dismissedAt: NOW }, NOW)).toBe(false);
  });

  it('says in plain words why it was refused', () => {
    const no = outcome({ state: 'refused', reason: 'drop_sold_out', message: '' });
    expect(saleStatus(sale({ isConfirmed: false, outcome: no }), NOW).notes).toEqual([
      'No unit is left.',
      'Take no money for it.',
    ]);
    expect(saleStatus(sale({ outcome: no }), NOW).kind).toBe('not_recorded');
  });
});

describe('the closing of a day', () => {
  it('sums what is in the till by how it was paid, and leaves out what must be given back', () => {
    const queued = { isConfirmed: false, outcome: HELD, paidAt: NOW, payment: 'card' as const };
    const sales = [
      sale({ at: NOW - 1 }),
      sale({ quantity: 2 }),
      sale({ undoneAt: NOW }),
      sale({ ...queued, paid: { message: null } }),
      sale({ ...queued, paid: { message: 'Gone.' } }),
    ];
    const returned = [
      { at: NOW - 1, title: '', units: 7 },
      { at: NOW, title: '', units: 1 },
    ];
    expect(daySummary({ counter: counter({ returned }), sales }, NOW)).toEqual({
      soldUnits: 3,
      taken: [
        { payment: 'card', currency: 'eur', minor: 5400 },
        { payment: 'cash', currency: 'eur', minor: 7800 },
      ],
      unreported: 2,
      incidents: 1,
      givenBackUnits: 1,
      stillLeasedUnits: 0,
    });
  });
});
