import { describe, expect, it } from 'vitest';
import { contrast, PLATE, textInAccent, textOn } from './contrast.ts';

describe('an accent of any colour', () => {
  const steps = ['00', '33', '66', '99', 'cc', 'ff'];
  const colours = steps.flatMap((r) => steps.flatMap((g) => steps.map((b) => `#${r}${g}${b}`)));

  it('can be read as text on the plate, and has readable text on it', () => {
    for (const colour of [...colours, '#ffd24a', '#1d4ed8']) {
      expect(contrast(textInAccent(colour), PLATE)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(textOn(colour), colour)).toBeGreaterThanOrEqual(4.4);
    }
  });

  it('is measured as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });
});
