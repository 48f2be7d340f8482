import { versionInForce } from '../contracts/rules/version-in-force.ts';
import type { Hub } from '../platform/hub.ts';
import { invariant } from '../platform/invariant.ts';
import { Problem } from '../platform/problem.ts';
import type { DropDetail } from '../protocol/drops.ts';
import { findDropOfBrand, sumDropMoney, type WholeDrop } from './drops.store.ts';
import { creatorNameOf, presentDetail } from './present-drop.ts';
import { missingForPublish } from './rules/check-drop.ts';
import { offeredPools } from './rules/offered-pools.ts';
import { phaseFacts } from './rules/phase-facts.ts';
import { sumStock } from './rules/sum-stock.ts';

/** One drop as its brand sees it. Throws `not_found` for another brand's drop too. */
export async function readDrop(
  hub: Hub,
  { brandId, dropId }: { brandId: string; dropId: string },
): Promise<DropDetail> {
  const drop = await findDropOfBrand(hub.db, brandId, dropId);
  if (!drop) throw new Problem('not_found');
  const money = (await sumDropMoney(hub.db, [drop.id])).get(drop.id);
  invariant(money, 'every drop asked for has a sum');
  const now = hub.clock.now();
  return presentDetail(drop, money, {
    now: now.getTime(),
    missing: drop.publishedAt ? [] : missingOf(drop, now),
    publicUrl: hub.publicUrl,
  });
}

/** What this drop still lacks before it may be published at `now`. */
export function missingOf(drop: WholeDrop, now: Date): string[] {
  const start = drop.startsAt > now ? drop.startsAt : now;
  return missingForPublish(
    {
      facts: phaseFacts(drop),
      itemCount: drop.items.length,
      unitCount: sumStock(offeredPools(drop)).total,
      gateCount: drop.gates.length,
      creatorsWithoutContract: drop.gates
        .filter(({ contract }) => !versionInForce(contract, start))
        .map(({ contract }) => creatorNameOf(contract)),
      shippingPromise: drop.shippingPromise,
      returnsPromise: drop.returnsPromise,
    },
    now.getTime(),
  );
}
