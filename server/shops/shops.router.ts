import { brandProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import { connectShopSchema, ofShopSchema, shopsOfBrandSchema } from '../protocol/shops.schema.ts';
import { connectShop, listShops, removeShop } from './connect-shop.ts';

export const shopsRouter = router({
  list: brandProcedure('manager')
    .input(shopsOfBrandSchema)
    .query(({ ctx }) => listShops(ctx.hub, ctx.brand.id)),
  connect: brandProcedure('owner')
    .input(connectShopSchema)
    .mutation(({ ctx, input }) =>
      connectShop(ctx.hub, { brandId: ctx.brand.id, createdBy: ctx.me.id }, input),
    ),
  remove: brandProcedure('owner')
    .input(ofShopSchema)
    .mutation(({ ctx, input }) => removeShop(ctx.hub, input)),
});
