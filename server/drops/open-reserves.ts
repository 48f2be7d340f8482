import { inTransaction, type Tx } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import { EVERYONE } from '../protocol/stock-keys.ts';
import { findPublicDrop } from './drops.store.ts';
import { lockDrop } from './lock-drop.ts';
import { logEvent } from './log-event.ts';
import {
  addUnits,
  findDropsWithReserveToOpen,
  findReservedPools,
  insertMovements,
  takeUnits,
} from './pools.store.ts';

/**
 * Opens to everyone what drops kept for audiences, once its time has come; how many units. Units
 * that an audience holds then follow when their hold lapses, so it is asked again and again.
 */
export async function openReserves(hub: Hub): Promise<number> {
  const now = hub.clock.now();
  let opened = 0;
  for (const dropId of await findDropsWithReserveToOpen(hub.db, now)) {
    const units = await inTransaction(hub.db, (tx) => openReserve(tx, { dropId, now }));
    opened += units;
    if (units > 0) hub.signals.dropChanged(dropId);
  }
  return opened;
}

async function openReserve(
  tx: Tx,
  { dropId, now }: { dropId: string; now: Date },
): Promise<number> {
  const seq = await lockDrop(tx, dropId);
  const drop = await findPublicDrop(tx, { id: dropId });
  const isDue = drop?.reserveEndsAt && drop.reserveEndsAt <= now && !drop.endedAt;
  if (!drop || !isDue) return 0;
  let units = 0;
  for (const pool of await findReservedPools(tx, dropId)) {
    await moveToEveryone(tx, pool, { now, seq });
    // The add-on of a bundle moves too, but is no unit that anybody can buy.
    if (drop.items.some(({ skuId }) => skuId === pool.skuId)) units += pool.available;
  }
  if (units > 0) {
    await logEvent(tx, { dropId, at: now, kind: 'reserve_opened', detail: { units } });
  }
  return units;
}

type ReservedPool = Awaited<ReturnType<typeof findReservedPools>>[number];

async function moveToEveryone(
  tx: Tx,
  { id: fromId, dropId, skuId, location, available: units }: ReservedPool,
  { now, seq }: { now: Date; seq: number },
): Promise<void> {
  invariant(await takeUnits(tx, { poolId: fromId, units }), 'nobody takes units past the lock');
  const key = { dropId, skuId, location, audience: EVERYONE };
  const toId = await addUnits(tx, { id: newId(now), units, ...key });
  const moved = (poolId: string, kind: string) => ({
    id: newId(now),
    poolId,
    kind,
    units,
    at: now,
    seq,
  });
  await insertMovements(tx, [moved(fromId, 'moved_out'), moved(toId, 'moved_in')]);
}
