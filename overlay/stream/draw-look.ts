import type { OverlayLayout, OverlayOptions } from '../../server/protocol/live.ts';
import { OVERLAY_CANVAS, placeOf } from '../../server/protocol/overlay-stage.ts';
import type { View } from './build-view.ts';
import { paletteOf } from './palette.ts';

/** Draws what the creator chose: form, theme, colours, and what is shown. */
export function drawLook(view: View, layout: OverlayLayout, options: OverlayOptions): void {
  const { stage } = view;
  const place = placeOf(options);
  Object.assign(stage.dataset, {
    layout,
    theme: options.theme,
    banner: stage.dataset.banner ?? 'false',
    place: `${place.x} ${place.y}`,
    scale: String(options.scale),
    // A moment is told on the side where there is more picture.
    rises: String(place.y >= 500),
    calm: String(options.calm),
    title: String(options.showTitle),
    price: String(options.showPrice),
    terms: String(options.showTerms),
    stock: String(options.showStock),
    clock: String(options.showCountdown),
    qr: String(options.showQr),
    claims: String(options.showClaims),
  });
  const colours = paletteOf(options);
  for (const [name, property] of Object.entries(PROPERTIES)) {
    stage.style.setProperty(property, colours[name as keyof typeof PROPERTIES]);
  }
  fitStage(stage, layout);
}

const PROPERTIES = {
  plate: '--plate',
  text: '--text',
  quiet: '--quiet',
  edge: '--edge',
  track: '--track',
  accentText: '--accent-text',
  loud: '--loud',
  onLoud: '--on-loud',
} as const;

/** Fits the canvas of 1920×1080 or 1080×1920 into whatever size the source or the preview has. */
export function fitStage(stage: HTMLElement, layout: OverlayLayout): void {
  const { width, height } = OVERLAY_CANVAS[layout];
  const scale = Math.min(innerWidth / width, innerHeight / height);
  stage.style.setProperty('transform', scale === 1 ? 'none' : `scale(${scale})`);
}
