// @vitest-environment happy-dom
// @vitest-environment-options { "settings": { "handleDisabledFileLoadingAsSuccess": true } }
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeKeeping } from '../shared/test-harness.ts';
import { keepForStart } from './keep-for-start.ts';

const filesOf = (build: string) => [
  `/assets/stream/stream-${build}.css`,
  `/assets/stream/stream-${build}.js`,
];
const pageOf = (build: string) =>
  `<!doctype html><link rel="stylesheet" href="${filesOf(build)[0]}">
  <script type="module" src="${filesOf(build)[1]}"></script>`;

let browser: ReturnType<typeof fakeKeeping>;

beforeEach(() => {
  browser = fakeKeeping('https://hub.example');
});
afterEach(() => vi.unstubAllGlobals());

it('keeps the newest page with its own files, though the one that runs is of an older build', async () => {
  await start('/o/one', 'old', 'old');
  await start('/o/one', 'old', 'new');
  expect(browser.kept.get('/o/one')).toContain('stream-new.js');
  expect([...browser.kept.keys()].sort()).toEqual([...filesOf('new'), '/o/one'].sort());
});

it('keeps the files of every overlay that is kept, of whatever build each is', async () => {
  await start('/o/one', 'old', 'old');
  await start('/o/two', 'new', 'new');
  expect(browser.kept.get('/o/one')).toContain('stream-old.js');
  expect([...browser.kept.keys()]).toEqual(expect.arrayContaining(filesOf('old')));
  expect([...browser.kept.keys()]).toEqual(expect.arrayContaining(filesOf('new')));
  await start('/o/one', 'old', 'new');
  expect([...browser.kept.keys()].sort()).toEqual([...filesOf('new'), '/o/one', '/o/two'].sort());
});

/** An overlay of one build is opened, and the hub serves another by the time that it is kept. */
async function start(path: string, runs: string, serves: string): Promise<void> {
  browser.served.clear();
  // Files of an older build may be there for as long as something may ask for them.
  for (const file of [...filesOf(runs), ...filesOf(serves)]) browser.served.set(file, '');
  browser.served.set(path, pageOf(serves));
  vi.stubGlobal('location', { pathname: path });
  document.documentElement.innerHTML = pageOf(runs);
  await keepForStart();
}
