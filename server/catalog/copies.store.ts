import type { Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';

/** Articles with their product and its first picture. */
export function findArticles(tx: Tx, skuIds: readonly string[]) {
  return tx.sku.findMany({
    where: { id: { in: [...skuIds] } },
    include: { product: { include: { images: { orderBy: { position: 'asc' }, take: 1 } } } },
    orderBy: { id: 'asc' },
  });
}

export type Article = Awaited<ReturnType<typeof findArticles>>[number];

/** A product of another brand with these articles; the ids of the copies, in their order. */
export async function insertCopy(
  tx: Tx,
  { brandId, articles, at }: { brandId: string; articles: readonly Article[]; at: Date },
): Promise<string[]> {
  const product = articles[0]?.product;
  if (!product) return [];
  const { name, description, images } = product;
  const rows = articles.map(({ code, title, priceMinor, costMinor }) => ({
    ...{ id: newId(at), brandId, code, title, priceMinor, costMinor },
    createdAt: at,
  }));
  const pictures = images.map(({ contentType, bytes, widthPx, heightPx, alt }) => ({
    ...{ id: newId(at), contentType, bytes, widthPx, heightPx, alt },
    position: 0,
    createdAt: at,
  }));
  await tx.product.create({
    data: {
      ...{ id: newId(at), brandId, name, description, createdAt: at },
      skus: { create: rows },
      images: { create: pictures },
    },
  });
  return rows.map(({ id }) => id);
}
