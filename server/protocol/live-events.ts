import type { PhaseFacts, Stock } from './drops.ts';
import type { OverlayLayout, OverlayOptions, OverlayReport } from './live.ts';

/** The live protocol of `/live`: every message is whole and carries its version; the latest wins. */
export const LIVE_PROTOCOL = 1;
export const LIVE_NAMESPACE = '/live';

/** The state of a drop, whole. Times in epoch milliseconds. */
export type DropStateMessage = {
  p: typeof LIVE_PROTOCOL;
  /** Drop id. */
  d: string;
  /** Epoch of the database: another epoch replaces whatever a client has. */
  ep: string;
  /** Version: the drop's lockSeq in the transaction that made the change. */
  v: number;
  /** Server time when it was read. */
  ts: number;
  facts: PhaseFacts;
  pauseReason: string | null;
  stock: Stock;
  /** Per SKU, in the drop's order; `priceMinor` is the price after all steps of the ladder. */
  items: [skuId: string, available: number, total: number, priceMinor: number, rungs: LiveRung[]][];
  /** How many wait for units that come back, or have entered the line or the draw. */
  waiting: number;
  /** The article that is shown on air (SKU id); null: none. */
  pinned: string | null;
  question: LiveQuestion;
};

/** Questions in a drop: the one on air, and the version at which the public ones last changed (0: never). */
export type LiveQuestion = {
  pinned: { id: string; text: string; answer: string | null } | null;
  changed: number;
};

/** [priceMinor, units, unitsLeft, endsAt] of one early step, as in `RungView`. */
export type LiveRung = [
  priceMinor: number,
  units: number | null,
  unitsLeft: number | null,
  endsAt: number | null,
];

export const MOMENT_KINDS = [
  'started',
  'tier',
  'low',
  'sold_out',
  'back',
  'released',
  'pinned',
  'extended',
  'paused',
  'resumed',
  'ended',
  'test',
] as const;
export type MomentKind = (typeof MOMENT_KINDS)[number];

/** Something worth a celebration. Numbered per drop and process; never animated when older than 3 s. */
export type DropMoment = {
  p: 1;
  d: string;
  ep: string;
  v: number;
  ts: number;
  n: number;
  kind: MomentKind;
  text: string;
  /** The article that it is about (SKU id), where it is about one. */
  item?: string;
};

/** Units that were claimed, without any person: in the last second and in the last minute. */
export type DropClaims = {
  p: typeof LIVE_PROTOCOL;
  d: string;
  ep: string;
  v: number;
  ts: number;
  units: number;
  perMinute: number;
};

export type LiveRole = 'page' | 'widget' | 'overlay';

export type JoinRequest = {
  d: string;
  role: LiveRole;
  have?: { ep: string; v: number };
  inst?: string;
};
export type JoinAnswer =
  | { ok: true; snap: DropStateMessage; moments: DropMoment[]; now: number }
  | { ok: false; code: string; message: string };

/** Three timestamps of one round trip, epoch milliseconds: client sent, server received, server sent. */
export type ClockAnswer = { c0: number; s1: number; s2: number };

export type OverlayCommand =
  | { kind: 'layout'; layout: OverlayLayout; options: OverlayOptions }
  | { kind: 'test'; moment: MomentKind }
  /** The page loads itself anew, with the key that it has by now. */
  | { kind: 'reload' }
  /** Its creator has deleted it: nothing is shown any more. */
  | { kind: 'gone' }
  /** The drop that it shows from now on; null: none. */
  | { kind: 'drop'; dropId: string | null }
  /** The new secret: the running overlay goes on with it, the old one dies within 2 s. */
  | { kind: 'rekey'; key: string };

export type ServerToClient = {
  'drop:state': (message: DropStateMessage) => void;
  'drop:snap': (message: DropStateMessage) => void;
  'drop:moment': (message: DropMoment) => void;
  'drop:claims': (message: DropClaims) => void;
  'ovl:cmd': (command: OverlayCommand) => void;
  bye: (message: { why: string; comeBackInMs: number }) => void;
};

export type ClientToServer = {
  'drop:join': (request: JoinRequest, answer: (reply: JoinAnswer) => void) => void;
  'drop:resync': (request: { d: string }, answer: (reply: JoinAnswer) => void) => void;
  clock: (c0: number, answer: (reply: ClockAnswer) => void) => void;
  'ovl:report': (report: OverlayReport) => void;
};
