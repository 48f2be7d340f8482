import { initTRPC, TRPCError } from '@trpc/server';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import { ZodError } from 'zod';
import type { Refusal } from '../protocol/links.ts';
import type { ProblemView } from '../protocol/problems.ts';
import { holdsNul } from './holds-nul.ts';
import type { Hub } from './hub.ts';
import { issueSentence } from './issue-sentence.ts';
import { Problem } from './problem.ts';
import { isBusyError, isOutage } from './transient-error.ts';

/** Who is signed in. */
export type SignedInUser = { id: string; name: string; email: string; emailVerified: boolean };

/** What one browser does a few times only: each has a count of its own. */
export type RareAct = 'question' | 'dock-code' | 'reminder';

/** What a procedure knows about its request. */
export type RequestContext = {
  hub: Hub;
  /** Looked up at most once, and only when a procedure asks. */
  user: () => Promise<SignedInUser | null>;
  /** The visitor cookie of a first-party page; null where there is none. */
  visitorId: string | null;
  /** Who refused that this visitor is measured; absent or null: nobody did. */
  refusedBy?: Refusal | null;
  /** Gives the browser a Set-Cookie header; absent where cookies do not reach us. */
  setCookie?: (header: string) => void;
  /** Sends the visitor's cookie again, with another life. */
  renewVisitor?: (how: { isSecure: boolean; isBrief: boolean }) => void;
  /** Counts an action of somebody who need not sign in; throws `too_many_requests`. */
  countAction?: () => Promise<void>;
  /** Runs what may be a guess; throws `too_many_requests` after too many wrong ones. */
  guardGuess?: <T>(act: () => Promise<T>) => Promise<T>;
  /** Counts a mail that somebody asks for without signing in; throws `too_many_requests`. */
  countMail?: () => Promise<void>;
  /** Counts what one browser does a few times only; throws `too_many_requests`. */
  countRare?: (what: RareAct) => Promise<void>;
};

const t = initTRPC.context<RequestContext>().create({
  errorFormatter: ({ shape, error }) => {
    if (error.cause instanceof Problem) return shapeOfProblem(error.cause);
    const problem = viewOf(error);
    const { code, httpStatus } = shape.data;
    return { ...shape, message: problem.message, data: { code, httpStatus, problem } };
  },
});

/** How a browser reads a problem: the body of an answer, and what tRPC's own client expects in it. */
export function shapeOfProblem(problem: Problem) {
  const code = trpcCode(problem.status);
  return {
    message: problem.message,
    code: TRPC_ERROR_CODES_BY_KEY[code],
    data: { code, httpStatus: problem.status, problem: problem.toView() },
  };
}

export const router = t.router;

/** Problems thrown inside become tRPC errors with their own status. */
const translated = t.procedure.use(async ({ ctx, getRawInput, next, path }) => {
  if (holdsNul(await getRawInput())) throw asTrpcError(new Problem('bad_input'));
  const result = await next();
  if (result.ok) return result;
  const problem = problemIn(result.error.cause, { log: ctx.hub.log, path });
  if (problem) throw asTrpcError(problem);
  return result;
});

/** The problem that an error inside is to a browser: its own, or that the database is busy. */
export function problemIn(
  cause: unknown,
  { log, path }: { log: Hub['log']; path: string },
): Problem | null {
  if (cause instanceof Problem) return cause;
  if (isOutage(cause)) log.error({ err: cause, path }, 'the database is out of reach or full');
  return isBusyError(cause) ? new Problem('busy', { retryAfterSeconds: 2 }) : null;
}

function asTrpcError(problem: Problem): TRPCError {
  const { message } = problem;
  return new TRPCError({ code: trpcCode(problem.status), cause: problem, message });
}

/** A procedure that anybody may call; what changes something is counted, so that nobody floods. */
export const anyone = translated.use(async ({ ctx, type, next }) => {
  if (type === 'mutation') await ctx.countAction?.();
  return next();
});

/** For `responseMeta`: an answer that says "later" says when, as HTTP says it. */
export function retryAfter({ errors }: { errors: TRPCError[] }): { headers?: Headers } {
  const seconds = errors.flatMap(({ cause }) =>
    cause instanceof Problem ? (cause.details.retryAfterSeconds ?? []) : [],
  );
  if (seconds.length === 0) return {};
  return { headers: new Headers({ 'Retry-After': String(Math.max(...seconds)) }) };
}

/** A procedure for people who are signed in; `ctx.me` is who. */
export const signedIn = translated.use(async ({ ctx, next }) => {
  const me = await ctx.user();
  if (!me) throw new Problem('not_signed_in');
  return next({ ctx: { ...ctx, me } });
});

function viewOf(error: TRPCError): ProblemView {
  if (error.cause instanceof ZodError) {
    const fields = error.cause.issues.map((issue) => ({
      path: issue.path.join('.'),
      message: issueSentence(issue),
    }));
    return { ...new Problem('bad_input').toView(), fields };
  }
  switch (error.code) {
    case 'NOT_FOUND':
      return new Problem('not_found').toView();
    case 'METHOD_NOT_SUPPORTED':
      return new Problem('method_not_allowed').toView();
    case 'UNSUPPORTED_MEDIA_TYPE':
      return new Problem('unsupported_media_type').toView();
    case 'PAYLOAD_TOO_LARGE':
      return new Problem('too_large').toView();
    case 'PARSE_ERROR':
    case 'BAD_REQUEST':
      return new Problem('bad_input').toView();
    default:
      return new Problem('bug').toView();
  }
}

function trpcCode(status: number): TRPCError['code'] {
  switch (status) {
    case 400:
    case 422:
      return 'BAD_REQUEST';
    case 401:
      return 'UNAUTHORIZED';
    case 403:
      return 'FORBIDDEN';
    case 404:
    case 410:
      return 'NOT_FOUND';
    case 409:
      return 'CONFLICT';
    case 413:
      return 'PAYLOAD_TOO_LARGE';
    case 415:
      return 'UNSUPPORTED_MEDIA_TYPE';
    case 429:
      return 'TOO_MANY_REQUESTS';
    case 502:
      return 'BAD_GATEWAY';
    case 503:
      return 'SERVICE_UNAVAILABLE';
    default:
      return 'INTERNAL_SERVER_ERROR';
  }
}
