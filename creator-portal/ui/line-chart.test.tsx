import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { LineChart, type LinePoint } from './line-chart.tsx';

const draw = (points: LinePoint[]) =>
  renderToStaticMarkup(
    <LineChart
      title="Worth"
      unit="EUR"
      xHead="Age"
      xText={(x) => `${x} days`}
      lines={[{ key: 'a', label: 'A', points, isMain: true }]}
    />,
  );
const points = (count: number): LinePoint[] =>
  Array.from({ length: count }, (_, x) => ({ x, value: x * 3 - 1, text: `${x * 3 - 1}` }));

describe('a line chart', () => {
  it.each([0, 1, 2, 400])('draws %i points without a number that is none', (count) => {
    const html = draw(points(count));
    expect(html).not.toMatch(/NaN|Infinity/);
    expect(html.includes('Nothing in this period yet.')).toBe(count === 0);
    expect(html.includes(' L')).toBe(count > 1);
  });

  it('breaks where there is no value, instead of drawing zero', () => {
    const html = draw([
      { x: 1, value: 5, text: '5' },
      { x: 7, value: 6, text: '6' },
      { x: 14, value: null, text: '—' },
      { x: 30, value: 9, text: '9' },
    ]);
    expect(html.match(/ L/g)).toHaveLength(1);
    expect(html).toContain('30 days: 9');
  });
});
