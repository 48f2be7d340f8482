import type { Hub } from '../platform/hub.ts';
import { findCurrentDrops } from './find-current-drops.ts';
import { findOverlays, markOverlaysSeen } from './live.store.ts';
import type { LiveNamespace, LiveSocket } from './live-socket.ts';
import { type OverlayInstance, overlayInstances } from './overlay-instances.ts';
import { layoutOf, optionsOf } from './present-overlay.ts';

const LOOK_MS = 400;
const SEEN_EVERY_MS = 15_000;
/** A key that another process rotated leaves its pages this long. */
const GRACE_MS = 1_000;

/**
 * Keeps running overlays right: the drop that they show, their life by key version, and when they
 * were last seen. `welcome` takes a new page in.
 */
export function watchOverlays(hub: Hub, live: LiveNamespace) {
  const instances = overlayInstances(hub);
  const shown = new Map<string, string | null>();
  const outdatedSince = new Map<string, number>();
  let seenAt = Number.NEGATIVE_INFINITY;
  let isLooking = false;

  function welcome(socket: LiveSocket): void {
    const { pass } = socket.data;
    if (pass === null) return;
    const instance: OverlayInstance = {
      overlayId: pass.overlayId,
      keyVersion: pass.keyVersion,
      isPreview: pass.isPreview,
      send: (command) => void socket.emit('ovl:cmd', command),
      end: () => void socket.disconnect(true),
    };
    socket.data.instance = instance;
    instances.add(instance);
    seenAt = Number.NEGATIVE_INFINITY;
    tellLook(instance).catch((error: unknown) =>
      hub.log.error({ err: error }, 'an overlay was not told its look'),
    );
    socket.on('disconnect', () => {
      instances.remove(instance);
      shown.delete(socket.id);
      outdatedSince.delete(socket.id);
    });
  }

  /** What was saved after the page asked for its session, and before it could be told. */
  async function tellLook(instance: OverlayInstance): Promise<void> {
    const [row] = await findOverlays(hub.db, [instance.overlayId]);
    if (row) instance.send({ kind: 'layout', layout: layoutOf(row), options: optionsOf(row) });
  }

  async function look(): Promise<void> {
    const sockets = [...live.sockets.values()].filter(({ data }) => data.instance !== null);
    if (sockets.length === 0) return;
    const rows = await findOverlays(hub.db, [
      ...new Set(sockets.flatMap(({ data }) => data.pass?.overlayId ?? [])),
    ]);
    const versions = new Map(rows.map(({ id, keyVersion }) => [id, keyVersion]));
    endOutdated(sockets, versions);
    await switchDrops(sockets);
    await markSeen(sockets);
  }

  function endOutdated(sockets: LiveSocket[], versions: Map<string, number>): void {
    for (const { id, data } of sockets) {
      if (data.instance === null) continue;
      const version = versions.get(data.instance.overlayId);
      const isCurrent = data.instance.isPreview || version === data.instance.keyVersion;
      if (version !== undefined && isCurrent) continue;
      const since = outdatedSince.get(id) ?? performance.now();
      outdatedSince.set(id, since);
      if (version === undefined || performance.now() - since >= GRACE_MS) data.instance.end();
    }
  }

  async function switchDrops(sockets: LiveSocket[]): Promise<void> {
    const creatorIds = [...new Set(sockets.flatMap(({ data }) => data.creatorId ?? []))];
    const current = await findCurrentDrops(hub, creatorIds);
    for (const { id, data } of sockets) {
      const dropId = current.get(data.creatorId ?? '')?.id ?? null;
      const before = shown.has(id) ? shown.get(id) : data.dropId;
      shown.set(id, dropId);
      if (before !== dropId) data.instance?.send({ kind: 'drop', dropId });
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

  function lookOnce(): void {
    if (isLooking) return;
    isLooking = true;
    look()
      .catch((error: unknown) =>
        hub.log.error({ err: error }, 'overlays could not be looked after'),
      )
      .finally(() => {
        isLooking = false;
      });
  }

  const looking = setInterval(lookOnce, LOOK_MS);
  return { welcome, close: () => clearInterval(looking) };
}
