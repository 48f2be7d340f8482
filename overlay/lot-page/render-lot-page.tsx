/** @jsxImportSource preact */
import type { RenderLotPage } from '../../server/protocol/viewer-pages.ts';
import { writeDocument } from '../viewer-page/document.tsx';
import { LotPage } from './lot-page.tsx';

/** The page of a lot as a whole HTML document. Entries travel once: as the text that is read. */
export const renderLotPage: RenderLotPage = ({ assets, ...facts }) => {
  const { seed, seedHash, entriesHash } = facts.lot;
  return writeDocument({
    title: `Lots · ${facts.title}`,
    assets,
    data: { dropId: facts.dropId, seed, seedHash, entriesHash },
    body: <LotPage {...facts} />,
  });
};
