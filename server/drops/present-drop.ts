import { toNumber } from '../platform/minor.ts';
import {
  type DropDetail,
  type DropEventKind,
  type DropEventView,
  type DropItemView,
  type DropSummary,
  dropPhase,
  type GateView,
  type PoolView,
} from '../protocol/drops.ts';
import type { Fairness } from '../protocol/lines.ts';
import type { Offer } from '../protocol/offers.ts';
import type { ListedDrop, WholeDrop } from './drops.store.ts';
import type { DropSales } from './money.store.ts';
import { eventText } from './rules/event-text.ts';
import { audienceName, locationName } from './rules/name-of-key.ts';
import { offeredPools } from './rules/offered-pools.ts';
import { phaseFacts } from './rules/phase-facts.ts';
import { rungViews } from './rules/rung-views.ts';
import { sumStock } from './rules/sum-stock.ts';

/** What anybody may see of the SKUs of a drop. */
export function presentItems(drop: WholeDrop): DropItemView[] {
  return drop.items.map(({ sku, skuId, priceMinor }) => ({
    skuId,
    productName: sku.product.name,
    title: sku.title,
    priceMinor: toNumber(priceMinor),
    listPriceMinor: toNumber(sku.priceMinor),
    imageUrl: imageUrlOf(sku.product.images[0]),
    imageAlt: sku.product.images[0]?.alt ?? '',
    stock: sumStock(drop.pools.filter((pool) => pool.skuId === skuId)),
    rungs: rungViews(drop.rungs.filter((rung) => rung.skuId === skuId)),
  }));
}

/** The public log of a drop, oldest first. */
export function presentEvents(drop: WholeDrop): DropEventView[] {
  return drop.log.map(({ at, kind, detail }) => ({
    at: at.getTime(),
    kind: kind as DropEventKind,
    text: eventText(kind as DropEventKind, JSON.parse(detail)),
  }));
}

export function presentSummary(drop: ListedDrop, sales: DropSales, now: number): DropSummary {
  const facts = phaseFacts(drop);
  return {
    id: drop.id,
    slug: drop.slug,
    title: drop.title,
    phase: dropPhase(facts, now),
    startsAt: facts.startsAt,
    endsAt: facts.endsAt,
    stock: sumStock(offeredPools(drop)),
    creatorNames: [...new Set(drop.gates.map((gate) => creatorNameOf(gate.contract)))],
    orders: sales.orders,
    netRevenueMinor: toNumber(netOf(sales)),
    currency: drop.brand.currency,
    imageUrl: imageUrlOf(drop.items[0]?.sku.product.images[0]),
  };
}

/** A drop as its brand sees it; `missing` is what publishing still lacks. */
export function presentDetail(
  drop: WholeDrop,
  sales: DropSales,
  {
    commissionMinor,
    now,
    missing,
    warnings,
    publicUrl,
  }: {
    commissionMinor: bigint;
    now: number;
    missing: string[];
    warnings: string[];
    publicUrl: string;
  },
): DropDetail {
  const inCurrency = (minor: bigint) => ({ minor: toNumber(minor), currency: drop.brand.currency });
  return {
    ...presentSummary(drop, sales, now),
    description: drop.description,
    holdSeconds: drop.holdSeconds,
    limitPerCustomer: drop.limitPerCustomer,
    shippingMinor: toNumber(drop.shippingMinor),
    shippingPromise: drop.shippingPromise,
    returnsPromise: drop.returnsPromise,
    warrantyPromise: drop.warrantyPromise,
    contingencyPlan: drop.contingencyPlan ?? '',
    pauseReason: drop.pauseReason,
    items: presentItems(drop),
    fairness: drop.fairness as Fairness,
    entriesCloseAt: drop.entriesCloseAt?.getTime() ?? null,
    turnsPerSecond: drop.turnsPerSecond,
    hasWaitingList: drop.hasWaitingList,
    offerSeconds: drop.offerSeconds,
    offer: offerOf(drop),
    noteLabel: drop.noteLabel,
    canShip: drop.canShip,
    reserveEndsAt: drop.reserveEndsAt?.getTime() ?? null,
    holdout: drop.experiment && {
      ...drop.experiment,
      stoppedAt: drop.experiment.stoppedAt?.getTime() ?? null,
    },
    pools: drop.pools.map((pool) => presentPool(drop, pool)),
    gates: drop.gates.map((gate) => presentGate(drop, gate)),
    events: presentEvents(drop),
    missing,
    warnings,
    publicUrl: `${publicUrl}/d/${drop.slug}`,
    money: {
      captured: inCurrency(sales.capturedMinor),
      refunded: inCurrency(sales.refundedMinor),
      shipping: inCurrency(sales.shippingMinor),
      cost: inCurrency(sales.costMinor),
      commission: inCurrency(commissionMinor),
      margin: inCurrency(netOf(sales) - sales.costMinor - commissionMinor),
    },
  };
}

export function imageUrlOf(image: { id: string } | undefined): string | null {
  return image ? `/images/${image.id}` : null;
}

export function creatorNameOf(contract: ListedDrop['gates'][number]['contract']): string {
  return contract.creator?.displayName ?? contract.invitedEmail;
}

/** What comes beside the articles, as it was written. */
export function offerOf(drop: { offer: string }): Offer {
  return JSON.parse(drop.offer) as Offer;
}

function presentPool(drop: WholeDrop, pool: WholeDrop['pools'][number]): PoolView {
  return {
    id: pool.id,
    skuId: pool.skuId,
    title: `${pool.sku.product.name} · ${pool.sku.title}`,
    location: pool.location,
    locationName: locationName(pool.location, drop.brand.locations),
    audience: pool.audience,
    audienceName: audienceName(pool.audience, drop.brand.audiences),
    stock: sumStock([pool]),
  };
}

function presentGate(drop: WholeDrop, gate: WholeDrop['gates'][number]): GateView {
  return {
    id: gate.id,
    contractId: gate.contractId,
    creatorId: gate.contract.creatorId,
    creatorName: creatorNameOf(gate.contract),
    audience: gate.audience,
    audienceName: audienceName(gate.audience, drop.brand.audiences),
    capUnits: gate.capUnits,
    usedUnits: gate.usedUnits,
    opensAt: gate.opensAt?.getTime() ?? null,
    closesAt: gate.closesAt?.getTime() ?? null,
    tokensRevokedAt: gate.tokensRevokedAt?.getTime() ?? null,
  };
}

/** Captured − tax − shipping that was kept − refunds: the sum of what `netOfOrder` says of each order. */
function netOf(sales: DropSales): bigint {
  return sales.capturedMinor - sales.taxMinor - sales.shippingMinor - sales.refundedMinor;
}
