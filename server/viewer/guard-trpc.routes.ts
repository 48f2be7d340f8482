import type { RequestHandler } from 'express';
import { sentByOwnPage } from '../accounts/rules/sent-by-own-page.ts';
import { Problem } from '../platform/problem.ts';

/**
 * What a request must be before tRPC sees it. A mutation without input would run on a cross-site
 * form post, so a POST is JSON and comes from our own pages or from no page at all.
 */
export function guardTrpc(publicUrl: string): RequestHandler {
  return (request, _response, next) => {
    if (request.method === 'GET') return next();
    if (request.method !== 'POST') throw new Problem('method_not_allowed');
    if (!request.is('application/json')) throw new Problem('unsupported_media_type');
    const { origin, host, 'sec-fetch-site': site } = request.headers;
    const secFetchSite = typeof site === 'string' ? site : undefined;
    if (!sentByOwnPage({ origin, host, secFetchSite }, publicUrl)) throw new Problem('cross_site');
    next();
  };
}
