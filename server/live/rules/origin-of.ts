/** Where a handshake comes from. `foreign` is another site, which a brand may have listed. */
export type HandshakeOrigin =
  | { kind: 'own' }
  | { kind: 'foreign'; origin: string }
  | { kind: 'refused' };

export type HandshakeHeaders = {
  origin?: string | undefined;
  host?: string | undefined;
  secFetchSite?: string | undefined;
};

/**
 * Tells the hub's own pages from other sites. Browsers always name the origin of a WebSocket, so
 * its absence means a same-origin poll or a program; a program could write any origin, and there
 * is no cookie on this channel that it could abuse. A loopback page is ours only under the very
 * host that it asks, so that a changed name (DNS rebinding) is not.
 */
export function originOf(headers: HandshakeHeaders, publicUrl: string): HandshakeOrigin {
  const { origin, host, secFetchSite } = headers;
  if (origin === undefined) {
    const isOwn = secFetchSite === undefined || ['same-origin', 'none'].includes(secFetchSite);
    return isOwn ? { kind: 'own' } : { kind: 'refused' };
  }
  const url = URL.canParse(origin) ? new URL(origin) : null;
  if (url === null || url.origin !== origin) return { kind: 'refused' };
  if (origin === new URL(publicUrl).origin) return { kind: 'own' };
  if (url.host === host && LOOPBACK.has(url.hostname)) return { kind: 'own' };
  return { kind: 'foreign', origin };
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
