import type { Tx } from '../platform/db.ts';
import { type Article, findArticles, insertCopy } from './copies.store.ts';

/** Copies articles into the catalog of a stand-in brand; the id of each copy, by the id of its original. */
export async function copyArticles(
  tx: Tx,
  { skuIds, brandId, at }: { skuIds: readonly string[]; brandId: string; at: Date },
): Promise<Map<string, string>> {
  const byProduct = new Map<string, Article[]>();
  for (const article of await findArticles(tx, skuIds)) {
    byProduct.set(article.productId, [...(byProduct.get(article.productId) ?? []), article]);
  }
  const copies = new Map<string, string>();
  for (const articles of byProduct.values()) {
    const ids = await insertCopy(tx, { brandId, articles, at });
    for (const [index, { id }] of articles.entries()) copies.set(id, ids[index] ?? id);
  }
  return copies;
}
