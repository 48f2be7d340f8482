import type { DropPhase } from './drops.ts';
import type { DropClaims, DropMoment, DropStateMessage } from './live-events.ts';
import type { DockQuestion } from './questions.ts';

/** The protocol of `/control`: a dock follows its drop and steers it, each command told once. */
export const CONTROL_NAMESPACE = '/control';

/** What a dock can do, as the log of a drop says it. */
export const DOCK_ACTS = {
  start: 'Started',
  pause: 'Paused',
  resume: 'Resumed',
  release: 'Released units',
  pin: 'Pinned',
  unpin: 'Unpinned',
  extend: 'Extended',
  end: 'Ended',
  answer: 'Answered',
  hide: 'Hid a question',
  pin_question: 'Pinned a question',
  unpin_question: 'Unpinned a question',
  test: 'Tested the overlay',
} as const satisfies Record<string, string>;
export type DockActKind = keyof typeof DOCK_ACTS;

export type DockAct =
  | { act: 'start' | 'resume' | 'end' | 'unpin' | 'unpin_question' | 'test' }
  /** The reason is public. */
  | { act: 'pause'; reason: string }
  | { act: 'release'; skuId: string; units: number }
  | { act: 'pin'; skuId: string }
  | { act: 'extend'; minutes: number }
  /** Null: answered on air. */
  | { act: 'answer'; questionId: string; text: string | null }
  | { act: 'hide' | 'pin_question'; questionId: string };

/** One command. The same id is carried out once, however often it arrives. */
export type DockCommand = {
  id: string;
  /** Drop id. */
  d: string;
  /** The version that the person saw when they decided. */
  based: number;
} & DockAct;

/**
 * `conflict`: somebody steered since, or the drop is in another phase; `limit`: more than was allotted;
 * `forbidden`: the brand has not allowed it; `failed`: anything else, as a sentence.
 */
export type DockAnswer =
  | { result: 'ok'; state: DropStateMessage | null }
  | {
      result: 'conflict' | 'limit' | 'forbidden' | 'failed';
      message: string;
      state: DropStateMessage | null;
    };

/** What a brand lets one creator do in one drop. */
export type DockRights = {
  mayStart: boolean;
  /** Pausing, and going on again. */
  mayPause: boolean;
  mayEnd: boolean;
  /** In all. */
  releaseUnits: number;
  extendMinutes: number;
};

/** What holds while the brand has said nothing: nothing that gives stock, time or the drop away. */
export const DEFAULT_RIGHTS = {
  mayStart: false,
  mayPause: true,
  mayEnd: false,
  releaseUnits: 0,
  extendMinutes: 0,
} as const satisfies DockRights;

/** Rights, and what of them is used. */
export type DockGrantView = DockRights & { releasedUnits: number; extendedMinutes: number };

/** The grant of one creator, as the brand sets it. */
export type CreatorGrantView = DockGrantView & { contractId: string; creatorName: string };

/** One command that was carried out: who did what. */
export type DockCommandView = {
  id: string;
  at: number;
  creatorName: string;
  dockName: string;
  act: DockActKind;
  text: string;
};

/** One dock as its creator sees it. */
export type DockView = {
  id: string;
  name: string;
  approvedAt: number;
  lastSeenAt: number | null;
  /** Signed out, by its creator or because it lay unused for too long. */
  revokedAt: number | null;
};

/** What a dock shows until a creator has taken its code in. */
export type NewDock = { key: string; code: string; codeUntil: number };

/** A dock that the signed-in creator opens where they are; the key is in the fragment. */
export type OpenedDock = { url: string };

/** Why a key is worth nothing: it never was one, its creator signed it out, or it lay unused for too long. */
export type DockGoneWhy = 'unknown' | 'revoked' | 'expired';

/** Where a dock stands: it waits, it belongs to a creator, or it is signed in no more. */
export type DockStanding =
  | { state: 'waiting' }
  | { state: 'ready'; name: string; creatorName: string }
  | { state: 'gone'; why: DockGoneWhy };

/** What is known of a creator's overlays. Null: nobody has said so yet. */
export type OverlayPresence = {
  connected: number;
  visible: number | null;
  inScene: number | null;
};

/** What the drop of a dock is made of, beside its state. */
export type DeskDrop = {
  id: string;
  slug: string;
  title: string;
  brandName: string;
  currency: string;
  items: { skuId: string; name: string }[];
  /** Nothing of it is real, and nothing of it counts. */
  isRehearsal: boolean;
  /** Lots decide who buys: it cannot be started early. */
  isByLot: boolean;
  grant: DockGrantView;
  claimsPerMinute: number;
  questions: DockQuestion[];
};

/** All that a dock shows beside the state of its drop. Whole, told when it differs. */
export type Desk = {
  dockName: string;
  creatorName: string;
  /** Drops that this creator can steer, the one that the overlay shows first. */
  drops: { id: string; title: string; phase: DropPhase; isRehearsal: boolean }[];
  drop: DeskDrop | null;
  overlay: OverlayPresence;
};

export type ControlToClient = {
  'drop:state': (message: DropStateMessage) => void;
  'drop:snap': (message: DropStateMessage) => void;
  'drop:moment': (message: DropMoment) => void;
  'drop:claims': (message: DropClaims) => void;
  'ctl:desk': (desk: Desk) => void;
  bye: (message: { why: string; comeBackInMs: number }) => void;
};

export type ControlToServer = {
  /** Steers another of the creator's drops from now on. */
  'ctl:follow': (request: { d: string }, answer: (reply: { ok: boolean }) => void) => void;
  'ctl:do': (command: DockCommand, answer: (reply: DockAnswer) => void) => void;
  clock: (c0: number, answer: (reply: { c0: number; s1: number; s2: number }) => void) => void;
};
