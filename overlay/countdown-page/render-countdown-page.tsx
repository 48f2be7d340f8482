/** @jsxImportSource preact */
import type { RenderCountdownPage } from '../../server/protocol/viewer-pages.ts';
import { writeDocument } from '../viewer-page/document.tsx';
import { rehearsalWord } from '../viewer-page/rehearsal-mark.tsx';
import { CountdownPage } from './countdown-page.tsx';

/** The countdown of a drop as a whole HTML document; the drop's own page is the one to be found. */
export const renderCountdownPage: RenderCountdownPage = ({ assets, ...data }) =>
  writeDocument({
    title: `${rehearsalWord(data)}${data.title} · ${data.brandName}`,
    head: (
      <>
        <meta name="robots" content="noindex" />
        <link rel="canonical" href={`${data.publicUrl}/d/${data.slug}`} />
      </>
    ),
    assets,
    data,
    body: <CountdownPage data={data} tools={null} />,
  });
