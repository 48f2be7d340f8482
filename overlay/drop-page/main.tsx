/** @jsxImportSource preact */
import { hydrate } from 'preact';
import type { DropPageData, OrdinaryPageData } from '../../server/protocol/viewer-pages.ts';
import '../viewer-page/viewer-page.css';
import '../viewer-page/parts.css';
import './drop-page.css';
import './choice.css';
import './line.css';
import './drop-terms.css';
import './rights.css';
import './questions.css';
import './ordinary.css';
import './in-app.css';
import '../viewer-page/remind-me.css';
import { joinDrop } from '../shared/live-client.ts';
import { askHub, askPush } from '../viewer-page/hub-client.ts';
import { PAGE_ROOT_ID, readPageData } from '../viewer-page/page-data.ts';
import { newKey, type PageTools } from '../viewer-page/page-tools.ts';
import { DropPage } from './drop-page.tsx';
import { OrdinaryPage } from './ordinary-page.tsx';

const tools: PageTools = {
  ask: askHub,
  askPush,
  join: joinDrop,
  goTo: (url) => location.assign(url),
  newKey,
};

const root = document.getElementById(PAGE_ROOT_ID);
const data = readPageData<DropPageData | OrdinaryPageData>();
if (root) {
  const page =
    'ordinary' in data ? (
      <OrdinaryPage data={data} tools={tools} />
    ) : (
      <DropPage data={data} tools={tools} />
    );
  hydrate(page, root);
}
