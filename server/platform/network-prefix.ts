import { isIPv4, isIPv6 } from 'node:net';

/**
 * The network of an address, written as an address whose host part is zero: /24 for IPv4, /56 for
 * IPv6, which is what one household gets. An IPv4 address inside IPv6 counts as IPv4. Null for what
 * is no address. This is the most that any table keeps about where a request came from.
 */
export function networkPrefix(address: string | undefined): string | null {
  const plain = (address ?? '').trim().toLowerCase().replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1];
  const v4 = mapped ?? plain;
  if (isIPv4(v4)) return `${v4.split('.').slice(0, 3).join('.')}.0`;
  if (!isIPv6(plain)) return null;
  const [first = 0, second = 0, third = 0, fourth = 0] = groupsOf(plain);
  // 56 bits are three groups and the upper half of the fourth.
  const groups = [first, second, third, fourth & 0xff00];
  return `${groups.map((group) => group.toString(16)).join(':')}::`;
}

/** The groups of an IPv6 address, with those that `::` stands for. */
function groupsOf(address: string): number[] {
  const [head = '', tail = ''] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16));
}
