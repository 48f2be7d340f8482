import type { Signals } from '../platform/signals.ts';
import type { OverlayReport } from '../protocol/live.ts';
import type { MomentKind, OverlayCommand } from '../protocol/live-events.ts';

/** What a running page has said of itself, kept in memory. Times in epoch milliseconds. */
export type KnownPage = {
  id: string;
  connectedAt: number;
  report: OverlayReport | null;
  heardAt: number;
};

/** One running overlay page, seen from the verbs. */
export type OverlayInstance = {
  overlayId: string;
  keyVersion: number;
  /** The preview in the portal: gets the look, but no keys, and is not counted as connected. */
  isPreview: boolean;
  about: KnownPage;
  send(command: OverlayCommand): void;
  end(): void;
};

/** An overlay page wherever it is connected. */
export type OverlayPage = Pick<OverlayInstance, 'overlayId' | 'isPreview' | 'about'>;

/**
 * What concerns running pages on every node. `changed` only says that the overlay's row is another
 * one: whoever shows it reads it again, so that no key and no look ever travels between nodes.
 */
export type OverlayNews =
  | { kind: 'changed'; overlayId: string }
  | { kind: 'test'; overlayId: string; moment: MomentKind };

type Listener = (news: OverlayNews, given: { isFromAfar: boolean }) => void;

/** The overlay pages that are connected to this node, and what is known of other nodes' pages. */
export type OverlayInstances = {
  add(instance: OverlayInstance): void;
  remove(instance: OverlayInstance): void;
  here(): OverlayInstance[];
  everywhere(): OverlayPage[];
  /** The pages of an overlay on all nodes, without previews, the longest connected first. */
  of(overlayId: string): KnownPage[];
  /** A page of this node has said something new of itself. */
  reported(): void;
  tell(news: OverlayNews, given?: { isFromAfar: boolean }): void;
  onNews(listener: Listener): () => void;
  /** Called when a page came, went, or said something new of itself. */
  onCount(listener: () => void): () => void;
  /** Another node says which pages it has; it is believed for a while. */
  noteElsewhere(node: string, pages: OverlayPage[]): void;
};

/** A node repeats what it has every 5 s; one that is silent for this long is gone. */
const BELIEVED_MS = 12_000;

/**
 * The instances of the hub that these signals belong to: verbs and the socket server meet here
 * without knowing each other.
 */
export function overlayInstances(hub: { signals: Signals }): OverlayInstances {
  const known = registries.get(hub.signals);
  if (known) return known;
  const fresh = createInstances();
  registries.set(hub.signals, fresh);
  return fresh;
}

const registries = new WeakMap<Signals, OverlayInstances>();

function createInstances(): OverlayInstances {
  const instances = new Set<OverlayInstance>();
  const elsewhere = new Map<string, { pages: OverlayPage[]; heardAt: number }>();
  const newsListeners = new Set<Listener>();
  const countListeners = new Set<() => void>();
  const counted = () => {
    for (const listener of countListeners) listener();
  };
  const everywhere = () => {
    const since = performance.now() - BELIEVED_MS;
    const others = [...elsewhere.values()].filter(({ heardAt }) => heardAt >= since);
    return [...instances, ...others.flatMap(({ pages }) => pages)];
  };
  return {
    add: (instance) => {
      instances.add(instance);
      counted();
    },
    remove: (instance) => {
      instances.delete(instance);
      counted();
    },
    here: () => [...instances],
    everywhere,
    of: (overlayId) =>
      everywhere()
        .filter((page) => page.overlayId === overlayId && !page.isPreview)
        .map(({ about }) => about)
        .sort((a, b) => a.connectedAt - b.connectedAt),
    reported: counted,
    tell: (news, given = { isFromAfar: false }) => {
      for (const listener of newsListeners) listener(news, given);
    },
    onNews: (listener) => subscribe(newsListeners, listener),
    onCount: (listener) => subscribe(countListeners, listener),
    noteElsewhere: (node, pages) => void elsewhere.set(node, { pages, heardAt: performance.now() }),
  };
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
