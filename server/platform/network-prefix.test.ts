import { expect, test } from 'vitest';
import { networkPrefix } from './network-prefix.ts';

test.each([
  ['203.0.113.77', '203.0.113.0'],
  ['::ffff:203.0.113.77', '203.0.113.0'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:0::'],
  ['2001:db8:1:ab02:3:4:5:6', '2001:db8:1:ab00::'],
  ['2001:db8:1:abff::9', '2001:db8:1:ab00::'],
  ['2001:DB8::1', '2001:db8:0:0::'],
  ['::1', '0:0:0:0::'],
  ['fe80::1%eth0', 'fe80:0:0:0::'],
])('%s belongs to the network %s', (address, prefix) => {
  expect(networkPrefix(address)).toBe(prefix);
});

test.each([undefined, '', 'localhost', '1.2.3', '1.2.3.4, 5.6.7.8'])(
  '%s is no address and has no network',
  (address) => {
    expect(networkPrefix(address)).toBeNull();
  },
);
