import { versionForDrop } from '../contracts/rules/version-for-drop.ts';
import { listPlaces } from '../fulfilment/list-places.ts';
import {
  findLotFacts,
  findOpenPlaces,
  findQueuePlaces,
  sumWaitingUnits,
} from '../lines/places-for-claims.ts';
import type { Tx } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import { invariant } from '../platform/invariant.ts';
import { toNumber } from '../platform/minor.ts';
import type { Delivery } from '../protocol/claims.ts';
import type { Fairness } from '../protocol/lines.ts';
import type { Offer } from '../protocol/offers.ts';
import {
  type DropForBatch,
  findAllowances,
  findClaimsByKeys,
  findClaimsForStock,
  findCodes,
  findContractVersions,
  findDropForBatch,
  findLeasesForStock,
  findSkuTitle,
  findUsedTokens,
} from './batch.store.ts';
import type { KnownDrop } from './known-drops.ts';
import { customerKeyOf } from './rules/customer-key.ts';
import type { StockCommand } from './rules/decide-batch.ts';
import type {
  ClaimStock,
  CodeState,
  GateState,
  ItemState,
  LeaseState,
  StockState,
} from './rules/stock-state.ts';
import { wishesInReach } from './rules/wishes-in-reach.ts';

/** So many of a line can be made an offer by one batch. */
export const MOST_OFFERS = 64;

export type LoadedBatch = KnownDrop & { state: StockState };

type Asked = {
  dropId: string;
  engine: Engine;
  commands: readonly StockCommand[];
  /** The drop as the last batch left it, when nothing has changed it since. */
  known: KnownDrop | null;
};

/**
 * Gathers all that decides a batch, in sets; the caller holds the drop's lock, so nothing of it
 * changes meanwhile. Null: there is no such drop.
 */
export async function loadBatch(
  tx: Tx,
  { dropId, engine, commands, known }: Asked,
  now: Date,
): Promise<LoadedBatch | null> {
  const which = { dropId, engine };
  const readAt = known?.readAt ?? performance.now();
  const drop = known ? await withContracts(tx, known.drop) : await findDropForBatch(tx, dropId);
  if (!drop) return null;
  const places = known?.places ?? (await listPlaces(tx, drop.brandId));
  const holds = commands.filter((command) => command.kind === 'hold');
  const claims = await loadClaims(tx, dropId, commands);
  const waitingUnits = await sumWaitingUnits(tx, dropId);
  const customerKeys = unique([
    ...holds.map(({ token }) => token.customerKey),
    ...[...claims.values()].map(({ customerKey }) => customerKey),
    ...commands.flatMap((one) => (one.kind === 'confirm' && one.payerKey ? one.payerKey : [])),
  ]);
  const codeIds = unique([
    ...holds.flatMap(({ token }) => token.codeId ?? []),
    ...[...claims.values()].flatMap(({ codeId }) => codeId ?? []),
  ]);
  const keys = commands.flatMap((one) =>
    one.kind === 'hold' || one.kind === 'sell_leased' ? one.idempotencyKey : [],
  );
  const jtis = holds.map(({ token }) => token.jti);
  const isQueued = drop.fairness === 'shuffle';
  const visitorKeys = unique(holds.map(({ token }) => customerKeyOf(token)));
  const sameKeys = await findClaimsByKeys(tx, which, keys);
  const lot = drop.fairness === 'first_come' ? null : await findLotFacts(tx, dropId);
  const offer = JSON.parse(drop.offer) as Offer;
  const state: StockState = {
    drop: termsOf(drop, offer),
    items: await itemsOf(tx, drop, offer),
    pools: drop.pools.map(({ id, skuId, location, audience, available, held, sold, leased }) => ({
      ...{ id, skuId, location, audience, available, held, sold, leased },
    })),
    rungs: drop.rungs.map(({ endsAt, priceMinor, ...rung }) => ({
      ...rung,
      endsAt: endsAt?.getTime() ?? null,
      priceMinor: toNumber(priceMinor),
    })),
    gates: new Map(drop.gates.map((gate) => [gate.id, gateOf(gate, drop, now)])),
    places,
    customers: await findAllowances(tx, which, customerKeys),
    codes: await loadCodes(tx, codeIds, now),
    usedTokens: new Set(await findUsedTokens(tx, engine, jtis)),
    claimsByKey: new Map(
      sameKeys.map(({ id, idempotencyKey, requestHash }) => [
        idempotencyKey,
        { claimId: id, requestHash },
      ]),
    ),
    claims,
    leases: await loadLeases(tx, dropId, commands),
    lot: lot && { entryCount: lot.entryCount, isDrawn: lot.drawnAt !== null },
    queue: isQueued
      ? await findQueuePlaces(tx, { dropId, customerKeys: [...customerKeys, ...visitorKeys] })
      : new Map<string, { rank: number | null }>(),
    waiting: [],
    isLineLonger: false,
    waitingUnits,
    isLineServed: waitingUnits.size === 0,
  };
  if (!state.isLineServed) await addWaiting(tx, which, { state, now });
  return { drop, places, readAt, state };
}

/** Adds those in line whom this batch might make an offer. */
async function addWaiting(
  tx: Tx,
  which: Pick<Asked, 'dropId' | 'engine'>,
  { state, now }: { state: StockState; now: Date },
): Promise<void> {
  const wanting = wishesInReach(state, now.getTime());
  const places = await findOpenPlaces(tx, { dropId: which.dropId, wanting, take: MOST_OFFERS });
  state.waiting.push(...places);
  state.isLineLonger = places.length === MOST_OFFERS;
  const keys = places.map(({ customerKey }) => customerKey);
  const unread = unique(keys).filter((key) => !state.customers.has(key));
  for (const [key, used] of await findAllowances(tx, which, unread)) state.customers.set(key, used);
}

/** Contracts change without the drop's lock, so they are read for every batch. */
async function withContracts(tx: Tx, drop: DropForBatch): Promise<DropForBatch> {
  const ids = unique(drop.gates.map(({ contractId }) => contractId));
  const contracts = new Map((await findContractVersions(tx, ids)).map((one) => [one.id, one]));
  return {
    ...drop,
    gates: drop.gates.map((gate) => ({
      ...gate,
      contract: { ...gate.contract, ...contracts.get(gate.contractId) },
    })),
  };
}

function termsOf(drop: DropForBatch, offer: Offer): StockState['drop'] {
  return {
    phase: {
      publishedAt: drop.publishedAt?.getTime() ?? null,
      pausedAt: drop.pausedAt?.getTime() ?? null,
      endedAt: drop.endedAt?.getTime() ?? null,
      startsAt: drop.startsAt.getTime(),
      endsAt: drop.endsAt.getTime(),
    },
    limitPerCustomer: drop.limitPerCustomer,
    shippingMinor: toNumber(drop.shippingMinor),
    shippingPromise: drop.shippingPromise,
    returnsPromise: drop.returnsPromise,
    warrantyPromise: drop.warrantyPromise,
    currency: drop.brand.currency,
    holdSeconds: drop.holdSeconds,
    offerSeconds: drop.offerSeconds,
    fairness: drop.fairness as Fairness,
    turnsPerSecond: drop.turnsPerSecond,
    offer,
    noteLabel: drop.noteLabel,
    canShip: drop.canShip,
  };
}

function gateOf(
  gate: DropForBatch['gates'][number],
  { publishedAt }: DropForBatch,
  now: Date,
): GateState {
  const { id, contractId, audience, capUnits, usedUnits, contract } = gate;
  return {
    ...{ id, contractId, audience, capUnits, usedUnits },
    opensAt: gate.opensAt?.getTime() ?? null,
    closesAt: gate.closesAt?.getTime() ?? null,
    tokensRevokedAt: gate.tokensRevokedAt?.getTime() ?? null,
    contractVersionId: versionForDrop(contract, { publishedAt, at: now })?.id ?? null,
  };
}

async function itemsOf(tx: Tx, drop: DropForBatch, offer: Offer): Promise<Map<string, ItemState>> {
  const items = new Map<string, ItemState>();
  for (const { skuId, sku, priceMinor } of drop.items) {
    items.set(skuId, {
      skuId,
      title: `${sku.product.name} · ${sku.title}`,
      priceMinor: toNumber(priceMinor),
      listPriceMinor: toNumber(sku.priceMinor),
      isForSale: true,
    });
  }
  if (offer.kind !== 'bundle' || items.has(offer.addOnSkuId)) return items;
  const addOn = await findSkuTitle(tx, offer.addOnSkuId);
  invariant(addOn, `the add-on ${offer.addOnSkuId} exists`);
  items.set(addOn.id, {
    skuId: addOn.id,
    title: `${addOn.product.name} · ${addOn.title}`,
    priceMinor: 0,
    listPriceMinor: toNumber(addOn.priceMinor),
    isForSale: false,
  });
  return items;
}

async function loadCodes(tx: Tx, codeIds: string[], now: Date): Promise<Map<string, CodeState>> {
  const codes = await findCodes(tx, codeIds);
  return new Map(
    codes.map(({ id, maxUses, usedCount, batch }) => {
      const isOver = batch.expiresAt !== null && batch.expiresAt <= now;
      return [id, { id, maxUses, usedCount, isDead: isOver || batch.revokedAt !== null }];
    }),
  );
}

async function loadClaims(
  tx: Tx,
  dropId: string,
  commands: readonly StockCommand[],
): Promise<Map<string, ClaimStock>> {
  const claimIds = commands.flatMap((command) =>
    command.kind === 'release' || command.kind === 'confirm' ? [command.claimId] : [],
  );
  const claims = await findClaimsForStock(tx, dropId, unique(claimIds));
  return new Map(
    claims.map(({ id, gateId, customerKey, codeId, placeId, lines, ...times }) => [
      id,
      {
        ...{ id, gateId, customerKey, codeId, placeId },
        delivery: times.delivery as Delivery,
        lines: lines.map(({ poolId, skuId, quantity, unitPriceMinor, rung, isAddOn }) => ({
          ...{ poolId, skuId, quantity, rung, isAddOn },
          unitPriceMinor: toNumber(unitPriceMinor),
        })),
        expiresAt: times.expiresAt.getTime(),
        isPaying: times.payingAt !== null,
        isPaid: times.paidAt !== null,
        isReleased: times.releasedAt !== null,
        hasLateRefund: times.lateRefundAt !== null,
      },
    ]),
  );
}

async function loadLeases(
  tx: Tx,
  dropId: string,
  commands: readonly StockCommand[],
): Promise<Map<string, LeaseState>> {
  const ids = commands.flatMap((one) => ('leaseId' in one ? one.leaseId : []));
  const rows = await findLeasesForStock(tx, dropId, unique(ids));
  return new Map(
    rows.map(({ createdAt, dropId: _, ...lease }) => [
      lease.id,
      { ...lease, createdAt: createdAt.getTime() },
    ]),
  );
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
