import type { Delivery } from './claims.ts';

/** A place of the brand that holds stock. */
export type LocationView = {
  /** Null: the central reserve, before its address is known. */
  id: string | null;
  /** As in a pool: "central" or the id. */
  location: string;
  name: string;
  country: string;
  postalCode: string;
  city: string;
  street: string;
  hasPickUp: boolean;
  pickUpNote: string;
  isCentral: boolean;
  archivedAt: number | null;
};

/** A postal address; what is not known is empty. */
export type PostalAddress = {
  line1: string;
  line2: string;
  postalCode: string;
  city: string;
  state: string;
  country: string;
};

/** What one location does for one order, as whoever packs or hands over needs it. Times in epoch ms. */
export type FulfilmentView = {
  id: string;
  orderNumber: number;
  orderedAt: number;
  dropTitle: string;
  location: string;
  locationName: string;
  delivery: Delivery;
  /** Who gets it; null: the payment did not say. */
  recipient: string | null;
  /** Null for what is collected. */
  address: PostalAddress | null;
  lines: { title: string; quantity: number; isAddOn: boolean }[];
  /** What the buyer asked for, for instance a name to engrave. */
  note: string | null;
  doneAt: number | null;
  /** Who said that it was done; null: nobody, or the person is gone. */
  doneByName: string | null;
  /** Until then it can be taken back; null: it is not done. */
  undoUntil: number | null;
  /** The order was refunded in full before it was done. */
  canceledAt: number | null;
};

/** How much one location still has to do. */
export type LocationWork = {
  location: string;
  name: string;
  toSend: number;
  toHandOver: number;
};

/** A mistake at the counter can be taken back this long. */
export const UNDO_MS = 5 * 60_000;
