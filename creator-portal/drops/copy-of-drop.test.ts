import { describe, expect, it } from 'vitest';
import type { DropDetail } from '../../server/protocol/drops.ts';
import { copyOfDrop } from './drop-draft.ts';

const HOUR_MS = 3_600_000;
const STARTS_AT = Date.parse('2026-11-20T17:00:00Z');
const PLACE = { timeZone: 'Europe/Berlin' };

/** A drop of which a copy reads its window, its groups and its steps. */
const DROP = {
  phase: 'live',
  ...{ title: 'Knit night', description: '', slug: 'knit', currency: 'eur' },
  ...{ startsAt: STARTS_AT, endsAt: STARTS_AT + 3 * HOUR_MS },
  ...{ holdSeconds: 600, limitPerCustomer: 1, shippingMinor: 0, offerSeconds: 300 },
  ...{ fairness: 'draw', entriesCloseAt: STARTS_AT + HOUR_MS, turnsPerSecond: 20 },
  ...{ reserveEndsAt: STARTS_AT + 2 * HOUR_MS, hasWaitingList: true, canShip: true },
  offer: { kind: 'plain' },
  gates: [{ contractId: 'mira', audience: 'm', opensAt: STARTS_AT - HOUR_MS / 2, capUnits: null }],
  items: [
    {
      ...{ skuId: 'sku', priceMinor: 4900 },
      rungs: [{ position: 1, priceMinor: 3900, units: null, endsAt: STARTS_AT + HOUR_MS }],
    },
  ],
  pools: [],
} as unknown as DropDetail;

describe('a copy of a drop', () => {
  it('moves a window that has begun to tomorrow, with every moment in it', () => {
    const copy = copyOfDrop(DROP, { now: STARTS_AT + 1, ...PLACE });
    expect(copy).toMatchObject({
      ...{ starts: '2026-11-21T18:00', ends: '2026-11-21T21:00', slug: '' },
      ...{ entriesClose: '2026-11-21T19:00', reserveEnds: '2026-11-21T20:00' },
      groups: [{ opens: '2026-11-21T17:30' }],
      items: [{ rungs: [{ ends: '2026-11-21T19:00' }] }],
    });
  });

  it('keeps a window that is ahead', () => {
    const copy = copyOfDrop(DROP, { now: STARTS_AT - HOUR_MS, ...PLACE });
    expect(copy).toMatchObject({
      ...{ starts: '2026-11-20T18:00', ends: '2026-11-20T21:00' },
      groups: [{ opens: '2026-11-20T17:30' }],
    });
  });
});
