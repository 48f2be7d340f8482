import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { ZodError } from 'zod';
import { problemOf } from '../platform/answer-problems.ts';
import { holdsNul } from '../platform/holds-nul.ts';
import type { Hub } from '../platform/hub.ts';
import { issueSentence } from '../platform/issue-sentence.ts';
import { Problem } from '../platform/problem.ts';
import type { RateLimits } from '../platform/rate-limit.ts';
import { admitKeys, requireScope } from './admit-key.ts';
import { apiDocument } from './api-document.ts';
import { API_PAGE_POLICY, apiPage } from './api-page.ts';
import type { Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';

const MOST_BYTES = '16kb';

/**
 * The integration API. A key and nothing else opens it: no cookie is looked at, so that no page can
 * use somebody's sign-in. Every error is a problem of RFC 9457 with our code in it.
 */
export function v1Routes(hub: Hub, limits: RateLimits): Router {
  const routes = Router();
  // Made when it is first asked for: it is a tenth of the time that a hub takes to start.
  let document: string | null = null;
  const page = apiPage(hub.publicUrl);
  routes.get('/v1/openapi.json', (_request, response) => {
    document ??= JSON.stringify(apiDocument(hub.publicUrl), null, 2);
    response.type('json').set('Cache-Control', 'public, max-age=300').send(document);
  });
  routes.get('/v1', (_request, response) => {
    response.set('Content-Security-Policy', API_PAGE_POLICY).type('html').send(page);
  });
  const admit = admitKeys(hub, limits);
  const body = express.json({ limit: MOST_BYTES, type: () => true });
  for (const operation of OPERATIONS) {
    const path = operation.path.replace(/\{(\w+)\}/g, ':$1');
    const answer = async (request: Request, response: Response) => {
      const caller = await admit(request.header('authorization'), request.ip ?? '');
      if (operation.scope) requireScope(caller, operation.scope);
      if (operation.isLiveOnly && caller.mode === 'test') throw new Problem('live_key_needed');
      const said = await operation.run(hub, caller, sentBy(request, operation));
      response.set('Cache-Control', 'no-store').json(said);
    };
    if (operation.method === 'get') routes.get(path, answer);
    else routes.post(path, requireJson, body, answer);
  }
  // After all of them: one address may take several methods.
  for (const { path } of OPERATIONS) {
    routes.all(path.replace(/\{(\w+)\}/g, ':$1'), () => {
      throw new Problem('method_not_allowed');
    });
  }
  routes.use('/v1', () => {
    throw new Problem('not_found');
  });
  routes.use('/v1', answerProblem(hub));
  return routes;
}

function requireJson(request: Request, _response: Response, next: () => void): void {
  if (!request.is('application/json')) throw new Problem('unsupported_media_type');
  next();
}

function sentBy(request: Request, { pathSchema, querySchema, bodySchema }: Operation) {
  if (holdsNul(request.body) || holdsNul(request.params) || holdsNul(request.query)) {
    throw new Problem('bad_input');
  }
  return {
    path: pathSchema ? pathSchema.parse(request.params) : {},
    query: querySchema ? querySchema.parse(request.query) : {},
    body: bodySchema ? bodySchema.parse(request.body) : {},
  };
}

/** RFC 9457: `type` names the kind of problem and can be opened, `code` is the word for programs. */
function answerProblem(hub: Hub): ErrorRequestHandler {
  // biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const problem = error instanceof ZodError ? fieldsOf(error) : problemOf(error);
    if (problem.code === 'bug') hub.log.error({ err: error, path: request.path }, 'a call broke');
    const { code, message, retryAfterSeconds, fields } = problem.toView();
    if (retryAfterSeconds !== undefined) response.set('Retry-After', String(retryAfterSeconds));
    if (problem.status === 401) response.set('WWW-Authenticate', 'Bearer realm="Dropcast"');
    response
      .status(problem.status)
      .set('Cache-Control', 'no-store')
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: `${hub.publicUrl}/v1#problem-${code}`,
          title: message,
          status: problem.status,
          code,
          ...(fields ? { fields } : {}),
          ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
        }),
      );
  };
}

function fieldsOf({ issues }: ZodError): Problem {
  const fields = issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issueSentence(issue),
  }));
  return new Problem('bad_input', { fields });
}
