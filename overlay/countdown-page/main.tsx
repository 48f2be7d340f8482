/** @jsxImportSource preact */
import { hydrate } from 'preact';
import type { CountdownPageData } from '../../server/protocol/viewer-pages.ts';
import '../viewer-page/viewer-page.css';
import '../viewer-page/parts.css';
import '../viewer-page/remind-me.css';
import './countdown-page.css';
import { askPush } from '../viewer-page/hub-client.ts';
import { PAGE_ROOT_ID, readPageData } from '../viewer-page/page-data.ts';
import { CountdownPage } from './countdown-page.tsx';

const tools = { askPush, goTo: (url: string) => location.assign(url) };
const root = document.getElementById(PAGE_ROOT_ID);
if (root) {
  hydrate(<CountdownPage data={readPageData<CountdownPageData>()} tools={tools} />, root);
}
