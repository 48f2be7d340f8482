// @vitest-environment happy-dom
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Amount, moneyText } from './money.tsx';
import { readAmount, readShareBps, writeAmount } from './money-input.ts';

describe('amounts', () => {
  it('are shown with the decimals of their currency', () => {
    expect(moneyText({ minor: 4900, currency: 'eur' })).toContain('49.00');
    expect(moneyText({ minor: 4900, currency: 'jpy' })).toContain('4,900');
    expect(moneyText({ minor: 4900, currency: 'bhd' })).toContain('4.900');
  });

  it('carry a real minus sign when negative', () => {
    expect(moneyText({ minor: -1335, currency: 'eur' })).toMatch(/^−/);
  });

  it('stand in tabular figures and never break over a line', () => {
    const markup = renderToStaticMarkup(<Amount money={{ minor: 1, currency: 'eur' }} />);
    expect(markup).toContain('tabular-nums');
    expect(markup).toContain('whitespace-nowrap');
  });
});

describe('typed amounts', () => {
  it.each([
    ['49', 'eur', 4900],
    ['49.9', 'eur', 4990],
    ['49,90', 'eur', 4990],
    [' 0.07 ', 'eur', 7],
    ['4900', 'jpy', 4900],
    ['1.005', 'bhd', 1005],
  ])('%j in %s is %i minor units', (text, currency, minor) => {
    expect(readAmount(text, currency)).toBe(minor);
  });

  it.each([
    ['49.999', 'eur'],
    ['49.5', 'jpy'],
    ['-1', 'eur'],
    ['1e3', 'eur'],
    ['', 'eur'],
    ['9'.repeat(10), 'eur'],
  ])('%j in %s is not an amount', (text, currency) => {
    expect(readAmount(text, currency)).toBeNull();
  });

  it('survive the way to a field and back', () => {
    for (const minor of [0, 7, 99, 100, 4990, 123_456_789]) {
      for (const currency of ['eur', 'jpy', 'bhd']) {
        expect(readAmount(writeAmount(minor, currency), currency)).toBe(minor);
      }
    }
  });
});

describe('typed shares', () => {
  it('are basis points, up to the whole', () => {
    expect(readShareBps('15')).toBe(1500);
    expect(readShareBps('12,5')).toBe(1250);
    expect(readShareBps('90')).toBe(9_000);
    expect(readShareBps('90.01')).toBeNull();
    expect(readShareBps('100')).toBeNull();
    expect(readShareBps('12.345')).toBeNull();
  });
});
