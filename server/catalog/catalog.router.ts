import { brandProcedure } from '../accounts/procedures.router.ts';
import { router } from '../platform/trpc.ts';
import {
  createProductSchema,
  listProductsSchema,
  productOfBrandSchema,
  updateProductSchema,
} from '../protocol/catalog.schema.ts';
import { archiveProduct } from './archive-product.ts';
import { changeProduct } from './change-product.ts';
import { createProduct } from './create-product.ts';
import { listProducts } from './list-products.ts';

export const catalogRouter = router({
  list: brandProcedure('viewer')
    .input(listProductsSchema)
    .query(({ ctx }) => listProducts(ctx.hub, ctx.brand.id)),
  create: brandProcedure('manager')
    .input(createProductSchema)
    .mutation(({ ctx, input }) => createProduct(ctx.hub, input)),
  update: brandProcedure('manager')
    .input(updateProductSchema)
    .mutation(({ ctx, input: { name, description, ...which } }) =>
      changeProduct(ctx.hub, which, { name, description }),
    ),
  archive: brandProcedure('manager')
    .input(productOfBrandSchema)
    .mutation(({ ctx, input }) => archiveProduct(ctx.hub, input)),
});
