import { describe, expect, it } from 'vitest';
import { linesOfOrder } from './lines-of-order.ts';

describe('the lines of an order', () => {
  const sold = {
    skuId: 'cap',
    quantity: 1,
    unitPriceMinor: 900n,
    rung: 1,
    isAddOn: false,
    location: 'central',
  };
  const quoted = { title: 'Cap', quantity: 1, unitPriceMinor: 900, listPriceMinor: 900, rung: 1 };
  const quote = { lines: [{ ...quoted, skuId: 'cap' }] };

  it('join pools of one location, and nothing that differs in place, price, step or kind', () => {
    const others = [
      { ...sold, location: 'studio' },
      { ...sold, unitPriceMinor: 1000n },
      { ...sold, rung: 0 },
      { ...sold, isAddOn: true },
    ];
    expect(linesOfOrder(quote, [sold, ...others, { ...sold, quantity: 2 }])).toEqual(
      [{ ...sold, quantity: 3 }, ...others].map((line) => ({ ...line, title: 'Cap' })),
    );
  });
});
