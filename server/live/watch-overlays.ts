import type { Hub } from '../platform/hub.ts';
import { findCurrentDrops } from './find-current-drops.ts';
import { findOverlays, markOverlaysSeen, type OverlayRow } from './live.store.ts';
import type { LiveNamespace, LiveSocket } from './live-socket.ts';
import { type OverlayInstance, overlayInstances } from './overlay-instances.ts';
import { findOverlayKey } from './overlay-key.ts';
import { layoutOf, optionsOf } from './present-overlay.ts';

const LOOK_MS = 400;
const SEEN_EVERY_MS = 15_000;
/** Long enough to take over the new key, short enough that the old one is dead within 2 s. */
const GRACE_MS = 1_000;

/** What one page was told last; what is missing is not known yet. */
type Told = {
  dropId?: string | null;
  look?: string;
  /** Epoch milliseconds; null: never. */
  reloadedAt?: number | null;
  keyVersion: number;
  outdatedSince?: number;
};

/**
 * Keeps running overlays as the database says they are: key, look, the drop that they show, when
 * they were last seen, and told once to load anew. It looks twice a second and whenever there is news, so that a change is
 * followed on every node, whether or not nodes hear each other. `welcome` takes a new page in.
 */
export function watchOverlays(hub: Hub, live: LiveNamespace) {
  const instances = overlayInstances(hub);
  const told = new WeakMap<OverlayInstance, Told>();
  let seenAt = Number.NEGATIVE_INFINITY;
  let isLooking = false;
  let mustLookAgain = false;

  function welcome(socket: LiveSocket): void {
    const { pass } = socket.data;
    if (pass === null) return;
    const connectedAt = hub.clock.now().getTime();
    const instance: OverlayInstance = {
      overlayId: pass.overlayId,
      keyVersion: pass.keyVersion,
      isPreview: pass.isPreview,
      about: { id: socket.id, connectedAt, report: null, heardAt: connectedAt },
      send: (command) => void socket.emit('ovl:cmd', command),
      end: () => void socket.disconnect(true),
    };
    socket.data.instance = instance;
    told.set(instance, { keyVersion: pass.keyVersion });
    instances.add(instance);
    seenAt = Number.NEGATIVE_INFINITY;
    // What was saved after the page asked for its session, and before it could be told.
    lookSoon();
    socket.on('disconnect', () => instances.remove(instance));
  }

  async function look(): Promise<void> {
    const sockets = [...live.sockets.values()].filter(({ data }) => data.instance !== null);
    if (sockets.length === 0) return;
    const ids = sockets.flatMap(({ data }) => data.instance?.overlayId ?? []);
    const rows = new Map(
      (await findOverlays(hub.db, [...new Set(ids)])).map((row) => [row.id, row]),
    );
    for (const { instance } of sockets.map(({ data }) => data)) {
      const row = rows.get(instance?.overlayId ?? '');
      if (instance && row) follow(instance, row);
      else if (instance) {
        instance.send({ kind: 'gone' });
        instance.end();
      }
    }
    await switchDrops(sockets);
    await markSeen(sockets);
  }

  function follow(instance: OverlayInstance, row: OverlayRow): void {
    const known = told.get(instance);
    if (!known) return;
    const look = `${row.layout} ${row.options}`;
    if (known.look !== look) {
      known.look = look;
      instance.send({ kind: 'layout', layout: layoutOf(row), options: optionsOf(row) });
    }
    if (instance.isPreview) return;
    const reloadedAt = row.reloadedAt?.getTime() ?? null;
    if (known.reloadedAt !== undefined && known.reloadedAt !== reloadedAt) {
      instance.send({ kind: 'reload' });
    }
    known.reloadedAt = reloadedAt;
    if (instance.keyVersion === row.keyVersion) return;
    if (known.keyVersion !== row.keyVersion) {
      known.keyVersion = row.keyVersion;
      const key = findOverlayKey(hub.keyring, row);
      if (key !== null) instance.send({ kind: 'rekey', key });
    }
    known.outdatedSince ??= performance.now();
    if (performance.now() - known.outdatedSince >= GRACE_MS) instance.end();
  }

  async function switchDrops(sockets: LiveSocket[]): Promise<void> {
    const creatorIds = [...new Set(sockets.flatMap(({ data }) => data.creatorId ?? []))];
    const current = await findCurrentDrops(hub, creatorIds);
    for (const { data } of sockets) {
      const known = data.instance && told.get(data.instance);
      if (!known) continue;
      const dropId = current.get(data.creatorId ?? '')?.id ?? null;
      // A new page is told in any case: it may come back with what was current before it was away.
      if (known.dropId !== dropId) data.instance?.send({ kind: 'drop', dropId });
      known.dropId = dropId;
    }
  }

  async function markSeen(sockets: LiveSocket[]): Promise<void> {
    if (performance.now() - seenAt < SEEN_EVERY_MS) return;
    seenAt = performance.now();
    const ids = sockets.flatMap(({ data }) =>
      data.instance && !data.instance.isPreview ? data.instance.overlayId : [],
    );
    if (ids.length > 0) await markOverlaysSeen(hub.db, [...new Set(ids)], hub.clock.now());
  }

  /** A look that has begun may have read before the news, so another one follows it. */
  function lookSoon(): void {
    if (isLooking) {
      mustLookAgain = true;
      return;
    }
    isLooking = true;
    look()
      .catch((error: unknown) =>
        hub.log.error({ err: error }, 'overlays could not be looked after'),
      )
      .finally(() => {
        isLooking = false;
        if (!mustLookAgain) return;
        mustLookAgain = false;
        lookSoon();
      });
  }

  const stopListening = instances.onNews((news) => {
    if (news.kind === 'changed') return lookSoon();
    for (const instance of instances.here()) {
      if (instance.overlayId !== news.overlayId) continue;
      instance.send({ kind: 'test', moment: news.moment });
    }
  });
  const looking = setInterval(lookSoon, LOOK_MS);
  return {
    welcome,
    close: () => {
      stopListening();
      clearInterval(looking);
    },
  };
}
