import type { Hub } from '../platform/hub.ts';
import type { RequestContext, SignedInUser } from '../platform/trpc.ts';

/** The context of a request by this person, or by nobody; for `router.createCaller`. */
export function requestBy(hub: Hub, user: SignedInUser | null): RequestContext {
  return { hub, user: async () => user, visitorId: null };
}
