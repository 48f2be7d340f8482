import type { OverlayCorner, OverlayLayout, OverlayOptions, OverlayPlace } from './live.ts';

export type Size = { width: number; height: number };
export type Box = Size & { left: number; top: number };

/** The size at which OBS draws each layout, in pixels. */
export const OVERLAY_CANVAS = {
  landscape: { width: 1920, height: 1080 },
  portrait: { width: 1080, height: 1920 },
} as const satisfies Record<OverlayLayout, Size>;

/**
 * Where nothing is cut off or covered: the inner 90 % of a screen, and what the buttons and
 * captions of phone apps leave free of an upright picture.
 */
export const SAFE_AREAS = {
  landscape: { left: 96, top: 54, width: 1728, height: 972 },
  portrait: { left: 65, top: 288, width: 853, height: 960 },
} as const satisfies Record<OverlayLayout, Box>;

const CORNER_PLACES = {
  'top-left': { x: 0, y: 0 },
  'top-right': { x: 1000, y: 0 },
  'bottom-left': { x: 0, y: 1000 },
  'bottom-right': { x: 1000, y: 1000 },
} as const satisfies Record<OverlayCorner, OverlayPlace>;

/** Where an overlay stands. Counted in the room that it leaves, so that no size leads out of it. */
export function placeOf({ place, corner }: Pick<OverlayOptions, 'place' | 'corner'>): OverlayPlace {
  return place ?? CORNER_PLACES[corner];
}

/** Left upper edge of something of this size at this place, in whole pixels of the canvas. */
export function positionAt(
  layout: OverlayLayout,
  { place, size }: { place: OverlayPlace; size: Size },
): { left: number; top: number } {
  const safe = SAFE_AREAS[layout];
  return {
    left: Math.round(safe.left + (Math.max(0, safe.width - size.width) * place.x) / 1000),
    top: Math.round(safe.top + (Math.max(0, safe.height - size.height) * place.y) / 1000),
  };
}

/** What the editor tells the preview in it, and what it is told, by `postMessage`. */
export type EditorToOverlay = {
  kind: 'dropcast:look';
  layout: OverlayLayout;
  options: OverlayOptions;
};
export type OverlayToEditor = { kind: 'dropcast:card'; layout: OverlayLayout; box: Box };
