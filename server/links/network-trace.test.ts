import { expect, test } from 'vitest';
import { createNetworkTraces } from './network-trace.ts';

const NOON = Date.parse('2026-09-01T12:00:00.000Z');
const MIDNIGHT = Date.parse('2026-09-02T00:00:00.000Z');

test('an address is one hash until midnight UTC, and another from then on', () => {
  const traceOf = createNetworkTraces();
  const noon = traceOf('203.0.113.7', NOON);
  expect(noon).toEqual({
    networkPrefix: '203.0.113.0/24',
    networkHash: expect.stringMatching(/^[\w-]{22}$/),
  });
  expect(traceOf('203.0.113.7', MIDNIGHT - 1)).toEqual(noon);
  expect(traceOf('203.0.113.8', NOON).networkHash).not.toBe(noon.networkHash);
  const next = traceOf('203.0.113.7', MIDNIGHT);
  expect(next.networkPrefix).toBe(noon.networkPrefix);
  expect(next.networkHash).not.toBe(noon.networkHash);
});

test('yesterday’s salt is gone: going back gives no hash of before', () => {
  const traceOf = createNetworkTraces();
  const before = traceOf('203.0.113.7', NOON).networkHash;
  traceOf('203.0.113.7', MIDNIGHT);
  expect(traceOf('203.0.113.7', NOON).networkHash).not.toBe(before);
});

test('two processes have a salt each, and no salt is derived from the day', () => {
  const [one, other] = [createNetworkTraces(), createNetworkTraces()];
  expect(one('2001:db8:1:2::3', NOON)).toMatchObject({ networkPrefix: '2001:db8:1::/48' });
  expect(one('2001:db8:1:2::3', NOON).networkHash).not.toBe(
    other('2001:db8:1:2::3', NOON).networkHash,
  );
});

test('what is no address leaves no trace', () => {
  expect(createNetworkTraces()('unknown', NOON)).toEqual({
    networkPrefix: null,
    networkHash: null,
  });
});
