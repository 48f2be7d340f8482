import type { CreateDropInput } from '../../protocol/drops.schema.ts';
import type { DropDetail, PoolView } from '../../protocol/drops.ts';
import type { Offer } from '../../protocol/offers.ts';
import { CENTRAL, EVERYONE } from '../../protocol/stock-keys.ts';
import { windowOf } from './plan-acts.ts';

/** Ids of what stands in, by the ids of what it stands in for. */
export type StandIns = {
  brandId: string;
  skus: ReadonlyMap<string, string>;
  contracts: ReadonlyMap<string, string>;
  locations: ReadonlyMap<string, string>;
  audiences: ReadonlyMap<string, string>;
};

/** How much of the stock there is, and when it is sold. */
export type Staging = { startsAt: number; minutes: number; units: number };

/**
 * A drop as it is to be rehearsed: the same articles, steps, pools, gates, offer and promises, with a
 * window of minutes and with units in proportion to the audience, so that one sees it run low.
 */
export function copyOfDrop(drop: DropDetail, given: StandIns, staging: Staging): CreateDropInput {
  const share = Math.min(1, staging.units / Math.max(1, unitsOf(drop.items)));
  const scaled = (units: number) => Math.max(1, Math.round(units * share));
  const { startsAt, minutes } = staging;
  const endsAt = startsAt + windowOf(minutes).baseMs;
  const gates = drop.gates.filter(({ contractId }) => given.contracts.has(contractId));
  const moment = (at: number) => momentIn({ startsAt, endsAt }, drop, at);
  const items = drop.items.map((item) => {
    const pools = drop.pools.filter(({ skuId, stock }) => skuId === item.skuId && stock.total > 0);
    // Units that are kept for a group to which no gate of the copy opens are everybody's.
    const [forEveryone, others] = [pools.filter(isOpen), pools.filter((pool) => !isOpen(pool))];
    const rows = others.map(rowOf);
    const units = forEveryone.reduce((sum, { stock }) => sum + scaled(stock.total), 0);
    const total = rows.reduce((sum, row) => sum + row.units, units);
    return {
      skuId: idOf(given.skus, item.skuId),
      priceMinor: item.priceMinor,
      units,
      extraStock: rows,
      rungs: rungsOf(item.rungs, { total, scaled, moment }),
    };
  });

  function isOpen({ location, audience }: PoolView): boolean {
    if (audience === EVERYONE) return location === CENTRAL;
    return !gates.some((gate) => gate.audience === audience);
  }

  function rowOf({ location, audience, stock }: PoolView) {
    return {
      location: idOf(given.locations, location),
      audience: idOf(given.audiences, audience),
      units: scaled(stock.total),
    };
  }

  return {
    brandId: given.brandId,
    title: drop.title,
    description: drop.description,
    startsAt,
    endsAt,
    items,
    gates: gates.map(({ contractId, audience, capUnits }) => ({
      contractId: idOf(given.contracts, contractId),
      audience: idOf(given.audiences, audience),
      capUnits: capUnits === null ? null : scaled(capUnits),
      opensAt: null,
      closesAt: null,
    })),
    fairness: drop.fairness,
    entriesCloseAt: drop.fairness === 'draw' ? startsAt + (endsAt - startsAt) / 4 : null,
    turnsPerSecond: drop.turnsPerSecond,
    hasWaitingList: drop.hasWaitingList,
    offerSeconds: Math.min(drop.offerSeconds, minutes * 12),
    offer: offerOf(drop.offer, given),
    addOnStock: drop.offer.kind === 'bundle' ? addOnsFor(items) : [],
    noteLabel: drop.noteLabel,
    canShip: drop.canShip,
    // What is kept for members opens while one looks.
    reserveEndsAt: drop.reserveEndsAt === null ? null : startsAt + (endsAt - startsAt) * 0.4,
    holdSeconds: Math.min(drop.holdSeconds, Math.max(1, Math.floor(minutes / 5)) * 60),
    limitPerCustomer: drop.limitPerCustomer,
    shippingMinor: drop.shippingMinor,
    shippingPromise: drop.shippingPromise || 'As in the drop.',
    returnsPromise: drop.returnsPromise || 'As in the drop.',
    warrantyPromise: drop.warrantyPromise,
    contingencyPlan: drop.contingencyPlan ?? '',
    holdout: null,
    publish: true,
  };
}

/** All units that a drop offers, of all articles. */
export function unitsOf(items: DropDetail['items']): number {
  return items.reduce((sum, { stock }) => sum + stock.total, 0);
}

/** At least as many add-ons at each place as units: what is sent together comes from one place. */
function addOnsFor(items: CreateDropInput['items']): CreateDropInput['addOnStock'] {
  const byPlace = new Map<string, number>();
  const add = (place: string, units: number) =>
    byPlace.set(place, (byPlace.get(place) ?? 0) + units);
  for (const { units, extraStock } of items) {
    if (units > 0) add(CENTRAL, units);
    for (const row of extraStock) add(row.location, row.units);
  }
  return [...byPlace].map(([location, units]) => ({ location, audience: EVERYONE, units }));
}

function rungsOf(
  rungs: DropDetail['items'][number]['rungs'],
  given: { total: number; scaled: (units: number) => number; moment: (at: number) => number },
): CreateDropInput['items'][number]['rungs'] {
  let left = given.total;
  return rungs.flatMap(({ priceMinor, units, endsAt }) => {
    const some = units === null ? null : given.scaled(units);
    if (some !== null && some > left) return [];
    left -= some ?? 0;
    return [{ priceMinor, units: some, endsAt: endsAt === null ? null : given.moment(endsAt) }];
  });
}

/** Where a moment of the drop's window lies in the window of its copy; never before its start. */
function momentIn(
  window: { startsAt: number; endsAt: number },
  drop: { startsAt: number; endsAt: number },
  at: number,
): number {
  const part = (at - drop.startsAt) / Math.max(1, drop.endsAt - drop.startsAt);
  const span = window.endsAt - window.startsAt;
  return Math.round(window.startsAt + span * Math.min(1, Math.max(0.05, part)));
}

function offerOf(offer: Offer, { skus }: StandIns): Offer {
  if (offer.kind !== 'bundle') return offer;
  return { kind: 'bundle', addOnSkuId: idOf(skus, offer.addOnSkuId) };
}

/** A well-known word stands for itself. */
function idOf(ids: ReadonlyMap<string, string>, id: string): string {
  return ids.get(id) ?? id;
}
