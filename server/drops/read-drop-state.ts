import { readEpoch } from '../platform/epoch.ts';
import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import { type DropStateMessage, LIVE_PROTOCOL } from '../protocol/live-events.ts';
import { type DropStateRow, findDropState } from './drop-state.store.ts';
import { phaseFacts } from './rules/phase-facts.ts';
import { sumStock } from './rules/sum-stock.ts';

/**
 * The whole state of a published drop as screens get it, with the version of the commit that made
 * it; null for a draft or an unknown id. Public: any viewer may have it.
 */
export async function readDropState(hub: Hub, dropId: string): Promise<DropStateMessage | null> {
  const [ep, rows] = await Promise.all([readEpoch(hub.db), findDropState(hub.db, dropId)]);
  const drop = rows[0];
  if (!drop) return null;
  const stock = sumStock(rows);
  return {
    p: LIVE_PROTOCOL,
    d: dropId,
    ep,
    v: drop.lockSeq,
    ts: hub.clock.now().getTime(),
    facts: phaseFacts({ ...drop, pools: rows }),
    pauseReason: drop.pauseReason,
    stock,
    items: rows.map(presentItem),
  };
}

function presentItem(row: DropStateRow): DropStateMessage['items'][number] {
  return [row.skuId, row.available, row.capacity, toNumber(row.priceMinor)];
}
