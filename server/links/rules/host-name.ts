import { domainToASCII } from 'node:url';

/**
 * The name of a host as it is compared: lower-case, ASCII, without a dot at its end; null for anything
 * that is no public host name, such as an address, a bare word or a name with a port.
 */
export function readHostName(text: string): string | null {
  const typed = text
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/.*$/, '');
  if (/[:@?#\s]/.test(typed)) return null;
  const host = domainToASCII(typed).toLowerCase().replace(/\.$/, '');
  if (host.length > 253 || /^[\d.]+$/.test(host)) return null;
  return NAME.test(host) ? host : null;
}

const NAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/** Where a brand shows that a host is theirs; either is enough. */
export function proofPlaces(host: string, token: string) {
  return {
    text: `dropcast-site=${token}`,
    txtName: `_dropcast.${host}`,
    fileUrl: `https://${host}/.well-known/dropcast.txt`,
  };
}
