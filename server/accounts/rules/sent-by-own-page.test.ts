import { expect, test } from 'vitest';
import { sentByOwnPage } from './sent-by-own-page.ts';

const HUB = 'https://hub.test';
const LOCAL = '127.0.0.1:4870';
const site = (secFetchSite: string) => ({ secFetchSite });

test.each([
  ['a program', {}],
  ['a page of the public address', { origin: HUB, host: 'hub.test' }],
  ['a page of this machine', { origin: `http://${LOCAL}`, host: LOCAL }],
  ['a page by its fetch metadata', { origin: HUB, host: 'hub.test', ...site('same-origin') }],
])('%s may change something', (_who, headers) => {
  expect(sentByOwnPage({ ...NONE, ...headers }, HUB)).toBe(true);
});

test.each([
  ['another site', { origin: 'https://evil.test', host: 'hub.test' }],
  ['a sandboxed frame', { origin: 'null', host: 'hub.test' }],
  ['another port of this machine', { origin: 'http://127.0.0.1:9999', host: LOCAL }],
  ['a foreign name that points here', { origin: 'http://evil.test:4870', host: 'evil.test:4870' }],
  ['a name that begins like this machine', { origin: 'http://127.0.0.1.evil.test', host: LOCAL }],
  ['a sister site', { origin: HUB, host: 'hub.test', ...site('same-site') }],
  ['a form without an origin', { host: 'hub.test', ...site('cross-site') }],
])('%s may not', (_who, headers) => {
  expect(sentByOwnPage({ ...NONE, ...headers }, HUB)).toBe(false);
});

const NONE = { origin: undefined, host: undefined, secFetchSite: undefined };
