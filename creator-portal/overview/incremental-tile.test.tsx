// @vitest-environment happy-dom
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { IncrementalRevenue } from '../../server/protocol/experiments.ts';
import { IncrementalFigure } from './incremental-tile.tsx';

const eur = (minor: number) => ({ minor, currency: 'eur' });

function textOf(revenue: IncrementalRevenue | null): string {
  const tile = <IncrementalFigure revenue={revenue} look={<a href="/uplift">What it takes</a>} />;
  const element = document.createElement('dl');
  element.innerHTML = renderToStaticMarkup(tile);
  return [...element.querySelectorAll('dt, dd')].map((one) => one.textContent).join(' | ');
}

describe('revenue on top', () => {
  const found = { estimate: eur(120_000), low: eur(40_000), high: eur(200_000), drops: 3 };

  it('is shown with its interval and the drops that it comes from', () => {
    expect(textOf({ ...found, isCertain: true })).toBe(
      'Revenue on top | €1,200.00 | between €400.00 and €2,000.00, by 3 drops with a holdout',
    );
  });

  it('is no figure where chance alone could explain it, and leads to what it takes', () => {
    expect(textOf({ ...found, low: eur(-40_000), drops: 1, isCertain: false })).toBe(
      'Revenue on top | Not enough data | between −€400.00 and €2,000.00: chance alone could explain it. What it takes',
    );
  });

  it('is unknown where no drop has finished with a holdout, and says so', () => {
    expect(textOf(null)).toBe(
      'Revenue on top | – | No drop of this period has finished with a holdout. What it takes',
    );
  });
});
