import { versionForDrop } from '../contracts/rules/version-for-drop.ts';
import type { Hub } from '../platform/hub.ts';
import { toNumber } from '../platform/minor.ts';
import { rateInDrop } from '../protocol/compare-terms.ts';
import { contractTermsSchema } from '../protocol/contracts.schema.ts';
import type { ContractTerms } from '../protocol/contracts.ts';
import { type CreatorDropView, dropPhase } from '../protocol/drops.ts';
import { findDropsOfCreator, type WholeDrop } from './drops.store.ts';
import { imageUrlOf } from './present-drop.ts';
import { offeredPools } from './rules/offered-pools.ts';
import { phaseFacts } from './rules/phase-facts.ts';
import { sumStock } from './rules/sum-stock.ts';

/** The published drops in which a creator has a gate, with what they earn there. */
export async function listDropsOfCreator(hub: Hub, creatorId: string): Promise<CreatorDropView[]> {
  const drops = await findDropsOfCreator(hub.db, creatorId);
  const now = hub.clock.now();
  return drops.flatMap((drop) => {
    const gate = drop.gates.find(({ contract }) => contract.creatorId === creatorId);
    const { publishedAt } = drop;
    const pinned = gate && versionForDrop(gate.contract, { publishedAt, at: now });
    return gate && pinned
      ? [
          present(drop, {
            gate,
            terms: contractTermsSchema.parse(JSON.parse(pinned.terms)),
            now,
            hub,
          }),
        ]
      : [];
  });
}

function present(
  drop: WholeDrop,
  {
    gate,
    terms,
    now,
    hub,
  }: {
    gate: WholeDrop['gates'][number];
    terms: ContractTerms;
    now: Date;
    hub: Hub;
  },
): CreatorDropView {
  return {
    id: drop.id,
    slug: drop.slug,
    title: drop.title,
    brandName: drop.brand.name,
    phase: dropPhase(phaseFacts(drop), now.getTime()),
    startsAt: drop.startsAt.getTime(),
    endsAt: drop.endsAt.getTime(),
    stock: sumStock(offeredPools(drop)),
    capUnits: gate.capUnits,
    usedUnits: gate.usedUnits,
    commissionNew: rateInDrop(terms, { kind: 'new', dropId: drop.id }).rate,
    commissionExisting: rateInDrop(terms, { kind: 'existing', dropId: drop.id }).rate,
    holdDays: terms.holdDays,
    publicUrl: `${hub.publicUrl}/d/${drop.slug}`,
    imageUrl: imageUrlOf(drop.items[0]?.sku.product.images[0]),
    currency: drop.brand.currency,
    priceMinor: toNumber(drop.items[0]?.priceMinor ?? 0n),
  };
}
