import type { PickUpPlaceView } from '../protocol/claims.ts';
import type { DropAudienceView, DropCreatorView } from '../protocol/drops.ts';
import type { LiveQuestion } from '../protocol/live-events.ts';
import type { OfferView } from '../protocol/offers.ts';
import { EVERYONE } from '../protocol/stock-keys.ts';
import type { SkuWithPicture, WholeDrop } from './drops.store.ts';
import { imageUrlOf, offerOf } from './present-drop.ts';
import { audienceName, locationKey } from './rules/name-of-key.ts';
import { offeredPools } from './rules/offered-pools.ts';

/** The creators through whom a drop is open, each once however many audiences they open it to. */
export function presentCreators(drop: WholeDrop): DropCreatorView[] {
  const creators = new Map<string, DropCreatorView>();
  for (const { contract } of drop.gates) {
    const { creator, endedAt } = contract;
    if (!creator || endedAt) continue;
    const { handle, displayName, avatarHue } = creator;
    creators.set(handle, { handle, displayName, avatarHue });
  }
  return [...creators.values()];
}

/** The groups that a drop opens to earlier, or keeps units for: whoever has a gate or a pool. */
export function presentAudiences(drop: WholeDrop): DropAudienceView[] {
  const pools = offeredPools(drop);
  const groups = new Set(
    [...drop.gates, ...pools].map(({ audience }) => audience).filter((one) => one !== EVERYONE),
  );
  return [...groups].map((audience) => {
    const gates = drop.gates.filter((gate) => gate.audience === audience);
    const own = pools.filter((pool) => pool.audience === audience);
    const opens = gates.map(({ opensAt }) => opensAt?.getTime() ?? drop.startsAt.getTime());
    const closes = gates.map(({ closesAt }) => closesAt?.getTime() ?? drop.endsAt.getTime());
    const opensAt = Math.min(...opens);
    const closesAt = Math.max(...closes);
    return {
      audience,
      name: audienceName(audience, drop.brand.audiences),
      opensAt: gates.length === 0 || opensAt === drop.startsAt.getTime() ? null : opensAt,
      closesAt: gates.length === 0 || closesAt === drop.endsAt.getTime() ? null : closesAt,
      reserved: own.reduce((sum, { available }) => sum + available, 0),
    };
  });
}

/** Where viewers may collect: places with pick-up that have units of the drop, sold out or not. */
export function presentPickUpPlaces(drop: WholeDrop): PickUpPlaceView[] {
  const skusOf = (pools: readonly { skuId: string }[]) => [
    ...new Set(pools.map(({ skuId }) => skuId)),
  ];
  const pools = offeredPools(drop).filter(({ capacity }) => capacity > 0);
  return drop.brand.locations
    .filter(({ hasPickUp, archivedAt }) => hasPickUp && !archivedAt)
    .map((place) => {
      const own = pools.filter(({ location }) => location === locationKey(place));
      return {
        id: place.id,
        name: place.name,
        street: place.street,
        postalCode: place.postalCode,
        city: place.city,
        note: place.pickUpNote,
        skuIds: skusOf(own.filter(({ available }) => available > 0)),
        stockedSkuIds: skusOf(own),
      };
    })
    .filter(({ stockedSkuIds }) => stockedSkuIds.length > 0);
}

/** The question on air, and the version at which questions last changed. */
export function presentQuestion({ questions }: WholeDrop): LiveQuestion {
  const onAir = questions.find(({ pinnedAt }) => pinnedAt !== null);
  return {
    pinned: onAir ? { id: onAir.id, text: onAir.text, answer: onAir.answer } : null,
    changed: Math.max(0, ...questions.map(({ seq }) => seq)),
  };
}

/** The offer as a viewer reads it; the add-on of a bundle has a name and a picture. */
export function presentOffer(drop: WholeDrop, addOn: SkuWithPicture | null): OfferView {
  const offer = offerOf(drop);
  if (offer.kind !== 'bundle') return offer;
  return {
    ...offer,
    addOnTitle: addOn ? `${addOn.product.name} · ${addOn.title}` : '',
    addOnImageUrl: imageUrlOf(addOn?.product.images[0]),
  };
}
