/** How a drop decides who may claim: whoever is first, a shuffled line, or a draw. */
export const FAIRNESS_MODES = ['first_come', 'shuffle', 'draw'] as const;
export type Fairness = (typeof FAIRNESS_MODES)[number];

export const LINE_KINDS = ['waiting', 'queue', 'draw'] as const;
export type LineKind = (typeof LINE_KINDS)[number];

export const PLACE_CLOSE_REASONS = ['left', 'bought', 'lapsed', 'not_possible'] as const;
export type PlaceCloseReason = (typeof PLACE_CLOSE_REASONS)[number];

/** A viewer's own place in a line. Times in epoch milliseconds. */
export type PlaceView = {
  id: string;
  kind: LineKind;
  skuId: string;
  quantity: number;
  enteredAt: number;
  /** 1 is next; null: lots are not drawn yet. */
  position: number | null;
  /** How many are in the line in all. */
  length: number;
  /** Shuffle: when this place may claim; null: not known yet. */
  turnAt: number | null;
  /** Published with the entries, so that its owner finds it there. */
  lotId: string;
  /** Units are set aside for this place: the claim, and until when. */
  offer: { claimId: string; expiresAt: number } | null;
  closedAt: number | null;
  closeReason: PlaceCloseReason | null;
};

/** One's own place with the secrets that open it, and what is offered to it, where no cookie can. */
export type OwnPlace = { place: PlaceView; access: string; offerAccess: string | null };

/** What a brand sees of the lines of one drop; of nobody in them. */
export type LineSummary = {
  /** Places that nobody has left or was served in; `units` is what they ask for. */
  lines: { kind: LineKind; skuId: string; title: string; places: number; units: number }[];
  offers: { made: number; open: number; bought: number; lapsed: number };
  /** Null: nothing of the drop is decided by lot. */
  lot: Omit<LotView, 'entries' | 'winners'> | null;
};

/** What anybody may know of a drop's lot; with it anybody can recompute it. */
export type LotView = {
  seedHash: string;
  committedAt: number;
  /** Null until entries are closed. */
  entriesHash: string | null;
  entryCount: number;
  /** Null until lots are drawn. */
  drawnAt: number | null;
  seed: string | null;
  /** Lot ids in the order of their ranks; empty until lots are drawn. */
  entries: string[];
  /** Draw: how many of the first are winners. */
  winners: number;
};

/**
 * When a place of the shuffled line may claim, in epoch milliseconds: ranks go on at `turnsPerSecond`
 * from the start. Who came after the shuffle (rank null) comes after everybody who was in it.
 */
export function turnAt(
  { rank, entryCount }: { rank: number | null; entryCount: number },
  { startsAt, turnsPerSecond }: { startsAt: number; turnsPerSecond: number },
): number {
  const before = rank === null ? entryCount : rank - 1;
  return startsAt + Math.floor((before * 1000) / turnsPerSecond);
}
