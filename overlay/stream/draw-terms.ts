import type { PublicDropView } from '../../server/protocol/drops.ts';
import type { DropStateMessage } from '../../server/protocol/live-events.ts';
import { rungOfLive } from '../../server/protocol/live-rung.ts';
import { formatMinor } from '../../server/protocol/money.ts';
import { countdownText } from '../shared/countdown.ts';
import { ladderText, offerText, priceOf } from '../shared/drop-words.ts';
import { type View, write } from './build-view.ts';
import { shownItem } from './draw-on-air.ts';

/** The drop as it is said to be at a server time, which may be an estimate. */
export type Now = { state: DropStateMessage; now: number; isSure: boolean };

/** The price of the article on air now, how long it holds, and the price after it. */
export function drawPrice(view: View, drop: PublicDropView, { state, now, isSure }: Now): void {
  const hero = shownItem(drop, state);
  if (!hero) return;
  const money = (minor: number) => formatMinor(minor, drop.currency);
  const live = state.items.find(([skuId]) => skuId === hero.skuId);
  const article = live
    ? {
        priceMinor: live[3],
        rungs: live[4].map(rungOfLive),
        stock: { ...hero.stock, available: live[1] },
      }
    : hero;
  const price = priceOf(article, now);
  write(view.price, money(price.priceMinor));
  write(view.listPrice, hero.listPriceMinor > price.priceMinor ? money(hero.listPriceMinor) : '');
  // Viewers sit in many time zones: what is left is the same for all of them.
  const until = (at: number) => `for ${countdownText(at - now, { isSure })}`;
  write(view.steps, ladderText(price, { money, until }));
}

/** What comes with each unit, how lots decide and what is kept for whom, in this order. */
export function termsText(drop: PublicDropView, at: Now): string {
  const { reserved } = at.state.stock;
  const names = drop.audiences.filter((group) => group.reserved > 0).map(({ name }) => name);
  return [
    offerText(drop.offer, (minor) => formatMinor(minor, drop.currency)),
    fairnessText(drop, at),
    reserved > 0 && names.length > 0 ? `${reserved} kept for ${names.join(', ')}` : '',
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function fairnessText(
  { fairness, entriesCloseAt }: PublicDropView,
  { state, now, isSure }: Now,
): string {
  if (fairness === 'draw' && entriesCloseAt !== null && now < entriesCloseAt) {
    return `Drawn by lot in ${countdownText(entriesCloseAt - now, { isSure })}`;
  }
  if (fairness === 'shuffle' && now < state.facts.startsAt) return 'Line is shuffled at the start';
  return '';
}
