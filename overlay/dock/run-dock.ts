import type {
  Desk,
  DockAct,
  DockActKind,
  DockAnswer,
  DockGoneWhy,
  DockStanding,
} from '../../server/protocol/dock.ts';
import type { DropStateMessage } from '../../server/protocol/live-events.ts';
import { isNewer } from '../shared/newer-state.ts';
import { newKey } from '../viewer-page/page-tools.ts';
import { askDock } from './ask-dock.ts';
import { type ControlLine, openControlLine } from './control-line.ts';
import { type KeptKey, keepKey, keptKey } from './kept-key.ts';

/** What became of the last command. */
export type Said = { tone: 'good' | 'warn' | 'bad'; text: string };

export type DockNames = Pick<Extract<DockStanding, { state: 'ready' }>, 'name' | 'creatorName'>;

/** All that the page draws. */
export type Stand = {
  kept: KeptKey | null;
  /** A creator has taken the code in. */
  isSignedIn: boolean;
  /** Why the key of the address, or the one that was kept, is worth nothing; null: it is not so. */
  refused: DockGoneWhy | null;
  /** This browser has a dock, and the address is that of another: which is to be used? */
  choice: { own: DockNames; other: DockNames } | null;
  /** The hub answers. */
  isOnline: boolean;
  desk: Desk | null;
  state: DropStateMessage | null;
  /** The command under way. */
  pending: DockActKind | null;
  said: Said | null;
  now: () => number;
  /** False while `now` is only an estimate. */
  isTimeSure: () => boolean;
};

export type Acts = {
  give(act: DockAct, done: string): Promise<DockAnswer['result'] | null>;
  follow(dropId: string): void;
  /** Takes the word on the last command away. */
  hush(): void;
  /** After a key was refused: goes on with the one of this browser if there is one, else asks for a code. */
  signInAgain(): void;
  /** Answers which of two docks is to be used. */
  choose(which: 'own' | 'other'): void;
};

const POLL_MS = 2_000;

/**
 * Runs the dock: gets a code and waits, then keeps the line and gives commands, one at a time. The key
 * of the address (null: none) takes the place of the kept one when the hub says that it is good, and of
 * one that is good, too, when its user says so: anybody can write such an address.
 */
export function runDock(keyOfAddress: string | null, draw: (stand: Stand) => void): Acts {
  let line: ControlLine | null = null;
  let stand: Stand = {
    kept: keyOfAddress === null ? keptKey() : { key: keyOfAddress },
    ...{ isSignedIn: false, refused: null, choice: null, isOnline: true },
    ...{ desk: null, state: null, pending: null, said: null },
    now: () => line?.now() ?? Date.now(),
    isTimeSure: () => line?.isTimeSure() ?? true,
  };
  function set(change: Partial<Stand>): void {
    stand = { ...stand, ...change };
    draw(stand);
  }

  async function askForCode(): Promise<void> {
    const answer = await askDock('start', {});
    set({ isOnline: answer.ok });
    if (!answer.ok) return waitThen(askForCode);
    keepKey(answer.value);
    set({ kept: answer.value, refused: null });
    waitThen(lookAtStanding);
  }

  async function lookAtStanding(): Promise<void> {
    const { kept } = stand;
    if (!kept) return askForCode();
    const standing = await askStanding(kept.key);
    set({ isOnline: standing !== null });
    if (standing === null || standing.state === 'waiting') return waitThen(lookAtStanding);
    if (standing.state === 'ready') return openOrAsk(kept.key, standing);
    if (kept.code === undefined) return refuse(kept.key, standing.why);
    // Nobody has taken its code in: another one comes.
    keepKey(null);
    return askForCode();
  }

  async function openOrAsk(key: string, other: DockNames): Promise<void> {
    const ownKept = keptKey();
    if (!ownKept || ownKept.key === key || ownKept.code !== undefined) return open(key);
    const own = await askStanding(ownKept.key);
    if (own === null) return waitThen(lookAtStanding);
    if (own.state !== 'ready') return open(key);
    set({ choice: { own, other } });
  }

  function refuse(key: string, refused: DockGoneWhy): void {
    if (keptKey()?.key === key) keepKey(null);
    set({ kept: null, refused });
  }

  function waitThen(next: () => Promise<void>): void {
    setTimeout(() => void next(), POLL_MS);
  }

  function open(key: string): void {
    keepKey({ key });
    set({ kept: { key }, isSignedIn: true });
    line = openControlLine({
      key,
      onDesk: (desk) => {
        const isSame = stand.state?.d === desk.drop?.id;
        set({ desk, state: isSame ? stand.state : null });
      },
      onState: (state) => {
        if (state.d === stand.desk?.drop?.id && isNewer(stand.state, state)) set({ state });
      },
      onConnected: (isOnline) => set({ isOnline }),
      onUnknown: () => void standAside(key),
    });
  }

  /** The line was refused: whoever stands before it is told why. */
  async function standAside(key: string): Promise<void> {
    line?.leave();
    set({ isSignedIn: false, desk: null, state: null });
    const standing = await askStanding(key);
    if (standing?.state === 'gone') return refuse(key, standing.why);
    waitThen(lookAtStanding);
  }

  async function give(act: DockAct, done: string): Promise<DockAnswer['result'] | null> {
    const { state, pending, isOnline } = stand;
    if (!line || !state || !isOnline || pending !== null) return null;
    set({ pending: act.act, said: null });
    const answer = await line.send({ id: newKey(), d: state.d, based: state.v, ...act });
    const isNews = answer.state !== null && isNewer(stand.state, answer.state);
    const isHere = answer.state?.d === stand.desk?.drop?.id;
    set({
      pending: null,
      said: saidOf(answer, done),
      ...(isNews && isHere && { state: answer.state }),
    });
    return answer.result;
  }

  draw(stand);
  void lookAtStanding();
  return {
    give,
    follow: (dropId) => {
      set({ said: null });
      line?.follow(dropId);
    },
    hush: () => set({ said: null }),
    signInAgain: () => {
      set({ kept: keptKey(), refused: null });
      void lookAtStanding();
    },
    choose: (which) => {
      const { kept } = stand;
      set({ choice: null, kept: which === 'own' ? keptKey() : kept });
      if (which === 'other' && kept) open(kept.key);
      else void lookAtStanding();
    },
  };
}

/** Null: the hub cannot be reached. */
async function askStanding(key: string): Promise<DockStanding | null> {
  const answer = await askDock('standing', { key });
  if (answer.ok) return answer.value;
  // What no dock was ever given.
  return answer.problem.code === 'bad_input' ? { state: 'gone', why: 'unknown' } : null;
}

function saidOf(answer: DockAnswer, done: string): Said {
  if (answer.result === 'ok') return { tone: 'good', text: done };
  const tone = answer.result === 'conflict' ? 'warn' : 'bad';
  return { tone, text: answer.message };
}
