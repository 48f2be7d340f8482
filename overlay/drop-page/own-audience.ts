import {
  type DropAudienceView,
  type DropItemView,
  dropPhase,
  type PhaseFacts,
} from '../../server/protocol/drops.ts';

/** What everybody sees of a drop, or what one viewer may have of it. */
export type Seen = { facts: PhaseFacts; items: DropItemView[] };

/** Those of the drop's audiences that the viewer belongs to and that may claim now. */
export function openAudiences(
  audiences: readonly DropAudienceView[],
  mine: ReadonlySet<string>,
  { facts: { startsAt }, drawnAt: now }: { facts: PhaseFacts; drawnAt: number },
): DropAudienceView[] {
  return audiences.filter(
    ({ audience, opensAt, closesAt }) =>
      mine.has(audience) && now >= (opensAt ?? startsAt) && (closesAt === null || now < closesAt),
  );
}

/**
 * The drop as it is for a viewer of these open audiences: started from the moment at which it opened
 * for them, and with the units that are kept for them. The hub decides at the claim; this only keeps
 * the page from saying "starts soon" or "sold out" to somebody who may claim.
 */
export function seenBy({ facts, items }: Seen, open: readonly DropAudienceView[]): Seen {
  if (open.length === 0) return { facts, items };
  const keepsUnits = open.some(({ reserved }) => reserved > 0);
  const reservedOf = ({ stock }: DropItemView) => (keepsUnits ? stock.reserved : 0);
  const reserved = items.reduce((sum, item) => sum + reservedOf(item), 0);
  return {
    facts: {
      ...facts,
      startsAt: Math.min(facts.startsAt, ...open.map(({ opensAt }) => opensAt ?? facts.startsAt)),
      available: facts.available + reserved,
    },
    items: items.map((item) => ({
      ...item,
      stock: { ...item.stock, available: item.stock.available + reservedOf(item) },
    })),
  };
}

/** It has started for this viewer and not yet for everybody. */
export function isEarlyFor(
  seen: Seen,
  { facts, drawnAt }: { facts: PhaseFacts; drawnAt: number },
): boolean {
  return (
    dropPhase(facts, drawnAt) === 'scheduled' && dropPhase(seen.facts, drawnAt) !== 'scheduled'
  );
}
