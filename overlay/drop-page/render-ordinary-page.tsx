/** @jsxImportSource preact */
import type { RenderOrdinaryPage } from '../../server/protocol/viewer-pages.ts';
import { writeDocument } from '../viewer-page/document.tsx';
import { OrdinaryPage } from './ordinary-page.tsx';

/** A held-out visitor's page as a whole HTML document. Its head says nothing of a drop either. */
export const renderOrdinaryPage: RenderOrdinaryPage = ({ assets, ...data }) => {
  const { brandName, items } = data.ordinary;
  return writeDocument({
    title: `${items[0]?.productName ?? brandName} · ${brandName}`,
    head: <meta name="robots" content="noindex" />,
    assets,
    data,
    body: <OrdinaryPage data={data} tools={null} />,
  });
};
