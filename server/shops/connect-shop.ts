import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { sealText } from '../platform/sealed-text.ts';
import type { ShopConnectionView, ShopKind } from '../protocol/shops.ts';
import { insertShop, listShopsOfBrand, type StoredShop, setRemoved } from './shops.store.ts';

/** What shops sign with is sealed for this. */
export const SHOP_SECRET = 'shop-secret';

/** Lets a shop tell us of its orders; the address that it sends to is in the answer. */
export async function connectShop(
  hub: Hub,
  { brandId, createdBy }: { brandId: string; createdBy: string },
  { kind, name, secret }: { kind: ShopKind; name: string; secret: string },
): Promise<ShopConnectionView> {
  const createdAt = hub.clock.now();
  const shop: StoredShop = {
    id: newId(createdAt),
    brandId,
    kind,
    name,
    secret: sealText(hub.keyring, SHOP_SECRET, secret),
    createdAt,
    createdBy,
    lastReceivedAt: null,
    lastTopic: null,
    lastProblem: null,
    removedAt: null,
  };
  await insertShop(hub.db, shop);
  return present(hub, shop);
}

/** A brand's connected shops, oldest first. */
export async function listShops(hub: Hub, brandId: string): Promise<ShopConnectionView[]> {
  return (await listShopsOfBrand(hub.db, brandId)).map((shop) => present(hub, shop));
}

/** From now on the shop's messages are refused; what it told stays. */
export async function removeShop(
  hub: Hub,
  { brandId, shopId }: { brandId: string; shopId: string },
): Promise<void> {
  const at = hub.clock.now();
  if (!(await setRemoved(hub.db, { brandId, shopId, at }))) throw new Problem('not_found');
}

function present({ publicUrl }: Hub, shop: StoredShop): ShopConnectionView {
  return {
    id: shop.id,
    kind: shop.kind as ShopKind,
    name: shop.name,
    webhookUrl: `${publicUrl}/webhooks/shops/${shop.id}`,
    createdAt: shop.createdAt.getTime(),
    lastReceivedAt: shop.lastReceivedAt?.getTime() ?? null,
    lastTopic: shop.lastTopic,
    lastProblem: shop.lastProblem,
  };
}
