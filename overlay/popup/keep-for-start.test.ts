// @vitest-environment happy-dom
// @vitest-environment-options { "settings": { "handleDisabledFileLoadingAsSuccess": true } }
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeKeeping } from '../shared/test-harness.ts';
import { keepForStart } from './keep-for-start.ts';

const pageOf = (build: string) =>
  `<!doctype html><link rel="icon" href="/app/mark.svg">
  <link rel="stylesheet" href="/assets/popup-${build}.css">
  <link rel="modulepreload" href="/assets/shared-${build}.js">
  <script type="module" src="/assets/popup-${build}.js"></script>`;
const filesOf = (build: string) => [
  `/assets/popup-${build}.css`,
  `/assets/popup-${build}.js`,
  `/assets/shared-${build}.js`,
];

/** What the hub serves now, by address. */
let served: Map<string, string>;
let kept: Map<string, string>;

function serve(build: string): void {
  served.clear();
  for (const file of filesOf(build)) served.set(file, '');
  served.set('/popup', pageOf(build));
}

describe('what is kept for a start without a network', () => {
  beforeEach(() => {
    ({ served, kept } = fakeKeeping('https://hub.example'));
    // The page that runs here is of the first build.
    document.documentElement.innerHTML = pageOf('old');
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is the newest page with its own files, though the one that runs is of an older build', async () => {
    serve('old');
    expect(await keepForStart()).toBe(true);
    serve('new');
    expect(await keepForStart()).toBe(true);
    expect(kept.get('/popup')).toContain('popup-new.js');
    expect([...kept.keys()].sort()).toEqual([...filesOf('new'), '/popup'].sort());
  });

  it('stays the older page with its files while a file of the newer one is missing', async () => {
    serve('old');
    await keepForStart();
    serve('new');
    served.delete('/assets/shared-new.js');
    expect(await keepForStart()).toBe(true);
    expect(kept.get('/popup')).toContain('popup-old.js');
    expect([...kept.keys()].sort()).toEqual([...filesOf('old'), '/popup'].sort());
  });

  it('does not count as ready while a file of the kept page is missing', async () => {
    serve('old');
    await keepForStart();
    served.clear();
    kept.delete('/assets/popup-old.css');
    expect(await keepForStart()).toBe(false);
  });

  it('is never the page of somebody else’s network', async () => {
    served.set('/popup', '<p>Accept the terms of this hotel.</p>');
    expect(await keepForStart()).toBe(false);
    expect(kept.size).toBe(0);
  });
});
