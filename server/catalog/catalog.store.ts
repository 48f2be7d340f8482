import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';

const wholeProduct = {
  brand: { select: { currency: true } },
  skus: { orderBy: { id: 'asc' } },
  images: { orderBy: { position: 'asc' }, select: { id: true, alt: true } },
} as const satisfies Prisma.ProductInclude;

/** A product with its variants and pictures, without the pictures' bytes. */
export type WholeProduct = Prisma.ProductGetPayload<{ include: typeof wholeProduct }>;

export function findProductsOfBrand(db: Reader, brandId: string): Promise<WholeProduct[]> {
  return db.product.findMany({
    where: { brandId },
    include: wholeProduct,
    orderBy: { id: 'desc' },
    take: 500,
  });
}

export function findProductOfBrand(
  db: Reader,
  brandId: string,
  productId: string,
): Promise<WholeProduct | null> {
  return db.product.findFirst({ where: { id: productId, brandId }, include: wholeProduct });
}

export async function insertProduct(tx: Tx, product: Prisma.ProductCreateInput): Promise<void> {
  await tx.product.create({ data: product });
}

/** Changes a product of its owner; false when it is not this brand's. */
export async function updateProduct(
  db: Reader,
  { brandId, productId }: { brandId: string; productId: string },
  change: { name?: string; description?: string; archivedAt?: Date | null },
): Promise<boolean> {
  const { count } = await db.product.updateMany({
    where: { id: productId, brandId },
    data: change,
  });
  return count > 0;
}

export function countSkuCodes(db: Reader, brandId: string, codes: string[]): Promise<number> {
  return db.sku.count({ where: { brandId, code: { in: codes } } });
}

export async function insertImage(tx: Tx, image: Prisma.ProductImageUncheckedCreateInput) {
  await tx.productImage.create({ data: image });
}

export function countImages(db: Reader, productId: string): Promise<number> {
  return db.productImage.count({ where: { productId } });
}

export function findImage(
  db: Reader,
  imageId: string,
): Promise<{ bytes: Uint8Array; contentType: string } | null> {
  return db.productImage.findUnique({
    where: { id: imageId },
    select: { bytes: true, contentType: true },
  });
}
