import { createAdapter } from '@socket.io/redis-adapter';
import type { Hub } from '../platform/hub.ts';
import { newSecret } from '../platform/ids.ts';
import type { RedisLink } from '../platform/redis.ts';
import type { LiveNamespace } from './live-socket.ts';
import { type OverlayNews, type OverlayPage, overlayInstances } from './overlay-instances.ts';

/**
 * What nodes tell each other. All of it are hints: whoever hears one reads the database and tells
 * its own sockets, and whoever hears none looks by itself every few seconds.
 */
export type NodeEvents = {
  /** A drop (id) has changed; its version where it is known. */
  'node:drop': (hint: { d: string; v: number | null }) => void;
  'node:overlay': (news: OverlayNews) => void;
  /** The overlay pages that a node has. */
  'node:pages': (given: { node: string; pages: OverlayPage[] }) => void;
};

/** The way between nodes. Nodes of one database have one name; others on the same Redis are deaf to it. */
export type NodeBus = { link: RedisLink; name: string };

const HINT_EVERY_MS = 25;
const PAGES_EVERY_MS = 5_000;
const PAGES_SOON_MS = 200;

/** What Socket.IO needs to reach the other nodes through Redis. */
export function nodeAdapter({ link, name }: NodeBus) {
  return createAdapter(link.publisher, link.subscriber, { key: `dropcast:${name}` });
}

/** Passes the hints of this node on to the others, and theirs to this one. Returns how to stop. */
export function linkNodes(hub: Hub, live: LiveNamespace): () => void {
  const instances = overlayInstances(hub);
  const node = newSecret();
  const hints = hintsInPace((d, v) => live.serverSideEmit('node:drop', { d, v }));
  const tellPages = () => {
    const pages = instances
      .here()
      .map(({ overlayId, isPreview, about }) => ({ overlayId, isPreview, about }));
    live.serverSideEmit('node:pages', { node, pages });
  };
  let soon: NodeJS.Timeout | undefined;
  const tellPagesSoon = () => {
    soon ??= setTimeout(() => {
      soon = undefined;
      tellPages();
    }, PAGES_SOON_MS);
  };

  live.on('node:drop', ({ d, v }) => hub.signals.dropChanged(d, { version: v, isFromAfar: true }));
  live.on('node:overlay', (news) => instances.tell(news, { isFromAfar: true }));
  live.on('node:pages', ({ node: from, pages }) => instances.noteElsewhere(from, pages));

  const repeating = setInterval(tellPages, PAGES_EVERY_MS);
  const stops = [
    hub.signals.onDropChanged((d, hint) => {
      if (!hint.isFromAfar) hints.add(d, hint.version);
    }),
    instances.onNews((news, { isFromAfar }) => {
      if (!isFromAfar) live.serverSideEmit('node:overlay', news);
    }),
    instances.onCount(tellPagesSoon),
    hints.stop,
    () => clearInterval(repeating),
    () => clearTimeout(soon),
    // The others need not wait until this node is forgotten.
    () => live.serverSideEmit('node:pages', { node, pages: [] }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** The first hint of a drop goes out at once; what follows within 25 ms is one hint at their end. */
function hintsInPace(send: (dropId: string, version: number | null) => void) {
  const held = new Map<string, { version: number | null; isWaiting: boolean }>();
  let isStopped = false;
  function openAfter(dropId: string): void {
    setTimeout(() => {
      const hint = held.get(dropId);
      held.delete(dropId);
      if (!hint?.isWaiting || isStopped) return;
      send(dropId, hint.version);
      held.set(dropId, { version: hint.version, isWaiting: false });
      openAfter(dropId);
    }, HINT_EVERY_MS).unref();
  }
  return {
    add: (dropId: string, version: number | null) => {
      const known = held.get(dropId);
      held.set(dropId, { version, isWaiting: known !== undefined });
      if (known) return;
      send(dropId, version);
      openAfter(dropId);
    },
    stop: () => {
      isStopped = true;
    },
  };
}
