import type { PublicDropView } from '../../server/protocol/drops.ts';
import { type DropStateMessage, LIVE_PROTOCOL } from '../../server/protocol/live-events.ts';
import { liveRung } from '../../server/protocol/live-rung.ts';

/** What a page was delivered with is a state too, and the socket continues from it. */
export function stateOfView(view: PublicDropView, ts: number): DropStateMessage {
  return {
    p: LIVE_PROTOCOL,
    d: view.id,
    ep: view.epoch,
    v: view.version,
    ts,
    facts: view.facts,
    pauseReason: view.pauseReason,
    stock: view.stock,
    items: view.items.map(({ skuId, stock, priceMinor, rungs }) => [
      skuId,
      stock.available,
      stock.total,
      priceMinor,
      rungs.map(liveRung),
    ]),
    waiting: 0,
    pinned: view.pinnedSkuId,
    question: view.question,
  };
}
