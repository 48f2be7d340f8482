/**
 * What at a pop-up did not go by the rules, and what that means, for whoever stands at the counter and
 * for whoever settles it. All but the last four are about a sale that took place and is on record; a
 * person decides what follows from it.
 */
export const INCIDENTS = {
  price_differs: 'It was sold at another price than the rules of the drop say.',
  clock_wrong: 'The clock of the device was wrong, so the time of the sale is a guess.',
  drop_not_started: 'It was sold before the drop began.',
  drop_paused: 'It was sold while the drop was paused.',
  drop_ended: 'It was sold after the end of the drop.',
  limit_reached: 'More was sold to one buyer than the drop allows.',
  beyond_lease: 'More was sold than the device had leased; the rest came out of free stock.',
  not_recorded: 'It was sold and paid, but no unit was left for it: settle it with the buyer.',
  queued_refused: 'A queued claim could not be held when the network was back.',
  paid_too_late: 'Money was taken after the hold was over and the unit was gone: give it back.',
  lease_overridden:
    'A manager released units that the device may have sold. Count them when it turns up.',
} as const;

export type IncidentKind = keyof typeof INCIDENTS;

/** How a claim came in. */
export type Resilience = 'online' | 'queued' | 'offline_confirmed';

/** The outcome of one reported sale. `retry`: the hub was too busy; the device tells it again. */
export type SaleOutcome =
  | { key: string; state: 'recorded'; claimId: string; incidents: IncidentKind[] }
  | { key: string; state: 'held'; claimId: string; expiresAt: number; totalMinor: number }
  | { key: string; state: 'refused'; reason: string; message: string }
  | { key: string; state: 'retry' };

/** What a device has for its pairing code. */
export type PairedDevice = { key: string; brandId: string; brandName: string };

/** What a device may sell, as it keeps it for when there is no network. Money in minor units. */
export type PopupMatrix = {
  /** The hub's clock; the device counts from it. */
  now: number;
  device: { name: string; locationName: string; brandId: string; brandName: string };
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
    dropId: string;
    dropTitle: string;
    skuTitle: string;
    leasedUnits: number;
    confirmedUnits: number;
    openUnits: number;
  }[];
};

/** Shown once: the device is paired by typing the code, or by opening the address that carries it. */
export type NewDevice = {
  device: DeviceView;
  code: string;
  codeUntil: number;
  pairUrl: string;
  /** `pairUrl` as a QR code. */
  pairQrSvg: string;
};

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
