import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Hub } from './hub.ts';
import { PLAIN_PAGE_POLICY, plainPage } from './plain-page.ts';
import { Problem } from './problem.ts';
import { isBusyError, isOutage } from './transient-error.ts';

/** The last route: whatever nobody answered is not there. */
export const unknownAddress: RequestHandler = () => {
  throw new Problem('not_found');
};

/** Turns every error of a route into a problem: a page for people, JSON for programs. */
export function answerProblems({ log }: Pick<Hub, 'log'>): ErrorRequestHandler {
  // biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const problem = problemOf(error);
    if (problem.code === 'bug') log.error({ err: error, path: request.path }, 'a route broke');
    else if (isOutage(error))
      log.error({ err: error, path: request.path }, 'the database is out of reach or full');
    const { retryAfterSeconds } = problem.details;
    if (retryAfterSeconds !== undefined) response.set('Retry-After', String(retryAfterSeconds));
    response.status(problem.status).set('Cache-Control', 'no-store');
    if (request.method === 'GET' && request.accepts(['json', 'html']) === 'html') {
      response.set('Content-Security-Policy', PLAIN_PAGE_POLICY);
      response.type('html').send(page(problem));
    } else {
      response.json(problem.toView());
    }
  };
}

/** A problem as it is; a parser's or router's own 4xx as the problem that it means; else a bug. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isBusyError(error)) return new Problem('busy', { retryAfterSeconds: 2 });
  const status = (error as { status?: unknown } | null)?.status;
  if (status === 413) return new Problem('too_large');
  if (status === 404) return new Problem('not_found');
  if (status === 415) return new Problem('unsupported_media_type');
  if (typeof status === 'number' && status >= 400 && status < 500) return new Problem('bad_input');
  return new Problem('bug');
}

function page({ status, message }: Problem): string {
  return plainPage({
    tab: `${status} · Dropcast`,
    title: status === 404 ? 'Nothing here' : 'This did not work',
    text: message,
    link: { href: '/', label: 'To the start page' },
  });
}
