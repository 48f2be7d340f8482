import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import {
  DROP_EVENT_KINDS,
  type DropEventView,
  type DropItemView,
  type PhaseFacts,
  type Stock,
} from '../../server/protocol/drops.ts';
import type {
  DropMoment,
  DropStateMessage,
  LiveQuestion,
  MomentKind,
} from '../../server/protocol/live-events.ts';
import { rungOfLive } from '../../server/protocol/live-rung.ts';
import type { DropPageData } from '../../server/protocol/viewer-pages.ts';
import { countdownTarget, startCountdown } from '../shared/countdown.ts';
import type { LiveDrop } from '../shared/live-client.ts';
import type { Staleness } from '../shared/staleness.ts';
import { stateOfView } from '../shared/state-of-view.ts';
import type { PageClock } from '../viewer-page/countdown.tsx';
import type { PageTools } from '../viewer-page/page-tools.ts';

/** A drop as it is at this second. */
export type DropNow = PageClock & {
  facts: PhaseFacts;
  pauseReason: string | null;
  stock: Stock;
  /** The article on air comes first. */
  items: DropItemView[];
  /** The article on air (SKU id); null: none. */
  pinned: string | null;
  question: LiveQuestion;
  events: DropEventView[];
  /** Units that were claimed in the minute before `at`, by the hub's count; null: it said nothing. */
  demand: { unitsPerMinute: number; at: number } | null;
  staleness: Staleness;
  isOnline: boolean;
  /** The page runs: times are in the reader's zone, and counters count. */
  isAlive: boolean;
};

/** Follows the drop of a page: the delivered facts first, then whatever the live channel says. */
export function useLiveDrop(tools: PageTools | null, data: DropPageData): DropNow {
  const { view } = data;
  const live = useRef<LiveDrop | null>(null);
  const [state, setState] = useState(() => stateOfView(view, data.now));
  const [events, setEvents] = useState(view.events);
  const [demand, setDemand] = useState<DropNow['demand']>(null);
  const [staleness, setStaleness] = useState<Staleness>('fresh');
  const [isOnline, setOnline] = useState(true);
  const [isAlive, setAlive] = useState(false);
  const [drawnAt, setDrawnAt] = useState(data.now);
  const now = useCallback(() => live.current?.now() ?? data.now, [data.now]);
  const isSure = useCallback(() => live.current?.isTimeSure() ?? true, []);

  useEffect(() => {
    if (!tools) return;
    setAlive(true);
    const joined = tools.join({
      origin: '',
      dropId: view.id,
      role: 'page',
      first: stateOfView(view, data.now),
      onState: setState,
      onStaleness: setStaleness,
      onClaims: ({ perMinute, ts }) => setDemand({ unitsPerMinute: perMinute, at: ts }),
      onMoment: (moment) => setEvents((log) => withMoment(log, moment)),
    });
    live.current = joined;
    return () => joined.leave();
  }, [tools, view, data.now]);

  useEffect(
    () =>
      startCountdown({
        now,
        targetAt: () => countdownTarget(state.facts, now()),
        onTick: () => setDrawnAt(now()),
      }),
    [state.facts, now],
  );

  useEffect(() => {
    const judge = () => setOnline(navigator.onLine);
    judge();
    addEventListener('online', judge);
    addEventListener('offline', judge);
    return () => {
      removeEventListener('online', judge);
      removeEventListener('offline', judge);
    };
  }, []);

  return {
    facts: state.facts,
    pauseReason: state.pauseReason,
    stock: state.stock,
    items: pinnedFirst(withStock(view.items, state), state.pinned),
    pinned: state.pinned,
    question: state.question,
    events,
    demand,
    staleness,
    isOnline,
    drawnAt,
    now,
    isSure,
    isAlive,
  };
}

/** Names and pictures as delivered, numbers as they are now. */
function withStock(items: DropItemView[], { items: numbers }: DropStateMessage): DropItemView[] {
  return items.map((item) => {
    const now = numbers.find(([skuId]) => skuId === item.skuId);
    if (!now) return item;
    const [, available, total, priceMinor, rungs] = now;
    const stock = { ...item.stock, available, total };
    return { ...item, priceMinor, stock, rungs: rungs.map(rungOfLive) };
  });
}

function pinnedFirst(items: DropItemView[], pinned: string | null): DropItemView[] {
  const first = items.find(({ skuId }) => skuId === pinned);
  return first ? [first, ...items.filter((item) => item !== first)] : items;
}

/** The public log grows while the page is open. What the hub said twice is listed once. */
function withMoment(log: DropEventView[], { kind, ts, text }: DropMoment): DropEventView[] {
  if (!isLogged(kind)) return log;
  const isKnown = log.some((event) => event.kind === kind && Math.abs(event.at - ts) < SAME_MS);
  return isKnown ? log : [...log, { at: ts, kind, text: `${DROP_EVENT_KINDS[kind]}: ${text}` }];
}

const SAME_MS = 2_000;

function isLogged(kind: MomentKind): kind is 'paused' | 'resumed' | 'extended' | 'released' {
  return kind === 'paused' || kind === 'resumed' || kind === 'extended' || kind === 'released';
}
