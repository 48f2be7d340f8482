/** @jsxImportSource preact */
import { render } from 'preact';
import '../viewer-page/viewer-page.css';
import '../viewer-page/parts.css';
import './popup.css';
import './parts.css';
import { PAGE_ROOT_ID } from '../viewer-page/page-data.ts';
import { CounterPage } from './counter-page.tsx';
import { runCounter } from './run-counter.ts';

const root = document.getElementById(PAGE_ROOT_ID);
if (root) {
  root.textContent = '';
  if (canKeep()) start(root, takeCode());
  else render(<NotHere />, root);
}

function start(root: HTMLElement, code: string): void {
  const acts = runCounter((stand) => {
    render(<CounterPage {...{ stand, acts, code }} />, root);
  });
}

/** What it needs to sell without a network, and no two tabs the same unit. */
function canKeep(): boolean {
  return isSecureContext && 'serviceWorker' in navigator && 'locks' in navigator;
}

/** The pairing code of the fragment `#code=…`; it leaves the address, since it works only once. */
function takeCode(): string {
  const code = new URLSearchParams(location.hash.slice(1)).get('code') ?? '';
  if (code) history.replaceState(history.state, '', location.pathname);
  return code;
}

function NotHere() {
  return (
    <main class="counter-main">
      <h1>Counter</h1>
      <p class="notice is-bad" role="alert">
        This page must be opened over HTTPS in a browser of the last years: else it cannot keep what
        you sell while there is no network. Ask whoever runs the hub for its https address.
      </p>
    </main>
  );
}
