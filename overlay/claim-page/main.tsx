/** @jsxImportSource preact */
import { hydrate } from 'preact';
import type { ClaimPageData } from '../../server/protocol/viewer-pages.ts';
import '../viewer-page/viewer-page.css';
import '../viewer-page/parts.css';
import './claim-page.css';
import { askHub } from '../viewer-page/hub-client.ts';
import { PAGE_ROOT_ID, readPageData } from '../viewer-page/page-data.ts';
import { ClaimPage } from './claim-page.tsx';

const tools = { ask: askHub, goTo: (url: string) => location.assign(url) };

const root = document.getElementById(PAGE_ROOT_ID);
if (root) {
  const data = readPageData<ClaimPageData>();
  hydrate(<ClaimPage data={data} access={takeAccess()} tools={tools} />, root);
}

/** The secret of the fragment `#k=…`; it leaves the address before anybody can copy it. */
function takeAccess(): string | undefined {
  const access = new URLSearchParams(location.hash.slice(1)).get('k');
  if (access === null) return undefined;
  history.replaceState(history.state, '', location.pathname + location.search);
  return access;
}
