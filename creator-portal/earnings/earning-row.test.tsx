// @vitest-environment happy-dom
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { EarningLine } from '../../server/protocol/payouts.ts';
import { EarningRow } from './earning-row.tsx';

const LINE: EarningLine = {
  id: 'line',
  kind: 'drop_sale',
  orderNumber: 1191,
  dropTitle: 'Contour in Ink',
  brandName: 'Marl & Motion',
  earnedAt: Date.parse('2026-11-20T16:56:00Z'),
  state: 'on_hold',
  stateSentence: 'On hold until 30 Nov 2026, then it can be paid out.',
  holdUntil: Date.parse('2026-11-30T16:56:00Z'),
  amount: { minor: 1242, currency: 'eur' },
  earned: { minor: 1242, currency: 'eur' },
  reversed: { minor: 0, currency: 'eur' },
  why: {
    contractVersion: 1,
    clause: 'rate',
    cappedBy: null,
    rateBps: 1800,
    rateKind: 'new',
    base: { minor: 6900, currency: 'eur' },
    arithmetic: '18 % of €69.00 net = €12.42',
    sentences: ['This customer was new to the brand: the rate for new customers applies.'],
    bookings: [
      {
        at: Date.parse('2026-11-20T16:56:00Z'),
        memo: 'Commission',
        amount: { minor: 1242, currency: 'eur' },
      },
    ],
  },
};

describe('an earning', () => {
  it('says its amount, its state in a sentence with a date, and how it was reckoned', () => {
    const text = textOf(LINE);
    expect(text).toContain('€12.42');
    expect(text).toContain('On hold until 30 Nov 2026');
    expect(text).toContain('18 % of €69.00 net = €12.42');
    expect(text).toContain('rate for new customers');
    expect(text).toContain('Contract version 1');
  });

  it('keeps what it was worth once a part is taken back', () => {
    const text = textOf({
      ...LINE,
      state: 'reversed',
      amount: { minor: 0, currency: 'eur' },
      reversed: { minor: -1242, currency: 'eur' },
    });
    expect(text).toContain('€0.00');
    expect(text).toContain('was €12.42');
    expect(text).toContain('Reversed');
  });

  it('opens without a script: the reasons are in a native disclosure', () => {
    expect(renderToStaticMarkup(<EarningRow line={LINE} />)).toContain('<details');
  });
});

function textOf(line: EarningLine): string {
  const page = document.createElement('div');
  page.innerHTML = renderToStaticMarkup(<EarningRow line={line} />);
  return page.textContent?.replace(/\s+/g, ' ') ?? '';
}
