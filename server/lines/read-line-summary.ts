import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import { LINE_KINDS, type LineKind, type LineSummary } from '../protocol/lines.ts';
import { countOffers, findDropForSummary, sumOpenPlaces } from './line-summary.store.ts';

/** How many stand in the lines of a brand's drop and what came of it. It names nobody. */
export async function readLineSummary(
  { db }: Pick<Hub, 'db'>,
  { brandId, dropId }: { brandId: string; dropId: string },
): Promise<LineSummary> {
  const drop = await findDropForSummary(db, brandId, dropId);
  if (!drop) throw new Problem('not_found');
  const [places, offers] = await Promise.all([sumOpenPlaces(db, dropId), countOffers(db, dropId)]);
  const lines = LINE_KINDS.flatMap((kind) =>
    drop.items.flatMap(({ skuId, sku }) =>
      places
        .filter((row) => row.kind === kind && row.skuId === skuId)
        .map((row) => ({
          ...row,
          kind: kind as LineKind,
          title: `${sku.product.name} · ${sku.title}`,
        })),
    ),
  );
  return { lines, offers, lot: drop.lot && presentLot(drop.lot) };
}

type Lot = NonNullable<NonNullable<Awaited<ReturnType<typeof findDropForSummary>>>['lot']>;

/** The brand sees the seed when everybody does, and not before. */
function presentLot({ seed, seedHash, committedAt, entriesHash, entryCount, drawnAt }: Lot) {
  return {
    seedHash,
    committedAt: committedAt.getTime(),
    entriesHash,
    entryCount,
    drawnAt: drawnAt?.getTime() ?? null,
    seed: drawnAt ? seed : null,
  };
}
