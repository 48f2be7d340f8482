import type { PublicDropView } from '../../server/protocol/drops.ts';

/**
 * A drop that does not exist, to design an overlay and to play a test with before there is a real
 * one. It is drawn in the portal's preview and while a test runs, never else, and says what it is.
 */
export function sampleDrop(now: number): PublicDropView {
  const stock = { total: 60, available: 37, reserved: 0, held: 2, sold: 21 };
  return {
    ...{ id: 'sample', slug: 'sample', title: 'Your product stands here', description: '' },
    ...{ brandName: 'Example', brandSlug: 'example', currency: 'EUR' },
    facts: {
      ...{ publishedAt: now, pausedAt: null, endedAt: null },
      ...{ startsAt: now - 600_000, endsAt: now + 2_527_000, available: stock.available },
    },
    ...{ pinnedSkuId: null, question: { pinned: null, changed: 0 } },
    ...{ pauseReason: null, holdSeconds: 300, limitPerCustomer: 1, shippingMinor: 0 },
    ...{ shippingPromise: '', returnsPromise: '', warrantyPromise: '', contingencyPlan: '' },
    items: [
      {
        ...{ skuId: 'sample', productName: 'Example', title: 'Example' },
        ...{ priceMinor: 4900, listPriceMinor: 6900, imageUrl: null, imageAlt: '', stock },
        rungs: [{ position: 1, priceMinor: 3900, units: 30, unitsLeft: 9, endsAt: null }],
      },
    ],
    stock,
    ...{ creators: [], events: [], fairness: 'first_come', entriesCloseAt: null },
    ...{ turnsPerSecond: 0, offerSeconds: 0, hasWaitingList: false, offer: { kind: 'plain' } },
    ...{ noteLabel: null, canShip: true, pickUpPlaces: [], audiences: [], reserveEndsAt: null },
    ...{ lot: null, version: 0, epoch: 'sample', isTest: true, isRehearsal: false },
  };
}
