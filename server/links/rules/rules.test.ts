import { describe, expect, test } from 'vitest';
import { chooseDrop, type DropWindow } from './choose-drop.ts';
import { networkPrefix } from './network-prefix.ts';
import { passedQuery } from './passed-query.ts';
import { referrerHost } from './referrer-host.ts';
import { slugFor, spokenCode } from './spoken-code.ts';
import { readVisitorId, visitorCookie } from './visitor-cookie.ts';

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

test.each([
  ['dc_v=AAAAAAAAAAAAAAAAAAAAAA', 'AAAAAAAAAAAAAAAAAAAAAA'],
  ['a=b; dc_v=AAAAAAAAAAAAAAAAAAAAAA; c=d', 'AAAAAAAAAAAAAAAAAAAAAA'],
  ['xdc_v=AAAAAAAAAAAAAAAAAAAAAA', null],
  ['dc_v=short', null],
  ['dc_v=AAAAAAAAAAAAAAAAAAAAAAA', null],
  [undefined, null],
])('the visitor in the cookies "%s" is %s', (cookies, visitorId) => {
  expect(readVisitorId(cookies)).toBe(visitorId);
});

test('the visitor cookie is Secure where the hub is reached by TLS, and reads back', () => {
  const visitorId = 'AAAAAAAAAAAAAAAAAAAAAA';
  const cookie = visitorCookie(visitorId, { isSecure: true });
  expect(cookie).toContain('; Secure');
  expect(visitorCookie(visitorId, { isSecure: false })).not.toContain('Secure');
  expect(readVisitorId(cookie.split(';')[0])).toBe(visitorId);
});

test('codes and names stay inside what a link may be called, for any dice and handle', () => {
  for (const dice of [0, 0.5, 0.999_999_999]) {
    expect(spokenCode([dice, dice, dice])).toMatch(/^[a-z]{3,8}-[a-z]{3,8}-[1-9][0-9]$/);
    for (const handle of ['mara', 'x'.repeat(40), '___', 'Ünï.cödé'])
      expect(slugFor(handle, [dice, dice, dice])).toMatch(/^[a-z0-9-]{4,32}$/);
  }
});
