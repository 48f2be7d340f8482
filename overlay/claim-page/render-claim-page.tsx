/** @jsxImportSource preact */
import type { RenderClaimPage } from '../../server/protocol/viewer-pages.ts';
import { writeDocument } from '../viewer-page/document.tsx';
import { ClaimPage } from './claim-page.tsx';

/** The claim page as a whole HTML document; nobody else's claim is ever in it. */
export const renderClaimPage: RenderClaimPage = ({ assets, ...data }) =>
  writeDocument({
    title: data.claim ? `Your claim · ${data.claim.drop.title}` : 'Your claim',
    head: <meta name="robots" content="noindex" />,
    assets,
    data,
    body: <ClaimPage data={data} access={undefined} tools={null} />,
  });
