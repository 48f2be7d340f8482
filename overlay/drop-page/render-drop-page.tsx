/** @jsxImportSource preact */
import type { RenderDropPage } from '../../server/protocol/viewer-pages.ts';
import { writeDocument } from '../viewer-page/document.tsx';
import { rehearsalWord } from '../viewer-page/rehearsal-mark.tsx';
import { DropHead } from './drop-head.tsx';
import { DropPage } from './drop-page.tsx';

/** The drop page as a whole HTML document: it reads without scripts, then its script takes over. */
export const renderDropPage: RenderDropPage = ({ assets, ...data }) =>
  writeDocument({
    title: `${rehearsalWord(data.view)}${data.view.title} · ${data.view.brandName}`,
    head: <DropHead view={data.view} now={data.now} publicUrl={data.publicUrl} />,
    assets,
    data,
    body: <DropPage data={data} tools={null} />,
  });
