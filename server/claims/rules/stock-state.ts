import type { Place } from '../../fulfilment/rules/route-order.ts';
import type { Delivery } from '../../protocol/claims.ts';
import type { PhaseFacts } from '../../protocol/drops.ts';
import type { Fairness } from '../../protocol/lines.ts';
import type { Offer } from '../../protocol/offers.ts';
import type { ReleaseReason } from './claim-state.ts';

/** One pool's units that can move in a claim. */
export type PoolState = {
  readonly id: string;
  readonly skuId: string;
  readonly location: string;
  readonly audience: string;
  available: number;
  held: number;
  sold: number;
  leased: number;
};

/** Units that a device may sell without asking. Totals only grow; `openUnits` is what is left of them. */
export type LeaseState = {
  readonly id: string;
  readonly deviceId: string;
  readonly poolId: string;
  readonly skuId: string;
  readonly gateId: string;
  readonly contractId: string;
  readonly contractVersionId: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  leasedUnits: number;
  confirmedUnits: number;
  returnedUnits: number;
  openUnits: number;
};

/** One early step of a price. Times in epoch milliseconds. */
export type RungState = {
  readonly id: string;
  readonly skuId: string;
  readonly position: number;
  readonly units: number | null;
  readonly endsAt: number | null;
  readonly priceMinor: number;
  usedUnits: number;
};

/** One gate. Times in epoch milliseconds. */
export type GateState = {
  readonly id: string;
  readonly contractId: string;
  readonly audience: string;
  readonly capUnits: number | null;
  readonly opensAt: number | null;
  readonly closesAt: number | null;
  readonly tokensRevokedAt: number | null;
  /** The version of its contract that is in force; null: none is. */
  readonly contractVersionId: string | null;
  usedUnits: number;
};

/** One printed or spoken code; `isDead`: its batch was withdrawn or has run out. */
export type CodeState = {
  readonly id: string;
  readonly maxUses: number;
  readonly isDead: boolean;
} & {
  usedCount: number;
};

/** What a drop says of every claim in it. Money in minor units. */
export type DropTerms = {
  readonly phase: Omit<PhaseFacts, 'available'>;
  readonly limitPerCustomer: number;
  readonly shippingMinor: number;
  readonly shippingPromise: string;
  readonly returnsPromise: string;
  readonly warrantyPromise: string;
  readonly currency: string;
  readonly holdSeconds: number;
  readonly offerSeconds: number;
  readonly fairness: Fairness;
  readonly turnsPerSecond: number;
  readonly offer: Offer;
  readonly noteLabel: string | null;
  readonly canShip: boolean;
};

/** One SKU that can be in a claim. `isForSale`: not only as the add-on of a bundle. */
export type ItemState = {
  readonly skuId: string;
  readonly title: string;
  readonly priceMinor: number;
  readonly listPriceMinor: number;
  readonly isForSale: boolean;
};

export type ClaimLineState = {
  readonly poolId: string;
  readonly skuId: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly rung: number;
  readonly isAddOn: boolean;
};

/** A claim that a release or a payment is about. Times in epoch milliseconds. */
export type ClaimStock = {
  readonly id: string;
  readonly gateId: string;
  readonly customerKey: string;
  readonly codeId: string | null;
  readonly placeId: string | null;
  readonly delivery: Delivery;
  readonly lines: readonly ClaimLineState[];
  readonly expiresAt: number;
  readonly isPaying: boolean;
  /** It was decided that its money goes back. */
  hasLateRefund: boolean;
  isPaid: boolean;
  isReleased: boolean;
};

/** A place in line that may be made an offer. */
export type WaitingPlace = {
  readonly id: string;
  readonly kind: 'waiting' | 'draw';
  readonly gateId: string;
  readonly contractId: string;
  readonly clickId: string | null;
  readonly visitorId: string;
  readonly customerKey: string;
  readonly skuId: string;
  readonly quantity: number;
  readonly delivery: Delivery;
  readonly locationId: string | null;
  readonly note: string | null;
};

/**
 * All that decides the commands of one batch, read under the drop's lock. The rules change the
 * counters in it as they decide, so that each command sees what the ones before it left.
 */
export type StockState = {
  readonly drop: DropTerms;
  readonly items: ReadonlyMap<string, ItemState>;
  readonly pools: readonly PoolState[];
  readonly rungs: readonly RungState[];
  readonly gates: ReadonlyMap<string, GateState>;
  readonly places: readonly Place[];
  /** Units that each customer holds or has bought in this drop. */
  readonly customers: Map<string, number>;
  readonly codes: ReadonlyMap<string, CodeState>;
  readonly usedTokens: Set<string>;
  /** By idempotency key. */
  readonly claimsByKey: Map<string, { claimId: string; requestHash: string }>;
  readonly claims: ReadonlyMap<string, ClaimStock>;
  /** The leases that the commands are about. */
  readonly leases: ReadonlyMap<string, LeaseState>;
  readonly lot: { entryCount: number; isDrawn: boolean } | null;
  /** Places in the line before the start, by customer. */
  readonly queue: ReadonlyMap<string, { rank: number | null }>;
  /** Places that wait for an offer that this batch might make, next one first; only the first so many. */
  readonly waiting: WaitingPlace[];
  /** There may be more such places than were loaded. */
  isLineLonger: boolean;
  /** Units that the whole line waits for, by SKU. */
  readonly waitingUnits: Map<string, number>;
  /** Whoever is in line was offered what is free; so what is free now is for anybody. */
  isLineServed: boolean;
};

/** What a viewer asks for. */
export type Wish = {
  readonly items: readonly { skuId: string; quantity: number }[];
  readonly delivery:
    | { kind: 'ship'; country?: string | undefined; postalCode?: string | undefined }
    | { kind: 'pick_up'; locationId: string };
  readonly note: string | null;
};

export type ReleaseCommand = {
  readonly kind: 'release';
  readonly claimId: string;
  readonly reason: ReleaseReason;
  /** The payment was closed, so a claim that is being paid is released too. */
  readonly whilePaying: boolean;
};
