import { describe, expect, it } from 'vitest';
import { OVERLAY_THEMES } from '../../server/protocol/live.ts';
import { contrast } from './contrast.ts';
import { paletteOf } from './palette.ts';

const STEPS = ['00', '33', '66', '99', 'cc', 'ff'];
const COLOURS = STEPS.flatMap((r) => STEPS.flatMap((g) => STEPS.map((b) => `#${r}${g}${b}`)));

describe('an accent of any colour', () => {
  it.each(OVERLAY_THEMES)('can be read on any plate, and read from: %s', (theme) => {
    const plates = [null, '#000000', '#ffffff', '#777777', '#1d4ed8'];
    for (const accent of [...COLOURS, '#ffd24a', '#767676', '#1d4ed8']) {
      for (const plate of plates) {
        const colours = paletteOf({ theme, accent, plate });
        const pairs = [
          [colours.text, colours.plate],
          [colours.quiet, colours.plate],
          [colours.accentText, colours.plate],
          [colours.onLoud, colours.loud],
        ] as const;
        for (const [text, surface] of pairs)
          expect(contrast(text, surface)).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('is measured as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });
});
