/** How many viewers a rehearsal can have. More would take from real drops what they need. */
export const REHEARSAL_SIZES = [10, 100, 1_000] as const;

/**
 * curious: many look, few buy; keen: most buy, the first ones at once; stampede: everybody in the first
 * seconds; doubtful: holds lapse, cards are declined.
 */
export const REHEARSAL_MOODS = ['curious', 'keen', 'stampede', 'doubtful'] as const;
export type RehearsalMood = (typeof REHEARSAL_MOODS)[number];

/** Seconds until the start that one can choose, and minutes that it lasts. */
export const REHEARSAL_LEADS = [10, 30, 60] as const;
export const REHEARSAL_MINUTES = [2, 5, 10, 15] as const;

export type RehearsalState = 'scheduled' | 'running' | 'over' | 'removed';

/** One minute of a rehearsal, from its start; all are counts. */
export type RehearsalMinute = {
  /** 0 is the minute before the start as well. */
  minute: number;
  clicks: number;
  /** Units were set aside. */
  claims: number;
  /** Found it sold out, or was refused otherwise. */
  refused: number;
  paid: number;
  declined: number;
  lapsed: number;
};

/** A time in which a creator's overlay was not connected, in seconds from the start. */
export type OverlayGap = { fromSeconds: number; untilSeconds: number };

/** What one creator's overlay did meanwhile. */
export type OverlayWatch = {
  creatorName: string;
  /** Of the time in which it was looked for. */
  connectedSeconds: number;
  watchedSeconds: number;
  gaps: OverlayGap[];
};

/** How a rehearsal went; kept when everything else of it is gone. */
export type RehearsalSummary = {
  units: number;
  claims: number;
  sold: number;
  lapsed: number;
  declined: number;
  refused: number;
  /** What the sales would have brought, in minor units of `currency`. */
  revenueMinor: number;
  currency: string;
  /** Seconds from the start; null: it never was. */
  soldOutAfterSeconds: number | null;
  extended: boolean;
  /** Nine of ten … of the answers to claims came within; null: nobody claimed. */
  p95Ms: number | null;
  /** Answers that were "try again", or none. */
  failures: number;
  minutes: RehearsalMinute[];
  overlays: OverlayWatch[];
  wasStopped: boolean;
};

/** What is worth a thought afterwards, worst first. The sentences are the portal's. */
export type RehearsalAdvice =
  | { kind: 'overlay_never'; creatorName: string }
  | { kind: 'overlay_gap'; creatorName: string; seconds: number }
  | { kind: 'failures'; count: number }
  | { kind: 'slow_answers'; p95Ms: number }
  | { kind: 'sold_out_early'; seconds: number; turnedAway: number }
  | { kind: 'units_left'; units: number }
  | { kind: 'holds_lapsed'; count: number; claims: number }
  | { kind: 'cards_declined'; count: number }
  | { kind: 'all_well' };

export type RehearsalView = {
  id: string;
  dropId: string;
  title: string;
  /** The creator who rehearses; null: the brand does. */
  creatorName: string | null;
  size: number;
  mood: RehearsalMood;
  minutes: number;
  state: RehearsalState;
  startsAt: number;
  endsAt: number;
  /** Its own page; null once it is removed. */
  publicUrl: string | null;
  /** By which its page is reached as viewers reach it; one for each creator. */
  links: { creatorName: string; url: string }[];
  /** What has happened so far, or in all. */
  summary: RehearsalSummary;
  advice: RehearsalAdvice[];
  /** By then it is removed by itself. */
  removeAt: number;
};

/** One line of the list of rehearsals of a drop. */
export type RehearsalLine = Pick<
  RehearsalView,
  'id' | 'dropId' | 'title' | 'creatorName' | 'size' | 'mood' | 'minutes' | 'state' | 'startsAt'
> & { sold: number; units: number };
