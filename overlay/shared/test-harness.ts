import { vi } from 'vitest';

/**
 * A browser that keeps pages, and a hub that serves what a test says: `served` and `kept` are
 * bodies by address. As a browser's, `addAll` keeps all of them or none.
 */
export function fakeKeeping(origin: string) {
  const served = new Map<string, string>();
  const kept = new Map<string, string>();
  const pathOf = (asked: string | { url: string }) =>
    typeof asked === 'string' ? asked : new URL(asked.url).pathname;
  const answer = async (path: string) => {
    const body = served.get(path);
    return body === undefined ? new Response('', { status: 404 }) : new Response(body);
  };
  const cache = {
    addAll: async (paths: string[]) => {
      const answers = await Promise.all(paths.map(answer));
      if (answers.some(({ ok }) => !ok)) throw new TypeError('Request failed');
      for (const path of paths) kept.set(path, served.get(path) ?? '');
    },
    put: async (path: string, response: Response) => void kept.set(path, await response.text()),
    match: async (asked: string | { url: string }) => {
      const body = kept.get(pathOf(asked));
      return body === undefined ? undefined : new Response(body);
    },
    keys: async () => [...kept.keys()].map((path) => ({ url: `${origin}${path}` })),
    delete: async (asked: string | { url: string }) => kept.delete(pathOf(asked)),
  };
  vi.stubGlobal('caches', { open: async () => cache });
  vi.stubGlobal('fetch', answer);
  vi.stubGlobal('navigator', {
    serviceWorker: { register: async () => {}, ready: Promise.resolve() },
    locks: { request: (_name: string, work: () => unknown) => Promise.resolve().then(work) },
  });
  return { served, kept };
}
