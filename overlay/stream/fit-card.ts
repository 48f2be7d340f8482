import {
  OVERLAY_LIMITS,
  type OverlayLayout,
  type OverlayOptions,
} from '../../server/protocol/live.ts';
import { type Box, placeOf, positionAt, SAFE_AREAS } from '../../server/protocol/overlay-stage.ts';
import type { View } from './build-view.ts';
import { sizeQr } from './draw-qr.ts';

/** Keeps the card in the safe area, whatever it says and however large it was made. */
export type CardFitter = {
  fit(layout: OverlayLayout, options: OverlayOptions): void;
};

/**
 * The card is as large as its creator wants it, or as large as there is room; where that
 * is too small, it leaves out its small print. Its place is counted from its size, so it is placed anew whenever
 * that changes, before the change is painted.
 */
export function createCardFitter(view: View, onBox: (box: Box) => void): CardFitter {
  const { card, stage } = view;
  let look: { layout: OverlayLayout; options: OverlayOptions } | null = null;
  let fitted = '';

  function place(): void {
    if (look === null) return;
    const { layout, options } = look;
    const safe = SAFE_AREAS[layout];
    for (const { percent, isTight } of sizesFrom(options.scale)) {
      setSize(percent, isTight);
      // At its smallest, text is no larger than it must be.
      stage.style.setProperty('--t', isTight ? '1' : String(options.textScale / 100));
      const { width, height } = sizeOf(card);
      const isWhole = view.main.scrollWidth <= view.main.clientWidth;
      if (isWhole && width <= safe.width && height <= safe.height) break;
    }
    const size = sizeOf(card);
    const at = positionAt(layout, { place: placeOf(options), size });
    card.style.setProperty('left', `${at.left}px`);
    card.style.setProperty('top', `${at.top}px`);
    fitted = `${size.width} ${size.height}`;
    onBox({ ...at, ...size });
  }

  function setSize(percent: number, isTight: boolean): void {
    document.documentElement.style.setProperty('font-size', `${percent / 10}px`);
    stage.dataset.tight = String(isTight);
    stage.style.setProperty('--qr', `${sizeQr(view.qr, percent)}px`);
  }

  new ResizeObserver(() => {
    const { width, height } = sizeOf(card);
    if (fitted !== `${width} ${height}`) place();
  }).observe(card);
  return {
    fit: (layout, options) => {
      look = { layout, options };
      place();
    },
  };
}

/** In pixels of the canvas, however small the canvas is drawn, and rounded to the safe side. */
function sizeOf(card: HTMLElement) {
  const { width, height } = getComputedStyle(card);
  return {
    width: Math.ceil(Number.parseFloat(width)),
    height: Math.ceil(Number.parseFloat(height)),
  };
}

function sizesFrom(percent: number) {
  const { min, step } = OVERLAY_LIMITS.scale;
  const sizes = [];
  for (let next = percent; next > min; next -= step) sizes.push({ percent: next, isTight: false });
  const tight = [100, 90, min].filter((next) => next <= percent);
  return [
    ...sizes,
    { percent: min, isTight: false },
    ...tight.map((next) => ({ percent: next, isTight: true })),
  ];
}
