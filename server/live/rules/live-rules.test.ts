import { describe, expect, it } from 'vitest';
import { currentDrop, FAREWELL_MS } from './current-drop.ts';
import { emitIntervalMs } from './emit-interval.ts';
import { originOf } from './origin-of.ts';

describe('the drop that an overlay shows', () => {
  const drop = (id: string, startsAt: number, endsAt: number) => ({
    id,
    slug: id,
    title: id,
    startsAt,
    endsAt,
  });
  const now = 1_000_000;
  const live = drop('live', now - 500, now + 500);
  const newer = drop('newer', now, now + 100);
  const over = drop('over', now - 900, now - 1);
  const long = drop('long', now - 900_000, now - FAREWELL_MS);
  const soon = drop('soon', now + 10, now + 20);
  const later = drop('later', now + 50, now + 60);
  const canceled = drop('canceled', now + 5, now - 5 * FAREWELL_MS);

  it.each([
    ['a live one before all others', [soon, over, live], 'live'],
    ['of several live ones, the one that started last', [live, newer], 'newer'],
    ['one that has just ended, before the next one', [soon, over], 'over'],
    ['the next one, when nothing has just ended', [later, long, soon], 'soon'],
    ['none that was ended before it started', [canceled], undefined],
    ['none', [long], undefined],
  ])('is %s', (_name, drops, id) => {
    expect(currentDrop(drops, now)?.id).toBe(id);
  });
});

describe('the least time between two states', () => {
  it('is a tenth of a second up to 2,000 sockets, and grows with more', () => {
    expect([1, 2_000, 4_000, 40_000].map(emitIntervalMs)).toEqual([100, 100, 200, 2_000]);
  });
});

describe('the origin of a handshake', () => {
  const hub = 'https://hub.example';
  it.each([
    ['the hub itself', { origin: hub }, 'own'],
    ['a program, which names none', {}, 'own'],
    ['a poll of our own page', { secFetchSite: 'same-origin' }, 'own'],
    ['a hidden origin', { origin: 'null' }, 'refused'],
    ['a foreign page that hides its origin', { secFetchSite: 'cross-site' }, 'refused'],
    ['another site', { origin: 'https://evil.example' }, 'foreign'],
    ['a look-alike', { origin: 'https://hub.example.evil.example' }, 'foreign'],
    ['another scheme', { origin: 'http://hub.example' }, 'foreign'],
    ['loopback under its own host', { origin: 'http://localhost:1', host: 'localhost:1' }, 'own'],
    ['loopback of another port', { origin: 'http://localhost:2', host: 'localhost:1' }, 'foreign'],
    ['a rebound name', { origin: 'http://evil.example', host: 'evil.example' }, 'foreign'],
  ])('%s', (_name, headers, kind) => {
    expect(originOf(headers, hub).kind).toBe(kind);
  });
});
