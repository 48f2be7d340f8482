import { type DropPhase, dropPhase, type PublicDropView } from '../../server/protocol/drops.ts';
import type { OverlaySession } from '../../server/protocol/live.ts';
import type { DropStateMessage } from '../../server/protocol/live-events.ts';
import { countdownText } from '../shared/countdown.ts';
import { availableShare, isLow } from '../shared/format.ts';
import type { Staleness } from '../shared/staleness.ts';
import { type View, write } from './build-view.ts';
import { drawPrice, termsText } from './draw-terms.ts';

const PHASE_WORDS = {
  draft: '',
  scheduled: 'Soon',
  live: 'Live',
  paused: 'Paused',
  sold_out: 'Sold out',
  ended: 'Ended',
} as const satisfies Record<DropPhase, string>;

const CLOCK_LABELS = {
  draft: '',
  scheduled: 'until it starts',
  live: 'time left',
  paused: 'time left',
  sold_out: 'time left',
  ended: '',
} as const satisfies Record<DropPhase, string>;

const CURTAINS = {
  draft: '',
  scheduled: '',
  live: '',
  paused: '',
  sold_out: 'Sold out',
  ended: 'Drop ended',
} as const satisfies Record<DropPhase, string>;

/** Draws everything that a state changes. */
export function drawState(
  view: View,
  drop: PublicDropView,
  { state, now, staleness }: { state: DropStateMessage; now: number; staleness: Staleness },
): void {
  const phase = dropPhase(state.facts, now);
  const { stock } = state;
  view.stage.dataset.phase = phase;
  view.stage.dataset.low = String(phase === 'live' && isLow(stock));
  write(view.phase, phase === 'live' && isLow(stock) ? 'Almost gone' : PHASE_WORDS[phase]);
  write(view.curtainText, staleness === 'fresh' ? CURTAINS[phase] : '');
  drawStock(view, state, staleness);
  write(view.countdownLabel, CLOCK_LABELS[phase]);

  drawPrice(view, drop, { state, now });
  const isAhead = phase !== 'ended' && phase !== 'draft';
  write(view.terms, isAhead ? termsText(drop, { state, now }) : '');
}

/** Stock that may be old says so; stock that nobody vouches for is not shown. */
function drawStock(view: View, { stock }: DropStateMessage, staleness: Staleness): void {
  view.stage.dataset.staleness = staleness;
  write(view.units, staleness === 'lost' ? '–' : String(stock.available));
  write(view.unitsLabel, staleness === 'fresh' ? `of ${stock.total} left` : 'updating…');
  const share = staleness === 'lost' ? 0 : availableShare(stock);
  view.bar.style.setProperty('transform', `scaleX(${share.toFixed(4)})`);
}

export function drawCountdown(view: View, leftMs: number | null): void {
  const text = leftMs === null ? '' : countdownText(leftMs);
  view.countdown.dataset.long = String(text.length > 8);
  write(view.countdown, text);
}

/** Draws what belongs to the drop and to the link, and stays while the stock moves. */
export function drawDrop(view: View, { drop, link }: OverlaySession): void {
  view.stage.dataset.shown = String(drop !== null);
  if (drop === null) return;
  write(view.brand, drop.brandName);
  write(view.title, drop.title);
  view.scan.hidden = link === null;
  if (link === null) return;
  write(view.code, link.spokenCode);
  drawQr(view.qr, link.qrSvg);
}

const SMALLEST_QR_PX = 264;

/** Every module gets the same whole number of pixels: scanners fail on blurred edges. */
function drawQr(box: HTMLElement, svg: string): void {
  if (box.dataset.drawn === svg) return;
  box.dataset.drawn = svg;
  const drawn = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  const modules = Number(drawn.getAttribute('viewBox')?.split(' ')[2]);
  const sizePx = modules > 0 ? Math.ceil(SMALLEST_QR_PX / modules) * modules : SMALLEST_QR_PX;
  drawn.setAttribute('width', String(sizePx));
  drawn.setAttribute('height', String(sizePx));
  drawn.setAttribute('shape-rendering', 'crispEdges');
  box.replaceChildren(document.importNode(drawn, true));
}
