import type { Hub } from '../platform/hub.ts';
import { overlayOptions } from '../protocol/live.schema.ts';
import {
  DEFAULT_OVERLAY_OPTIONS,
  type OverlayLayout,
  type OverlayOptions,
  type OverlayView,
} from '../protocol/live.ts';
import type { CurrentDrop } from './find-current-drops.ts';
import type { OverlayRow } from './live.store.ts';
import { overlayInstances } from './overlay-instances.ts';
import { revisionOf } from './rules/overlay-revision.ts';
import { overlayAddress } from './rules/overlay-secret.ts';

/** An overlay as its creator sees it: never with its secret. */
export function presentOverlay(hub: Hub, row: OverlayRow, drop: CurrentDrop | null): OverlayView {
  const now = hub.clock.now().getTime();
  const instances = overlayInstances(hub)
    .of(row.id)
    .map(({ heardAt, ...page }) => ({ ...page, silentMs: Math.max(0, now - heardAt) }));
  return {
    id: row.id,
    name: row.name,
    layout: layoutOf(row),
    options: optionsOf(row),
    revision: revisionOf(row),
    maskedAddress: overlayAddress(hub.publicUrl, row.id, 'k=••••••••'),
    keyVersion: row.keyVersion,
    connected: instances.length,
    instances,
    lastSeenAt: row.lastSeenAt?.getTime() ?? null,
    drop: drop && { id: drop.id, slug: drop.slug, title: titleOf(drop) },
  };
}

/** Wherever its creator reads what an overlay shows, a rehearsal is called one. */
function titleOf({ title, isRehearsal }: CurrentDrop): string {
  return isRehearsal ? `Rehearsal: ${title}` : title;
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
