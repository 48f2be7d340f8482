import { networkPrefix } from '../platform/network-prefix.ts';
import { Problem } from '../platform/problem.ts';
import type { RateLimit, RateLimits } from '../platform/rate-limit.ts';

export type ViewerLimits = { perVisitor: RateLimit; perNetwork: RateLimit };

/**
 * A visitor is one browser: a claim takes four actions, and nobody taps five times a second for a
 * minute. A network is /24 or /56, and a mobile carrier puts thousands of phones behind one /24: in
 * a stampede 3,000 of them may do all four within a minute. What keeps the hub itself from harm is
 * the queue of claims; this keeps one network from filling that queue alone.
 */
const VIEWER_LIMITS: ViewerLimits = {
  perVisitor: { max: 300, windowMs: 60_000 },
  perNetwork: { max: 12_000, windowMs: 60_000 },
};

/** Who acts: the cookie of a first-party page, and the peer's address. */
export type ActingViewer = { visitorId: string | null; address: string | undefined };

/**
 * Counts one action of a viewer. Throws `too_many_requests`. This very machine is no network: its
 * address stands for a load test, or for a proxy that TRUSTED_PROXIES does not name yet.
 */
export function limitViewers(
  limits: RateLimits,
  { perVisitor, perNetwork }: ViewerLimits = VIEWER_LIMITS,
): (viewer: ActingViewer) => Promise<void> {
  const visitors = limits('visitor', perVisitor);
  const networks = limits('viewer-network', perNetwork);
  return async ({ visitorId, address }) => {
    const network = networkPrefix(address);
    const isCounted = network !== null && !isThisMachine(network);
    // Both are asked before either is awaited; neither rejects.
    const ofVisitor = visitorId === null ? null : visitors.take(visitorId);
    const ofNetwork = isCounted ? networks.take(network) : null;
    const retryAfterSeconds = Math.max((await ofVisitor) ?? 0, (await ofNetwork) ?? 0);
    if (retryAfterSeconds > 0) throw new Problem('too_many_requests', { retryAfterSeconds });
  };
}

/** Whether a network is this very machine. */
export function isThisMachine(network: string): boolean {
  return network.startsWith('127.') || network === LOOPBACK_V6;
}

const LOOPBACK_V6 = networkPrefix('::1');
