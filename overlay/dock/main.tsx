/** @jsxImportSource preact */
import { render } from 'preact';
import '../viewer-page/viewer-page.css';
import '../viewer-page/parts.css';
import './dock.css';
import './buttons.css';
import { PAGE_ROOT_ID } from '../viewer-page/page-data.ts';
import { DockPage } from './dock-page.tsx';
import { takeKeyOfAddress } from './kept-key.ts';
import { type Acts, runDock, type Stand } from './run-dock.ts';

// OBS is dark around its docks, whatever the computer prefers.
if ('obsstudio' in window) document.documentElement.dataset.theme = 'dark';

const root = document.getElementById(PAGE_ROOT_ID);
if (root) {
  root.textContent = '';
  start(root);
}

function start(at: HTMLElement): void {
  // Drawn before `acts` is there: nothing can be pressed in that first frame.
  let acts: Acts | null = null;
  let last: Stand | null = null;
  const draw = (stand: Stand) => {
    last = stand;
    if (acts) render(<DockPage stand={stand} acts={acts} />, at);
  };
  acts = runDock(takeKeyOfAddress(), draw);
  if (last) draw(last);
}
