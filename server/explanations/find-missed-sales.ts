import { createDays } from '../platform/days.ts';
import { engineOfDb } from '../platform/db.ts';
import type { Hub } from '../platform/hub.ts';
import type { AttributionReason, MissedSales, TouchedOrder } from '../protocol/attribution.ts';
import {
  countClaims,
  countHits,
  listClosedLinks,
  listContractIds,
  listTouchedOrders,
  listZones,
  type OrderToExplain,
} from './explanations.store.ts';
import { notesOf } from './rules/missed-notes.ts';

/**
 * "Why didn't a sale count?": every order of a time in which a creator had a part, with the reason
 * where it counts for others, and what became of the rest that came by their links. Orders in which
 * they had no part are none of their business and are not told of.
 */
export async function findMissedSales(
  { db }: Hub,
  given: { creatorId: string; from: number; to: number; dropId?: string | undefined },
): Promise<MissedSales> {
  const { creatorId, dropId } = given;
  const span = { creatorId, from: new Date(given.from), to: new Date(given.to), dropId };
  const dayIn = createDays();
  const daysOf = (await listZones(db, creatorId)).map((timeZone) => ({
    timeZone,
    first: dayIn(timeZone)(span.from),
    last: dayIn(timeZone)(new Date(given.to - 1)),
  }));
  const mine = await listContractIds(db, creatorId);
  const orders = (await listTouchedOrders(db, span)).flatMap((order) =>
    order.decision ? [touchedOrder({ ...order, decision: order.decision }, mine)] : [],
  );
  const notes = notesOf({
    orders,
    hits: await countHits({ db, engine: engineOfDb(db) }, { ...span, daysOf }),
    claims: await countClaims(db, span),
    closed: (await listClosedLinks(db, span)).map(({ slug, endedAt }) => ({
      slug,
      isEnded: endedAt !== null,
    })),
  });
  return { from: given.from, to: given.to, orders, notes };
}

function touchedOrder(order: OrderToExplain, mine: ReadonlySet<string>): TouchedOrder {
  const { decision } = order;
  const isSale = decision.saleContractId !== null && mine.has(decision.saleContractId);
  const isLtv = decision.ltvContractId !== null && mine.has(decision.ltvContractId);
  const candidates = JSON.parse(decision.candidates) as {
    contractId: string;
    excludedBy: AttributionReason | null;
  }[];
  const own = candidates.findLast(({ contractId }) => mine.has(contractId));
  return {
    orderId: order.id,
    number: order.number,
    capturedAt: order.capturedAt.getTime(),
    brandName: order.brand.name,
    dropTitle: order.drop?.title ?? null,
    counts: isSale ? 'sale' : isLtv ? 'ltv' : 'none',
    reason: isSale
      ? (decision.reason as AttributionReason | null)
      : isLtv
        ? null
        : (own?.excludedBy ?? 'NO_QUALIFYING_CLICK'),
  };
}
