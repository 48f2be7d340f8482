import { describe, expect, it } from 'vitest';
import type { DropAudienceView } from '../../server/protocol/drops.ts';
import { dropPhase } from '../../server/protocol/drops.ts';
import { exampleDrop } from '../viewer-page/test-harness.ts';
import { isEarlyFor, openAudiences, seenBy } from './own-audience.ts';

const { facts, items } = exampleDrop();
const { startsAt } = facts;
const members: DropAudienceView = {
  audience: 'm',
  name: 'Members',
  opensAt: startsAt - 900_000,
  closesAt: null,
  reserved: 0,
};
const mine = new Set(['m']);
const openAt = (now: number, given: Partial<DropAudienceView> = {}) =>
  openAudiences([{ ...members, ...given }], mine, { facts, drawnAt: now });

describe('a drop as a member sees it', () => {
  it('has started from the moment at which it opened for them', () => {
    const now = startsAt - 900_000;
    expect(openAt(now - 1)).toEqual([]);
    expect(dropPhase(seenBy({ facts, items }, openAt(now)).facts, now)).toBe('live');
    expect(dropPhase(seenBy({ facts, items }, []).facts, now)).toBe('scheduled');
    const drop = { facts, drawnAt: now };
    expect(isEarlyFor(seenBy({ facts, items }, openAt(now)), drop)).toBe(true);
    expect(isEarlyFor(seenBy({ facts, items }, []), drop)).toBe(false);
    expect(isEarlyFor({ facts, items }, { facts, drawnAt: startsAt })).toBe(false);
  });

  it('is not open before or after the window, nor to whoever belongs to another audience', () => {
    expect(openAt(startsAt, { closesAt: startsAt })).toEqual([]);
    expect(openAt(startsAt - 1, { opensAt: null })).toEqual([]);
    const others = openAudiences([members], new Set(['x']), { facts, drawnAt: startsAt });
    expect(others).toEqual([]);
  });

  it('holds the units that are kept for them beside everybody’s', () => {
    const kept = items.map((item) => ({
      ...item,
      stock: { ...item.stock, available: 0, reserved: 4 },
    }));
    const soldOut = { facts: { ...facts, available: 0 }, items: kept };
    expect(dropPhase(soldOut.facts, startsAt)).toBe('sold_out');
    const seen = seenBy(soldOut, openAt(startsAt, { reserved: 4 }));
    expect(dropPhase(seen.facts, startsAt)).toBe('live');
    expect(seen.items[0]?.stock.available).toBe(4);
    expect(seenBy(soldOut, openAt(startsAt)).items[0]?.stock.available).toBe(0);
  });
});
