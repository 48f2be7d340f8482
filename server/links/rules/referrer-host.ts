/** The host that a Referer header names; null when there is none. The rest is never kept. */
export function referrerHost(referrer: string | undefined): string | null {
  const host =
    referrer && /^https?:\/\/(?:[^/?#@]*@)?([a-z0-9.-]{1,253})(?::\d+)?(?:[/?#]|$)/i.exec(referrer);
  return host ? (host[1]?.toLowerCase() ?? null) : null;
}
