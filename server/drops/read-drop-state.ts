import { readEpoch } from '../platform/epoch.ts';
import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import { type DropStateMessage, LIVE_PROTOCOL } from '../protocol/live-events.ts';
import { liveRung } from '../protocol/live-rung.ts';
import { type DropStateRow, findDropState } from './drop-state.store.ts';
import { phaseTimes } from './rules/phase-facts.ts';
import { rungViews } from './rules/rung-views.ts';
import { addStocks } from './rules/sum-stock.ts';

/**
 * The whole state of a published drop as screens get it, with the version of the commit that made
 * it; null for a draft or an unknown id. Public: any viewer may have it.
 */
export async function readDropState(hub: Hub, dropId: string): Promise<DropStateMessage | null> {
  const [ep, rows] = await Promise.all([readEpoch(hub.db), findDropState(hub.db, dropId)]);
  const drop = rows[0];
  if (!drop) return null;
  // A SKU has a row for each step of its price; the first one is enough for its stock.
  const skus = rows.filter((row, at) => row.skuId !== rows[at - 1]?.skuId);
  const stock = addStocks(skus.map(stockOf));
  return {
    p: LIVE_PROTOCOL,
    d: dropId,
    ep,
    v: drop.lockSeq,
    ts: hub.clock.now().getTime(),
    facts: { ...phaseTimes(drop), available: stock.available },
    pauseReason: drop.pauseReason,
    stock,
    items: skus.map((sku) => presentItem(sku, rows)),
    waiting: drop.waiting,
    pinned: drop.pinnedSkuId,
    question: { pinned: drop.question, changed: drop.questionsSeq },
  };
}

function presentItem(sku: DropStateRow, rows: DropStateRow[]): DropStateMessage['items'][number] {
  const { skuId, available, capacity, priceMinor } = sku;
  const steps = rows.flatMap((row) => (row.skuId === skuId && row.rung ? [row.rung] : []));
  return [skuId, available, capacity, toNumber(priceMinor), rungViews(steps).map(liveRung)];
}

function stockOf({ capacity: total, available, reserved, held, sold }: DropStateRow) {
  return { total, available, reserved, held, sold };
}
