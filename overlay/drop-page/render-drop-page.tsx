/** @jsxImportSource preact */
import type { DropPageData, RenderDropPage } from '../../server/protocol/viewer-pages.ts';
import { writeDocument } from '../viewer-page/document.tsx';
import { moneyText } from '../viewer-page/page-text.ts';
import { DropPage } from './drop-page.tsx';

/** The drop page as a whole HTML document: it reads without scripts, then its script takes over. */
export const renderDropPage: RenderDropPage = ({ assets, publicUrl, ...data }) =>
  writeDocument({
    title: `${data.view.title} · ${data.view.brandName}`,
    head: <OpenGraph data={data} publicUrl={publicUrl} />,
    assets,
    data,
    body: <DropPage data={data} tools={null} />,
  });

/** What a chat or a feed shows of a link to this page. */
function OpenGraph({ data: { view }, publicUrl }: { data: DropPageData; publicUrl: string }) {
  const hero = view.items[0];
  const price = hero ? `${moneyText(hero.priceMinor, view.currency)}. ` : '';
  const description = `${price}${view.description || `A drop by ${view.brandName}.`}`;
  const url = `${publicUrl}/d/${view.slug}`;
  return (
    <>
      <meta name="description" content={description} />
      <link rel="canonical" href={url} />
      <meta property="og:type" content="product" />
      <meta property="og:site_name" content={view.brandName} />
      <meta property="og:title" content={view.title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={url} />
      {hero?.imageUrl && <meta property="og:image" content={publicUrl + hero.imageUrl} />}
      <meta name="twitter:card" content={hero?.imageUrl ? 'summary_large_image' : 'summary'} />
    </>
  );
}
