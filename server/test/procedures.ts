import type { appRouter } from '../router.ts';

export type ProcedureKind = 'query' | 'mutation';

/** Every procedure of a router by its path, read from the router itself. */
export function listProcedures(router: typeof appRouter): { path: string; kind: ProcedureKind }[] {
  const { procedures } = router._def as unknown as {
    procedures: Record<string, { _def: { type: ProcedureKind } }>;
  };
  return Object.entries(procedures).map(([path, { _def }]) => ({ path, kind: _def.type }));
}

/** Calls a procedure over HTTP with a raw body, as a browser on our own page would. */
export async function callRaw(
  origin: string,
  path: string,
  given: { body: string; cookie?: string; headers?: Record<string, string> },
): Promise<{ status: number; problem: { code?: string; message?: string } | null; text: string }> {
  const response = await fetch(`${origin}/trpc/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin,
      ...(given.cookie ? { cookie: given.cookie } : {}),
      ...given.headers,
    },
    body: given.body,
  });
  const text = await response.text();
  return { status: response.status, text, problem: problemIn(text) };
}

function problemIn(text: string): { code?: string; message?: string } | null {
  try {
    const answer = JSON.parse(text) as { error?: { data?: { problem?: object } }; code?: string };
    return answer.error?.data?.problem ?? (answer.code ? answer : null);
  } catch {
    return null;
  }
}
