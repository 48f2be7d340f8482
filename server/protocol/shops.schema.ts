import { z } from 'zod';
import { id } from './id.schema.ts';
import { SHOP_KINDS, type ShopKind } from './shops.ts';

export const shopsOfBrandSchema = z.strictObject({ brandId: id });
export const connectShopSchema = z.strictObject({
  brandId: id,
  kind: z.enum(Object.keys(SHOP_KINDS) as [ShopKind, ...ShopKind[]]),
  name: z.string().trim().min(1, 'Say which shop it is.').max(100),
  secret: z.string().trim().min(8, 'Copy the whole secret of the shop.').max(200),
});
export const ofShopSchema = z.strictObject({ brandId: id, shopId: id });
