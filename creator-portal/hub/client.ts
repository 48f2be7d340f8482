import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { AppRouter } from '../../server/router.ts';
import { problemOf } from './problem-of.ts';

/** Called when the hub says that nobody is signed in (any more); the shell goes to the sign-in page. */
export const whenSignedOut = { go: () => {} };

/**
 * Asked before somebody signs out, after which nothing of theirs can be saved; false: they stay.
 * Whoever has something unsaved adds itself.
 */
export const beforeSignOut = new Set<() => Promise<boolean>>();

/** What the portal has heard from the hub. A failed read is asked again only if that can help. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignOut }),
  mutationCache: new MutationCache({ onError: noticeSignOut }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && ['bug', 'busy'].includes(problemOf(error).code),
    },
  },
});

/** The hub's procedures as plain calls, for lists that load page by page. */
export const hubClient = createTRPCClient<AppRouter>({
  links: [httpBatchLink({ url: '/trpc', maxItems: 10 })],
});

/** The hub's procedures as query and mutation options: `useQuery(hub.links.listMine.queryOptions())`. */
export const hub = createTRPCOptionsProxy<AppRouter>({ client: hubClient, queryClient });

function noticeSignOut(error: unknown) {
  if (problemOf(error).code === 'not_signed_in') whenSignedOut.go();
}
