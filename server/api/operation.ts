import type { z } from 'zod';
import type { Hub } from '../platform/hub.ts';
import type { ApiScope } from '../protocol/api.ts';
import type { ProblemCode } from '../protocol/problems.ts';
import type { ApiCaller } from './admit-key.ts';

/** What a caller sent, parsed. */
type Sent<Path, Query, Body> = { path: Path; query: Query; body: Body };

/**
 * One operation of `/v1`: how it is asked, what it answers and what it does. The route, the document
 * and the readable page are made of the same object, so that none of them can say something else.
 */
export type Operation = {
  /** Name in generated clients, camelCase. */
  id: string;
  method: 'get' | 'post';
  /** As OpenAPI writes it: `/v1/orders/{orderId}`. */
  path: string;
  tag: string;
  summary: string;
  description: string;
  /** Null: any valid key. */
  scope: ApiScope | null;
  /** A test key is refused: what it answers or makes is real. */
  isLiveOnly: boolean;
  pathSchema: z.ZodObject | null;
  querySchema: z.ZodObject | null;
  bodySchema: z.ZodType | null;
  answerSchema: z.ZodType;
  /** Problems of its own; those of every call are left out. */
  problems: readonly ProblemCode[];
  example?: unknown;
  run(hub: Hub, caller: ApiCaller, sent: Sent<unknown, unknown, unknown>): Promise<unknown>;
};

type None = Record<never, never>;
type Parsed<T> = T extends z.ZodType ? z.infer<T> : None;

/** Declares an operation; what it runs is typed by its schemas. */
export function operation<
  P extends z.ZodObject | null = null,
  Q extends z.ZodObject | null = null,
  B extends z.ZodType | null = null,
  A extends z.ZodType = z.ZodType,
>(given: {
  id: string;
  method: 'get' | 'post';
  path: string;
  tag: string;
  summary: string;
  description?: string;
  scope?: ApiScope;
  isLiveOnly?: boolean;
  pathSchema?: P;
  querySchema?: Q;
  bodySchema?: B;
  answerSchema: A;
  problems?: readonly ProblemCode[];
  example?: unknown;
  run(
    hub: Hub,
    caller: ApiCaller,
    sent: Sent<Parsed<P>, Parsed<Q>, Parsed<B>>,
  ): Promise<z.input<A>>;
}): Operation {
  const { run, scope = null, isLiveOnly = false, description = '', problems = [], ...rest } = given;
  return {
    ...rest,
    scope,
    isLiveOnly,
    description,
    problems,
    pathSchema: given.pathSchema ?? null,
    querySchema: given.querySchema ?? null,
    bodySchema: given.bodySchema ?? null,
    // Whoever calls it has parsed with these very schemas.
    run: run as Operation['run'],
  };
}
