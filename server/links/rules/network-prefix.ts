/**
 * The network that an address is in: /24 of IPv4, /48 of IPv6, in the usual notation. An IPv4
 * address inside an IPv6 one counts as IPv4. Null for anything that is no address. Nothing finer
 * is ever stored.
 */
export function networkPrefix(address: string): string | null {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  const plain = mapped?.[1] ?? address;
  return plain.includes(':') ? prefix48(plain) : prefix24(plain);
}

function prefix24(address: string): string | null {
  const parts = address.split('.');
  const isAddress = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part));
  if (!isAddress || parts.some((part) => Number(part) > 255)) return null;
  return `${parts.slice(0, 3).map(Number).join('.')}.0/24`;
}

function prefix48(address: string): string | null {
  const [bare = ''] = address.split('%');
  const [head = '', tail, ...rest] = bare.split('::');
  if (rest.length > 0) return null;
  const left = groupsOf(head);
  const right = groupsOf(tail ?? '');
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...left, ...Array<string>(missing).fill('0'), ...right];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  const network = groups.slice(0, 3).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/48`;
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':');
}
