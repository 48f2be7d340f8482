import type { Hub } from '../platform/hub.ts';
import { overlayOptions } from '../protocol/live.schema.ts';
import {
  DEFAULT_OVERLAY_OPTIONS,
  type OverlayLayout,
  type OverlayOptions,
  type OverlayView,
} from '../protocol/live.ts';
import type { OverlayRow } from './live.store.ts';
import { overlayInstances } from './overlay-instances.ts';
import type { DropCandidate } from './rules/current-drop.ts';
import { overlayAddress } from './rules/overlay-secret.ts';

/** An overlay as its creator sees it: never with its secret. */
export function presentOverlay(hub: Hub, row: OverlayRow, drop: DropCandidate | null): OverlayView {
  return {
    id: row.id,
    name: row.name,
    layout: layoutOf(row),
    options: optionsOf(row),
    maskedAddress: overlayAddress(hub.publicUrl, row.id, 'k=••••••••'),
    keyVersion: row.keyVersion,
    connected: overlayInstances(hub).connected(row.id),
    lastSeenAt: row.lastSeenAt?.getTime() ?? null,
    drop: drop && { id: drop.id, slug: drop.slug, title: drop.title },
  };
}

export function layoutOf(row: OverlayRow): OverlayLayout {
  return row.layout === 'portrait' ? 'portrait' : 'landscape';
}

/** Options that were saved before a newer one existed get its default. */
export function optionsOf(row: OverlayRow): OverlayOptions {
  const saved = overlayOptions.partial().safeParse(JSON.parse(row.options));
  if (!saved.success) return DEFAULT_OVERLAY_OPTIONS;
  return overlayOptions.parse({ ...DEFAULT_OVERLAY_OPTIONS, ...saved.data });
}
