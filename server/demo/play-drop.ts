import { createDrop } from '../drops/create-drop.ts';
import { releaseUnits } from '../drops/release-units.ts';
import { invariant } from '../platform/invariant.ts';
import { createDropSchema } from '../protocol/drops.schema.ts';
import { CENTRAL, EVERYONE } from '../protocol/stock-keys.ts';
import { CREATOR_KEYS } from './demo-brand.ts';
import { DEMO_PROMISES, type DropPlan } from './demo-drops.ts';
import { skuCode } from './demo-products.ts';
import type { House } from './open-house.ts';
import type { Stage } from './stage.ts';

/** Plans the publication of a drop, and the units that are added to it on air. */
export function playDrop({ hub, agenda, house }: Stage, drop: DropPlan): void {
  const { release } = drop;
  const input = inputOf(house, drop);
  const { brandId } = input;
  agenda.plan(drop.publishAt, async () => {
    const { id: dropId } = await createDrop(hub, input);
    const skuId = release && input.items[release.item]?.skuId;
    if (!skuId) return;
    agenda.plan(new Date(drop.startsAt.getTime() + release.atMinute * 60_000), () =>
      releaseUnits(hub, { brandId, dropId, skuId, units: release.units }),
    );
  });
}

/** What the brand would type for it. */
function inputOf(house: House, drop: DropPlan) {
  const { publishAt, startsAt, endsAt, items, gates, release, bundle, members, ...words } = drop;
  return createDropSchema.parse({
    ...words,
    ...DEMO_PROMISES,
    brandId: house.brand.id,
    startsAt: startsAt.getTime(),
    endsAt: endsAt.getTime(),
    items: items.map(({ priceMinor, units, rungs = [], forMembers, ...variant }) => ({
      skuId: skuIdOf(house, variant),
      priceMinor,
      units,
      rungs: rungs.map((rung) => ({ ...rung, endsAt: null })),
      extraStock: forMembers
        ? [{ location: CENTRAL, audience: house.membersId, units: forMembers }]
        : [],
    })),
    gates: gatesOf(house, drop),
    reserveEndsAt: members?.reserveEndsAt.getTime() ?? null,
    ...(bundle && {
      offer: { kind: 'bundle', addOnSkuId: skuIdOf(house, bundle) },
      addOnStock: [{ location: CENTRAL, audience: EVERYONE, units: bundle.units }],
    }),
    holdSeconds: 600,
    limitPerCustomer: 2,
    publish: true,
  });
}

function gatesOf({ creators, membersId }: House, { gates, members }: DropPlan) {
  const open = CREATOR_KEYS.flatMap((key) => {
    const gate = gates[key];
    return gate ? [{ contractId: creators[key].contractId, ...gate }] : [];
  });
  if (!members) return open;
  const early = {
    contractId: creators[members.creator].contractId,
    audience: membersId,
    capUnits: null,
    opensAt: members.opensAt.getTime(),
  };
  return [...open, early];
}

function skuIdOf(
  { skuIds }: House,
  { product, colour, size }: Pick<DropPlan['items'][number], 'product' | 'colour' | 'size'>,
): string {
  const skuId = skuIds.get(skuCode(product, colour, size));
  invariant(skuId, `${product} ${colour} ${size} is in the catalog`);
  return skuId;
}
