import { describe, expect, it } from 'vitest';
import { SAFE_AREAS } from '../../server/protocol/overlay-stage.ts';
import { movedBy, steppedBy } from './place-card.ts';

const safe = SAFE_AREAS.landscape;
const card = { layout: 'landscape', size: { width: 728, height: 472 } } as const;

describe('a card that is moved', () => {
  it('goes as far as the pointer, counted in the room that it leaves', () => {
    const moved = movedBy({ x: 0, y: 0 }, { dx: 250, dy: 100 }, card);
    expect(moved).toEqual({ place: { x: 250, y: 200 }, snapX: null, snapY: null });
  });

  it('jumps onto edges and middles that are near, and says which', () => {
    const moved = movedBy({ x: 100, y: 900 }, { dx: -80, dy: -190 }, card);
    expect(moved).toEqual({ place: { x: 0, y: 500 }, snapX: 0, snapY: 500 });
  });

  it('never leaves the safe area', () => {
    const moved = movedBy({ x: 500, y: 500 }, { dx: 9_999, dy: -9_999 }, card);
    expect(moved.place).toEqual({ x: 1000, y: 0 });
    expect(steppedBy({ x: 990, y: 10 }, { x: 50, y: -50 })).toEqual({ x: 1000, y: 0 });
  });

  it('stays where it has no room', () => {
    const wide = { layout: 'landscape', size: { width: safe.width, height: 300 } } as const;
    expect(movedBy({ x: 300, y: 0 }, { dx: 50, dy: 300 }, wide)).toMatchObject({
      place: { x: 300 },
      snapX: null,
    });
  });
});
