import type { OverlayLayout, OverlayOptions } from '../../server/protocol/live.ts';
import type { View } from './build-view.ts';
import { textInAccent, textOn } from './contrast.ts';

/** Draws what the creator chose: form, corner, colour, and what is shown. */
export function drawLook(view: View, layout: OverlayLayout, options: OverlayOptions): void {
  const { stage } = view;
  Object.assign(stage.dataset, {
    layout,
    corner: options.corner,
    calm: String(options.calm),
    price: String(options.showPrice),
    stock: String(options.showStock),
    clock: String(options.showCountdown),
    qr: String(options.showQr),
  });
  stage.style.setProperty('--accent', options.accent);
  stage.style.setProperty('--on-accent', textOn(options.accent));
  stage.style.setProperty('--accent-text', textInAccent(options.accent));
  fitStage(stage, layout);
}

/** Fits the canvas of 1920×1080 or 1080×1920 into whatever size the source or the preview has. */
export function fitStage(stage: HTMLElement, layout: OverlayLayout): void {
  const [width, height] = layout === 'landscape' ? [1920, 1080] : [1080, 1920];
  const scale = Math.min(innerWidth / width, innerHeight / height);
  stage.style.setProperty('transform', scale === 1 ? 'none' : `scale(${scale})`);
}
