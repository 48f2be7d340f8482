import { lockDrop } from '../drops/lock-drop.ts';
import { logEvent } from '../drops/log-event.ts';
import { engineOfDb, inTransaction, type Tx } from '../platform/db.ts';
import type { Engine } from '../platform/engine.ts';
import type { Hub } from '../platform/hub.ts';
import { lockLot } from './join.store.ts';
import { findDueLots, findEntries, findLotOfDrop, markDrawn, saveRanks } from './lots.store.ts';
import { countWinners } from './rules/count-winners.ts';
import { drawOrder, entriesHashOf } from './rules/lots.ts';

/** Tens of thousands of ranks are one statement, but a long one. */
const DRAW_TIMEOUT_MS = 60_000;

/**
 * Draws all lots that are due and returns the drops in which it did. The entries and the seed decide
 * alone, so that a run that is broken off and done again comes to the same ranks.
 */
export async function drawDueLots(hub: Hub): Promise<string[]> {
  const now = hub.clock.now();
  const drawn: string[] = [];
  for (const dropId of await findDueLots(hub.db, now)) {
    const isDrawn = await inTransaction(
      hub.db,
      (tx) => drawLot(tx, { dropId, engine: engineOfDb(hub.db), now }),
      { timeoutMs: DRAW_TIMEOUT_MS },
    );
    if (!isDrawn) continue;
    hub.signals.dropChanged(dropId);
    drawn.push(dropId);
  }
  return drawn;
}

/** Fixes the entries, gives ranks, reveals the seed; false when it was done before. */
async function drawLot(
  tx: Tx,
  { dropId, engine, now }: { dropId: string; engine: Engine; now: Date },
): Promise<boolean> {
  await lockDrop(tx, dropId);
  await lockLot(tx, dropId);
  const lot = await findLotOfDrop(tx, dropId);
  if (!lot || lot.drawnAt) return false;
  const { drop, seed } = lot;
  const isDraw = drop.fairness === 'draw';
  const before = (isDraw ? drop.entriesCloseAt : null) ?? drop.startsAt;
  const entries = await findEntries(tx, { dropId, kind: isDraw ? 'draw' : 'queue', before });
  const byLot = new Map(entries.map((entry) => [entry.lotId, entry]));
  const order = drawOrder(seed, [...byLot.keys()]);
  const ranked = order.flatMap((lotId) => byLot.get(lotId) ?? []);
  await saveRanks(
    tx,
    engine,
    ranked.map(({ id }, index) => ({ id, rank: index + 1 })),
  );
  const entriesHash = entriesHashOf(order);
  await markDrawn(tx, { dropId, entriesHash, entryCount: ranked.length, drawnAt: now });
  const winners = isDraw ? countWinners(ranked, drop.pools) : null;
  const detail = { entries: ranked.length, winners };
  await logEvent(tx, { dropId, at: now, kind: 'drawn', detail });
  return true;
}
