import { holdUnits } from '../claims/hold-units.ts';
import { issueToken } from '../claims/issue-token.ts';
import { Problem } from '../platform/problem.ts';
import type { HeldClaim } from '../protocol/claims.ts';
import { makeBrand, makeContract, makeCreator, makeDrop, makeSku } from './factories.ts';
import type { TestHub } from './hub.ts';

type Given = Partial<Omit<Parameters<typeof makeDrop>[1], 'brandId' | 'skuId' | 'contractIds'>>;

/** A brand with one creator and a live drop of one SKU. */
export async function makeShop(hub: TestHub, given: Given = {}) {
  const brand = await makeBrand(hub);
  const creator = await makeCreator(hub);
  const contract = await makeContract(hub, { brandId: brand.id, creatorId: creator.id });
  const sku = await makeSku(hub, { brandId: brand.id });
  const drop = await makeDrop(hub, {
    brandId: brand.id,
    skuId: sku.id,
    contractIds: [contract.id],
    units: 5,
    ...given,
  });
  return { brand, creator, contract, sku, drop };
}

export type Shop = Awaited<ReturnType<typeof makeShop>>;
let visitors = 0;

/** One viewer asks for one unit, or more, with a token of their own. */
export async function claimOne(
  hub: TestHub,
  { drop, sku }: Pick<Shop, 'drop' | 'sku'>,
  given: {
    visitorId?: string;
    quantity?: number;
    key?: string;
    click?: string;
    proof?: string;
  } = {},
): Promise<HeldClaim> {
  visitors += 1;
  const visitorId = given.visitorId ?? `visitor-${visitors}`;
  const { token } = await issueToken(hub, {
    dropSlug: drop.slug,
    visitorId,
    click: given.click,
    proof: given.proof,
  });
  const wish = {
    token,
    items: [{ skuId: sku.id, quantity: given.quantity ?? 1 }],
    idempotencyKey: given.key ?? `key-${visitors}-${visitorId}`,
  };
  return patiently(() => holdUnits(hub, wish));
}

/** Tries again when the hub says that too many came at once, as a page does: a slow machine is no fault. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'too_many_requests') throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
