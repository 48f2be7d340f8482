const SMALLEST_PX = 264;

/** Puts the code into its box; `sizeQr` gives it its size. */
export function drawQr(box: HTMLElement, svg: string): void {
  if (box.dataset.drawn === svg) return;
  box.dataset.drawn = svg;
  const drawn = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  drawn.setAttribute('shape-rendering', 'crispEdges');
  box.replaceChildren(document.importNode(drawn, true));
}

/**
 * Every module gets the same whole number of pixels: scanners fail on blurred edges. Never smaller
 * than what a phone reads off a stream, however small the card is. Returns its edge in pixels.
 */
export function sizeQr(box: HTMLElement, scalePercent: number): number {
  const drawn = box.firstElementChild;
  const wantedPx = (SMALLEST_PX * Math.max(100, scalePercent)) / 100;
  const modules = Number(drawn?.getAttribute('viewBox')?.split(' ')[2]);
  const sizePx = modules > 0 ? Math.ceil(wantedPx / modules) * modules : Math.ceil(wantedPx);
  drawn?.setAttribute('width', String(sizePx));
  drawn?.setAttribute('height', String(sizePx));
  return sizePx;
}
