import { type DropPhase, dropPhase, type PublicDropView } from '../../server/protocol/drops.ts';
import type { OverlaySession } from '../../server/protocol/live.ts';
import type { DropStateMessage } from '../../server/protocol/live-events.ts';
import { countdownText } from '../shared/countdown.ts';
import { availableShare, isLow } from '../shared/format.ts';
import type { Staleness } from '../shared/staleness.ts';
import { type View, write } from './build-view.ts';
import { drawOnAir } from './draw-on-air.ts';
import { drawQr } from './draw-qr.ts';
import { drawRehearsal } from './draw-rehearsal.ts';
import { drawPrice, type Now, termsText } from './draw-terms.ts';

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
  { staleness, ...at }: Now & { staleness: Staleness },
): void {
  const { state, now } = at;
  const phase = dropPhase(state.facts, now);
  const { stock } = state;
  view.stage.dataset.phase = phase;
  view.stage.dataset.low = String(phase === 'live' && isLow(stock));
  write(view.phase, phase === 'live' && isLow(stock) ? 'Almost gone' : PHASE_WORDS[phase]);
  write(view.curtainText, staleness === 'fresh' ? CURTAINS[phase] : '');
  drawStock(view, state, staleness);
  write(view.countdownLabel, CLOCK_LABELS[phase]);

  drawPrice(view, drop, at);
  const isAhead = phase !== 'ended' && phase !== 'draft';
  drawOnAir(view, drop, { state, isAhead });
  write(view.terms, isAhead ? termsText(drop, at) : '');
}

/** Stock that may be old says so; stock that nobody vouches for is not shown. */
function drawStock(view: View, { stock }: DropStateMessage, staleness: Staleness): void {
  view.stage.dataset.staleness = staleness;
  write(view.units, staleness === 'lost' ? '–' : String(stock.available));
  write(view.unitsLabel, staleness === 'fresh' ? `of ${stock.total} left` : 'updating…');
  const share = staleness === 'lost' ? 0 : availableShare(stock);
  view.bar.style.setProperty('transform', `scaleX(${share.toFixed(4)})`);
}

export function drawCountdown(
  view: View,
  { leftMs, isSure }: { leftMs: number | null; isSure: boolean },
): void {
  const text = leftMs === null ? '' : countdownText(leftMs, { isSure });
  view.countdown.dataset.long = String(text.length > 8);
  write(view.countdown, text);
}

/** Draws what belongs to the drop and to the link, and stays while the stock moves. */
export function drawDrop(view: View, { drop, link }: Pick<OverlaySession, 'drop' | 'link'>): void {
  view.stage.dataset.shown = String(drop !== null);
  if (drop === null) return;
  write(view.brand, drop.brandName);
  drawRehearsal(view, drop);
  write(view.title, drop.title);
  view.scan.hidden = link === null;
  view.stage.dataset.linked = String(link !== null);
  if (link === null) return;
  write(view.code, link.spokenCode);
  drawQr(view.qr, link.qrSvg);
}
