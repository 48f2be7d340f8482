import type { PublicDropView } from '../../server/protocol/drops.ts';
import type { DropMoment, DropStateMessage } from '../../server/protocol/live-events.ts';
import { articleName } from '../shared/drop-words.ts';
import { type View, write } from './build-view.ts';

/** The article that the overlay is about: the pinned one, else the first. */
export function shownItem(drop: PublicDropView, { pinned }: DropStateMessage) {
  return drop.items.find(({ skuId }) => skuId === pinned) ?? drop.items[0];
}

/** What a moment says beside its kind: the article by its name, where it is about one. */
export function momentText(
  drop: PublicDropView | null,
  { text, item: skuId }: Pick<DropMoment, 'text' | 'item'>,
): string {
  const item = drop?.items.find((one) => one.skuId === skuId);
  return drop && item ? articleName(item, drop.items) : text;
}

/** Names the article on air, and shows the question on air. */
export function drawOnAir(
  view: View,
  drop: PublicDropView,
  { state, isAhead }: { state: DropStateMessage; isAhead: boolean },
): void {
  const item = state.pinned === null ? undefined : shownItem(drop, state);
  write(view.pinned, item && isAhead ? `${item.productName} · ${item.title}` : '');
  write(view.question, isAhead ? (state.question.pinned?.text ?? '') : '');
}
