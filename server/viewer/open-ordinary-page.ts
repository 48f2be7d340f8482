import { readPublicDrop } from '../drops/read-public-drop.ts';
import { readHoldout } from '../experiments/read-holdout.ts';
import { readClick } from '../links/read-click.ts';
import type { Hub } from '../platform/hub.ts';
import { CLICK_PARAMETER } from '../protocol/links.ts';
import type { OrdinaryPageData } from '../protocol/viewer-pages.ts';

/**
 * What a visitor gets who is held out of a drop: the same articles at the ordinary price, and the
 * way to the brand's own shop. Nothing of the drop is in it. Null: the visitor is not held out.
 */
export async function openOrdinaryPage(
  hub: Hub,
  asked: { slug: string; click: string | null; visitorId: string },
): Promise<OrdinaryPageData | null> {
  const holdout = await readHoldout(hub.db, asked);
  const view = holdout && (await readPublicDrop(hub, { slug: asked.slug }));
  if (!view) return null;
  const click = asked.click !== null && readClick(hub, asked.click) ? asked.click : null;
  return {
    ordinary: {
      brandName: view.brandName,
      currency: view.currency,
      items: view.items.map((item) => ({
        skuId: item.skuId,
        productName: item.productName,
        title: item.title,
        priceMinor: item.listPriceMinor,
        imageUrl: item.imageUrl,
        imageAlt: item.imageAlt,
      })),
      shopUrl: withClick(holdout.shopUrl, click),
    },
    click,
  };
}

/** The shop hands the click back with the order, so that the order counts for who sent the visitor. */
function withClick(shopUrl: string, click: string | null): string {
  if (click === null) return shopUrl;
  const url = new URL(shopUrl);
  url.searchParams.set(CLICK_PARAMETER, click);
  return url.href;
}
