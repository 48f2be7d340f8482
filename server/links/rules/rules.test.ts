import { describe, expect, test } from 'vitest';
import { chooseDrop, type DropWindow } from './choose-drop.ts';
import { isOld, isPerhapsSummed } from './click-life.ts';
import { networkPrefix } from './network-prefix.ts';
import { passedQuery } from './passed-query.ts';
import { referrerHost } from './referrer-host.ts';
import { slugFor, spokenCode } from './spoken-code.ts';
import { readVisitor, visitorCookie, visitorOf } from './visitor-cookie.ts';

describe('where a link leads', () => {
  const at = new Date(1_000_000);
  const drop = (name: string, from: number, to: number): DropWindow & { name: string } => ({
    name,
    startsAt: at.getTime() + from,
    endsAt: at.getTime() + to,
    publishedAt: 0,
    pausedAt: null,
    endedAt: null,
    available: 1,
  });
  const draft = { ...drop('draft', 0, 9), publishedAt: null };
  const older = drop('older', -900, -800);
  const last = drop('last', -500, -400);
  const live = drop('live', 0, 100);
  const next = drop('next', 1, 100);
  const later = drop('later', 500, 600);

  test.each([
    [{ pinned: last, ofContract: [live] }, 'last'],
    [{ pinned: null, ofContract: [later, next, live, last] }, 'live'],
    [{ pinned: null, ofContract: [drop('early', -50, 50), live] }, 'live'],
    [{ pinned: null, ofContract: [{ ...live, pausedAt: 1 }, next] }, 'live'],
    [{ pinned: null, ofContract: [{ ...live, available: 0 }, next] }, 'live'],
    [{ pinned: null, ofContract: [drop('open', -50, 50), { ...live, pausedAt: 1 }] }, 'open'],
    [{ pinned: null, ofContract: [{ ...live, available: 0 }, drop('open', -50, 50)] }, 'open'],
    [{ pinned: null, ofContract: [{ ...live, endedAt: 1 }, next] }, 'next'],
    [{ pinned: null, ofContract: [last, later, next] }, 'next'],
    [{ pinned: null, ofContract: [older, last] }, 'last'],
    [{ pinned: draft, ofContract: [live] }, 'live'],
    [{ pinned: null, ofContract: [draft] }, undefined],
    [{ pinned: null, ofContract: [] }, undefined],
  ])('case %#: %o leads to %s', (given, name) => {
    expect(chooseDrop(given, at)?.name).toBe(name);
  });
});

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3::/48'],
  ['2001:db8::1', '2001:db8:0::/48'],
  ['::1', '0:0:0::/48'],
  ['fe80::1%eth0', 'fe80:0:0::/48'],
  ['2001:0DB8:0001::', '2001:db8:1::/48'],
  ['1.2.3', null],
  ['1.2.3.256', null],
  ['1:2:3', null],
  ['1::2::3', null],
  ['1:2:3:4:5:6:7:8:9', null],
  ['', null],
  ['unknown', null],
])('the network of %s is %s', (address, prefix) => {
  expect(networkPrefix(address)).toBe(prefix);
});

test.each([
  ['utm_source=a&utm_campaign=b%20c&s=7', 'utm_source=a&utm_campaign=b+c&s=7'],
  ['to=https://evil.test&dcc=x&UTM_SOURCE=a', ''],
  ['s=1&s=2', 's=1'],
  [`s=${'x'.repeat(500)}`, `s=${'x'.repeat(150)}`],
  ['s=%0d%0aSet-Cookie:a', 's=%0D%0ASet-Cookie%3Aa'],
  ['', ''],
  ['%%%', ''],
])('of the query "%s" travels on "%s"', (query, passed) => {
  expect(passedQuery(query)).toBe(passed);
});

test.each([
  ['https://www.TikTok.com/@mara?x=1', 'www.tiktok.com'],
  ['https://user:pass@a.test:8443/', 'a.test'],
  ['android-app://com.whatsapp/', null],
  ['nonsense', null],
  [undefined, null],
])('the host of the referrer %s is %s', (referrer, host) => {
  expect(referrerHost(referrer)).toBe(host);
});

const SECRET = '01hkz3t8qvAAAAAAAAAAAAAAAAAAAAAA';

test.each([
  [`dc_v=${SECRET}`, SECRET],
  [`a=b; dc_v=${SECRET}; c=d`, SECRET],
  [`xdc_v=${SECRET}`, undefined],
  ['dc_v=short', undefined],
  [`dc_v=${SECRET}A`, undefined],
  [`dc_v=${'A'.repeat(22)}`, undefined],
  [undefined, undefined],
])('the visitor in the cookies "%s" has the secret %s', (cookies, secret) => {
  expect(readVisitor(cookies)?.secret).toBe(secret);
});

test('the visitor cookie is Secure where the hub is reached by TLS, and reads back', () => {
  const visitor = visitorOf(SECRET);
  const cookie = visitorCookie(visitor, { isSecure: true });
  expect(cookie).toContain('; Secure');
  expect(visitorCookie(visitor, { isSecure: false })).not.toContain('Secure');
  expect(readVisitor(cookie.split(';')[0])).toEqual(visitor);
});

test('whoever reads the id of a visitor is not that visitor, and it begins with the time too', () => {
  const { id } = visitorOf(SECRET);
  expect(id).toMatch(/^01hkz3t8qv[\w-]{22}$/);
  expect(id).not.toBe(SECRET);
  expect(readVisitor(`dc_v=${id}`)?.id).not.toBe(id);
});

test('codes and names stay inside what a link may be called, for any dice and handle', () => {
  for (const dice of [0, 0.5, 0.999_999_999]) {
    expect(spokenCode([dice, dice, dice])).toMatch(/^[a-z]{3,8}-[a-z]{3,8}-[1-9][0-9]$/);
    for (const handle of ['mara', 'x'.repeat(40), '___', 'Ünï.cödé'])
      expect(slugFor(handle, [dice, dice, dice])).toMatch(/^[a-z0-9-]{4,32}$/);
  }
});

describe('how long a click is kept', () => {
  const DAY_MS = 86_400_000;
  const dayOf = (at: Date) => at.toISOString().slice(0, 10);
  const at = new Date('2026-06-01T18:00:00.000Z');
  const beginOf = (days: number) => new Date(Date.parse('2026-06-01') + days * DAY_MS);
  const life = { dayOf, longestWindowDays: 30, watchedSince: null };

  test.each([
    ['raw', 30, 91],
    ['raw', 90, 91],
    ['human', 1, 91],
    ['human', 83, 91],
    ['human', 84, 92],
    ['confirmed', 90, 98],
  ])('%s with a window of %i days: until the begin of day %i', (verdict, window, days) => {
    const given = { ...life, longestWindowDays: window };
    const last = new Date(beginOf(days).getTime() - 1);
    expect(isOld({ at, verdict, confirmedAt: null }, given, last)).toBe(false);
    expect(isOld({ at, verdict, confirmedAt: null }, given, beginOf(days))).toBe(true);
  });

  test('a drop that is not over keeps what came since it was published', () => {
    const watched = (since: Date) =>
      isOld(
        { at, verdict: 'raw', confirmedAt: null },
        { ...life, watchedSince: since },
        beginOf(200),
      );
    expect(watched(at)).toBe(false);
    expect(watched(new Date(at.getTime() + 1))).toBe(true);
  });

  test('one that a page has just handed back stays for a day', () => {
    const now = beginOf(200);
    const back = (agoMs: number) =>
      isOld({ at, verdict: 'confirmed', confirmedAt: new Date(now.getTime() - agoMs) }, life, now);
    expect(back(0)).toBe(false);
    expect(back(DAY_MS)).toBe(false);
    expect(back(DAY_MS + 1)).toBe(true);
  });

  test('none is summed before it may be missing', () => {
    const now = new Date(at.getTime() + 90 * DAY_MS);
    expect(isPerhapsSummed(at, now)).toBe(false);
    expect(isPerhapsSummed(at, new Date(now.getTime() + 1))).toBe(true);
    expect(isOld({ at, verdict: 'raw', confirmedAt: null }, life, now)).toBe(false);
  });
});
