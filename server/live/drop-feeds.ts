import { readDropVersions } from '../drops/read-drop-versions.ts';
import type { Hub } from '../platform/hub.ts';
import { type Audience, createAudience, type TellingNamespace } from './audience.ts';
import type { FollowingSocket } from './crowd.ts';
import { createDropFeed, type DropFeed } from './drop-feed.ts';

/** The feeds of all drops that somebody follows at this moment. */
export type DropFeeds = {
  /** Puts a socket into the audience of a drop, and out of any other. */
  follow(socket: FollowingSocket, dropId: string): Promise<DropFeed>;
  leave(socket: FollowingSocket): void;
  close(): void;
};

const TICK_MS = 250;
const PULSE_MS = 1_000;
/** Hints get lost between nodes; versions do not. */
const POLL_MS = 3_000;

export function createDropFeeds(hub: Hub, live: TellingNamespace): DropFeeds {
  const feeds = new Map<string, { feed: DropFeed; audience: Audience }>();
  // Goes up over restarts and from node to node, so that a client never takes a new moment for an
  // old one.
  let lastMoment = 0;
  const nextMoment = () => {
    lastMoment = Math.max(lastMoment + 1, hub.clock.now().getTime());
    return lastMoment;
  };

  function open(dropId: string) {
    const known = feeds.get(dropId);
    if (known) return known;
    const audience = createAudience(live, dropId);
    const fresh = { audience, feed: createDropFeed({ hub, audience, nextMoment }, dropId) };
    feeds.set(dropId, fresh);
    return fresh;
  }

  function leave(socket: FollowingSocket): void {
    const dropId = socket.data.dropId;
    const known = dropId === null ? undefined : feeds.get(dropId);
    socket.data.dropId = null;
    if (dropId === null || !known) return;
    known.audience.remove(socket);
    if (known.audience.size() > 0) return;
    known.feed.close();
    feeds.delete(dropId);
  }

  async function pollVersions(): Promise<void> {
    if (feeds.size === 0) return;
    const versions = await readDropVersions(hub, [...feeds.keys()]);
    for (const [dropId, version] of versions) {
      const feed = feeds.get(dropId)?.feed;
      if (feed && feed.version() !== version) feed.changed();
    }
  }

  const stopListening = hub.signals.onDropChanged((dropId, { version }) => {
    const feed = feeds.get(dropId)?.feed;
    if (feed && (version === null || version > (feed.version() ?? -1))) feed.changed();
  });
  const ticking = setInterval(() => {
    for (const { feed } of feeds.values()) feed.tick();
  }, TICK_MS);
  const pulsing = setInterval(() => {
    for (const { feed } of feeds.values()) feed.pulse();
  }, PULSE_MS);
  const polling = setInterval(() => {
    pollVersions().catch((error: unknown) => hub.log.error({ err: error }, 'no versions of drops'));
  }, POLL_MS);

  return {
    follow: async (socket, dropId) => {
      if (socket.data.dropId !== dropId) leave(socket);
      socket.data.dropId = dropId;
      const { feed, audience } = open(dropId);
      await audience.add(socket);
      return feed;
    },
    leave,
    close: () => {
      stopListening();
      clearInterval(ticking);
      clearInterval(pulsing);
      clearInterval(polling);
      for (const { feed } of feeds.values()) feed.close();
      feeds.clear();
    },
  };
}
