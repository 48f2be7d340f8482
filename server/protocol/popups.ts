/**
 * What at a pop-up did not go by the rules. All but the last four are about a sale that took place and is
 * on record; a person decides what follows from it.
 */
export type IncidentKind =
  | 'price_differs'
  | 'clock_wrong'
  | 'drop_not_started'
  | 'drop_paused'
  | 'drop_ended'
  | 'limit_reached'
  | 'beyond_lease'
  | 'not_recorded'
  | 'queued_refused'
  | 'paid_too_late'
  | 'lease_overridden';

/** How a claim came in. */
export type Resilience = 'online' | 'queued' | 'offline_confirmed';

/** The outcome of one reported sale. `retry`: the hub was too busy; the device tells it again. */
export type SaleOutcome =
  | { key: string; state: 'recorded'; claimId: string; incidents: IncidentKind[] }
  | { key: string; state: 'held'; claimId: string; expiresAt: number; totalMinor: number }
  | { key: string; state: 'refused'; reason: string; message: string }
  | { key: string; state: 'retry' };

/** What a device may sell, as it keeps it for when there is no network. Money in minor units. */
export type PopupMatrix = {
  /** The hub's clock; the device counts from it. */
  now: number;
  device: { name: string; locationName: string; brandName: string };
  drops: PopupDrop[];
};

export type PopupDrop = {
  dropId: string;
  title: string;
  currency: string;
  startsAt: number;
  endsAt: number;
  isPaused: boolean;
  limitPerCustomer: number;
  /** Why nothing of it can be leased; null: it can. */
  notLeasable: 'draw' | 'extras' | null;
  gates: { gateId: string; creatorName: string }[];
  items: PopupItem[];
};

export type PopupItem = {
  skuId: string;
  title: string;
  /** The drop's own price: what holds offline when no step by time is open. */
  priceMinor: number;
  /** Steps by time alone: the only ones that a device can know to be open. */
  steps: { endsAt: number; priceMinor: number; position: number }[];
  /** At this location, for everyone. */
  available: number;
  leases: PopupLease[];
};

/** Totals only grow: what is told twice changes nothing. */
export type PopupLease = {
  leaseId: string;
  gateId: string;
  leasedUnits: number;
  confirmedUnits: number;
  returnedUnits: number;
};

export type DeviceView = {
  id: string;
  name: string;
  locationId: string;
  locationName: string;
  createdAt: number;
  pairedAt: number | null;
  lastSeenAt: number | null;
  revokedAt: number | null;
  leases: {
    leaseId: string;
    dropTitle: string;
    skuTitle: string;
    leasedUnits: number;
    confirmedUnits: number;
    openUnits: number;
  }[];
};

/** Shown once: the device is paired by typing the code. */
export type NewDevice = { device: DeviceView; code: string; codeUntil: number };

export type IncidentView = {
  id: string;
  kind: IncidentKind;
  deviceName: string | null;
  dropTitle: string | null;
  claimId: string | null;
  /** What the device reported and what the rules say; only what applies. Money in minor units. */
  detail: IncidentDetail;
  createdAt: number;
  resolvedAt: number | null;
  resolvedBy: string | null;
  resolution: string | null;
};

export type IncidentDetail = {
  units?: number;
  paidMinor?: number;
  ruleMinor?: number;
  currency?: string;
  soldAt?: number;
  /** A problem's code: why it could not be recorded or held. */
  reason?: string;
};

/**
 * The price of a unit that is sold without a network: the first step by time that is open, else the
 * drop's own price. Steps by units are for those who ask the hub: offline nobody can count them.
 */
export function offlinePrice(
  { priceMinor, steps }: Pick<PopupItem, 'priceMinor' | 'steps'>,
  at: number,
): { priceMinor: number; rung: number } {
  const open = steps.find(({ endsAt }) => at < endsAt);
  return open ? { priceMinor: open.priceMinor, rung: open.position } : { priceMinor, rung: 0 };
}
