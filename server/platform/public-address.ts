import { lookup as systemLookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** One address of a name. */
export type Resolved = { address: string; family: number };

/** All addresses of a name; rejects when there is none. */
export type Resolver = (host: string) => Promise<Resolved[]>;

/** Why an address of the outside is not spoken to; a sentence for whoever typed it. */
export class NotPublic extends Error {}

/** A name that could not be resolved: it may be gone, or only the resolver has trouble. */
export class NoAddress extends NotPublic {}

/** What the system's resolver says, hosts file included. */
export const systemResolver: Resolver = (host) => systemLookup(host, { all: true });

/**
 * An address on the web that a hub may call at somebody's wish: https, a name and not the digits of a
 * host, nobody's password in it. Throws `NotPublic` with a sentence. Names are checked once more when
 * they are resolved, since what they stand for can change.
 */
export function publicUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url) throw new NotPublic('This is not an address. It begins with https://');
  if (url.protocol !== 'https:') throw new NotPublic('The address must begin with https://');
  if (url.username || url.password) throw new NotPublic('The address must not hold a password.');
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host) !== 0) throw new NotPublic('Use the name of a host, not its digits.');
  if (!host.includes('.') || PRIVATE_NAME.test(host)) {
    throw new NotPublic('This name is not on the public internet.');
  }
  return url;
}

/** Names that public resolvers never answer. */
const PRIVATE_NAME =
  /(^|\.)(localhost|local|internal|intranet|lan|home|corp|test|invalid|onion|home\.arpa)$/i;

/**
 * The first address of a host whose addresses are all public; a name that has one inside as well is
 * refused whole, or it would be tried until it gives that one. Throws `NotPublic`, and `NoAddress`
 * (one of it) when the resolver gives none, which another try may mend.
 */
export async function resolvePublic(
  host: string,
  {
    resolve = systemResolver,
    accept = isPublicAddress,
  }: { resolve?: Resolver; accept?: (address: string) => boolean } = {},
): Promise<Resolved> {
  const found = await resolve(host).catch(() => []);
  const [first] = found;
  if (!first) throw new NoAddress('This host has no address right now.');
  if (!found.every(({ address }) => accept(address))) {
    throw new NotPublic('This host is not on the public internet.');
  }
  return first;
}

/** True for an address that anybody on the internet can be reached under. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !RESERVED.check(address, 'ipv4');
  if (family === 6) return GLOBAL.check(address, 'ipv6') && !RESERVED.check(address, 'ipv6');
  return false;
}

/** Global unicast; everything else, IPv4 in disguise too, is not. */
const GLOBAL = new BlockList();
GLOBAL.addSubnet('2000::', 3, 'ipv6');

/** Source: the IANA special-purpose address registries for IPv4 and IPv6. */
const RESERVED = new BlockList();
const RESERVED_V4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
const RESERVED_V6: [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];
for (const [net, bits] of RESERVED_V4) RESERVED.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of RESERVED_V6) RESERVED.addSubnet(net, bits, 'ipv6');
