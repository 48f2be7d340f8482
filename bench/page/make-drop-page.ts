import { readFileSync } from 'node:fs';
import { VIEWER_PAGES } from '../../e2e/viewer-pages.ts';
import { addImage } from '../../server/catalog/add-image.ts';
import { startAppServer } from '../../server/test/app-server.ts';
import { makeShop } from '../../server/test/shop.ts';

/** The whole hub with one live drop that has a picture and says everything that a brand can say. */
export async function makeDropPage() {
  const server = await startAppServer('sqlite', { pages: VIEWER_PAGES });
  const { hub, origin } = server;
  const { brand, sku, drop } = await makeShop(hub, { units: 120, shippingMinor: 490 });
  const bytes = readFileSync('server/demo/pictures/contour-legging.jpg');
  await addImage(hub, { brandId: brand.id, productId: sku.productId, bytes });
  await hub.db.drop.update({
    where: { id: drop.id },
    data: {
      description: 'Seamless, high rise, knitted in Portugal. One run of 120.',
      shippingPromise: 'Ships from Berlin within two working days, tracked.',
      returnsPromise: 'Free returns for 30 days.',
      warrantyPromise: 'Seams repaired free of charge for two years.',
      contingencyPlan: 'If the stream breaks off, the drop goes on here.',
    },
  });
  return {
    url: `${origin}/d/${drop.slug}`,
    /** HTML and its style in one answer, no script. */
    bareUrl: `${origin}/d/nowhere`,
    close: server.close,
  };
}
