import type { PublicDropView } from '../../server/protocol/drops.ts';
import type {
  ClockAnswer,
  DropStateMessage,
  JoinAnswer,
} from '../../server/protocol/live-events.ts';
import { rungOfLive } from '../../server/protocol/live-rung.ts';
import { createClockSync } from '../shared/clock-sync.ts';
import { isNewer } from '../shared/newer-state.ts';
import { openLiveLine } from './live-line.ts';

/** What the widget knows of its drop, kept true. */
export type FollowedDrop = {
  view: PublicDropView;
  now(): number;
  /** False while `now` is only an estimate. */
  isTimeSure(): boolean;
  /** Milliseconds since the hub last vouched for the stock. */
  ageMs(): number;
  stop(): void;
};

/** Follows a drop from a view that has just been read; `onChange` when something differs. */
export function followDrop(hub: string, view: PublicDropView, onChange: () => void): FollowedDrop {
  const clock = createClockSync();
  let have: DropStateMessage | null = null;
  let heardAt = performance.now();

  function hear(state: DropStateMessage): void {
    if (state.d !== view.id) return;
    clock.seed(state.ts);
    heardAt = performance.now();
    const isOlderThanView = state.ep === followed.view.epoch && state.v < followed.view.version;
    if (!isNewer(have, state) || isOlderThanView) return;
    have = state;
    followed.view = merge(followed.view, state);
    onChange();
  }

  async function measureClock(): Promise<void> {
    await clock.measure((c0) => line.ask('clock', c0) as Promise<ClockAnswer>);
    onChange();
  }

  async function read(how: 'join' | 'resync'): Promise<void> {
    const given = how === 'join' ? { d: view.id, role: 'widget' } : { d: view.id };
    const answer = (await line.ask(`drop:${how}`, given)) as JoinAnswer;
    if (answer.ok) hear(answer.snap);
  }

  const line = openLiveLine(hub, {
    open: async () => {
      await read('join');
      await measureClock();
    },
    event: (name, data) => {
      if (name === 'drop:state' || name === 'drop:snap') hear(data as DropStateMessage);
    },
  });

  const stopWatching = clock.watch((sleptMs) => {
    heardAt -= sleptMs;
    line.doubt();
    // A line that is closed by now reads all when it is back.
    read('resync').catch(() => {});
    void measureClock();
  });

  const followed: FollowedDrop = {
    view,
    now: clock.now,
    isTimeSure: clock.isSure,
    ageMs: () => performance.now() - heardAt,
    stop: () => {
      stopWatching();
      line.close();
    },
  };
  return followed;
}

function merge(view: PublicDropView, state: DropStateMessage): PublicDropView {
  return {
    ...view,
    facts: state.facts,
    pauseReason: state.pauseReason,
    stock: state.stock,
    pinnedSkuId: state.pinned,
    version: state.v,
    epoch: state.ep,
    items: view.items.map((item) => {
      const found = state.items.find(([skuId]) => skuId === item.skuId);
      if (!found) return item;
      const [, available, total, priceMinor, rungs] = found;
      const stock = { ...item.stock, available, total };
      return { ...item, priceMinor, stock, rungs: rungs.map(rungOfLive) };
    }),
  };
}
