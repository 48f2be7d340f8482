/** The headers by which a browser says where a request comes from. */
export type RequestOrigin = {
  origin: string | undefined;
  host: string | undefined;
  secFetchSite: string | undefined;
};

/**
 * Whether a changing request comes from one of the hub's own pages, or from no page at all (a program
 * sends neither header). Own pages are those of the public address and, on this machine, those of the
 * loopback address that was called; the name must be a loopback one, so that a foreign name which is
 * pointed here does not count.
 */
export function sentByOwnPage(request: RequestOrigin, publicUrl: string): boolean {
  const { origin, host, secFetchSite } = request;
  if (secFetchSite !== undefined && secFetchSite !== 'same-origin' && secFetchSite !== 'none') {
    return false;
  }
  if (origin === undefined) return true;
  if (origin === originOf(publicUrl)) return true;
  if (!/^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin)) return false;
  return new URL(origin).host === host;
}

/** One hub has one public address: it is not taken apart again for every request. */
function originOf(publicUrl: string): string {
  if (known.url !== publicUrl) known = { url: publicUrl, origin: new URL(publicUrl).origin };
  return known.origin;
}

let known = { url: '', origin: '' };
