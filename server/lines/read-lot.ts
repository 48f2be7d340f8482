import type { Hub } from '../platform/hub.ts';
import type { LotPageFacts } from '../protocol/viewer-pages.ts';
import { findLastOfferedRank, findPublicLot, findRankedLotIds } from './lots.store.ts';

/** All that anybody may know of a drop's lot; null: no such drop, or nothing in it is decided by lot. */
export async function readLot({ db }: Pick<Hub, 'db'>, slug: string): Promise<LotPageFacts | null> {
  const drop = await findPublicLot(db, slug);
  if (!drop?.lot) return null;
  const { seed, seedHash, committedAt, entriesHash, entryCount, drawnAt } = drop.lot;
  const isDraw = drop.fairness === 'draw';
  const closesAt = (isDraw ? drop.entriesCloseAt : null) ?? drop.startsAt;
  return {
    dropId: drop.id,
    isRehearsal: drop.rehearsalOf !== null,
    slug: drop.slug,
    title: drop.title,
    brandName: drop.brand.name,
    isDraw,
    closesAt: closesAt.getTime(),
    lot: {
      seedHash,
      committedAt: committedAt.getTime(),
      entriesHash,
      entryCount,
      drawnAt: drawnAt?.getTime() ?? null,
      // The seed is a secret until there is nothing left that it could decide.
      seed: drawnAt ? seed : null,
      entries: drawnAt ? await findRankedLotIds(db, drop.id) : [],
      winners: isDraw && drawnAt ? await findLastOfferedRank(db, drop.id) : 0,
    },
  };
}
