import type { Signals } from '../platform/signals.ts';
import type { OverlayCommand } from '../protocol/live-events.ts';

/** One running overlay page, seen from the verbs. */
export type OverlayInstance = {
  overlayId: string;
  keyVersion: number;
  /** The preview in the portal: gets the look, but no keys, and is not counted as connected. */
  isPreview: boolean;
  send(command: OverlayCommand): void;
  end(): void;
};

/** The overlay pages that are connected to this process. */
export type OverlayInstances = {
  add(instance: OverlayInstance): void;
  remove(instance: OverlayInstance): void;
  all(): OverlayInstance[];
  connected(overlayId: string): number;
  command(overlayId: string, command: OverlayCommand): void;
  /** Hands the new key to the running pages and ends those that still use an older one soon after. */
  rekey(overlayId: string, key: string, keyVersion: number): void;
};

/** Long enough to take over the new key, short enough that the old one is dead within 2 s. */
const TAKE_OVER_MS = 1_500;

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
  const of = (overlayId: string) =>
    [...instances].filter((instance) => instance.overlayId === overlayId);
  return {
    add: (instance) => instances.add(instance),
    remove: (instance) => instances.delete(instance),
    all: () => [...instances],
    connected: (overlayId) => of(overlayId).filter(({ isPreview }) => !isPreview).length,
    command: (overlayId, command) => {
      for (const instance of of(overlayId)) instance.send(command);
    },
    rekey: (overlayId, key, keyVersion) => {
      const running = of(overlayId).filter(({ isPreview }) => !isPreview);
      for (const instance of running) instance.send({ kind: 'rekey', key });
      const endOld = () => {
        for (const instance of of(overlayId)) {
          if (!instance.isPreview && instance.keyVersion < keyVersion) instance.end();
        }
      };
      setTimeout(endOld, TAKE_OVER_MS).unref();
    },
  };
}
