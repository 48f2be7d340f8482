import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Engine } from '../platform/engine.ts';
import type { Hub } from '../platform/hub.ts';
import type { RawReason } from '../protocol/links.ts';
import { followLink, leadsTo, rawClick } from './follow-link.ts';
import {
  BUSY,
  ENDED_LINK,
  noDropYet,
  PAUSED_LINK,
  previewPage,
  UNKNOWN_LINK,
} from './link-pages.ts';
import type { LinkTarget } from './link-target.store.ts';
import { linkTargetsOf } from './link-targets.ts';
import { createNetworkTraces } from './network-trace.ts';
import { newVisitor } from './new-visitor.ts';
import { isPreviewBot } from './preview-bots.ts';
import { createClickRecorder } from './record-click.ts';
import { chooseDrop } from './rules/choose-drop.ts';
import { rawReasonOf } from './rules/click-verdict.ts';
import { referrerHost } from './rules/referrer-host.ts';
import { refusalOf } from './rules/refusal.ts';
import { readSlug } from './rules/slug.ts';
import { readVisitor, visitorCookie } from './rules/visitor-cookie.ts';
import { refusePrefetch, sendPage, sendRedirect } from './send-answer.ts';
import { createVisitMemory } from './visit-memory.ts';

/** The handler of `/r/…`, to be asked before Express, which would cost most of the time. */
export type Redirect = {
  /** Answers the request and returns true, or leaves it alone and returns false. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
  /** Resolves when every click that was answered is on the disk; to be called before closing. */
  drain(): Promise<void>;
};

/**
 * `GET /r/:slug`: writes the click down and sends its viewer to the drop. The redirect is never
 * cached, and waits for the disk for at most 6 ms: past that it goes out and the row follows, for
 * the signed click id says all that the row will say.
 */
export function createRedirect(
  hub: Hub,
  options: {
    engine: Engine;
    clientAddress: (req: IncomingMessage) => string;
    /** How long a viewer waits for the disk; 6 ms when not said. */
    patienceMs?: number;
  },
): Redirect {
  const targets = linkTargetsOf(hub);
  const recorder = createClickRecorder(hub, options.engine);
  const visits = createVisitMemory();
  const traceOf = createNetworkTraces();
  const isSecure = hub.publicUrl.startsWith('https:');
  const loading = new Set<Promise<void>>();
  /** Who waits for the disk since this turn of the loop; null: nobody yet. */
  let waiting: (() => void)[] | null = null;

  function answer(req: IncomingMessage, res: ServerResponse, target: LinkTarget | null): void {
    const at = hub.clock.now();
    if (!target) {
      recorder.countOrphan(at);
      sendPage(res, UNKNOWN_LINK);
    } else if (target.endedAt) {
      sendPage(res, ENDED_LINK);
    } else if (target.pausedAt) {
      sendPage(res, PAUSED_LINK);
    } else {
      const { headers, method = 'GET' } = req;
      const isBot = isPreviewBot(headers['user-agent']);
      const rawReason = rawReasonOf({ method, headers, isPreviewBot: isBot });
      if (rawReason) answerNobody(req, res, { target, at, rawReason });
      else answerPerson(req, res, { target, at });
    }
  }

  function answerPerson(
    req: IncomingMessage,
    res: ServerResponse,
    { target, at }: { target: LinkTarget; at: Date },
  ): void {
    const refusedBy = refusalOf(req.headers);
    // Whoever refuses to be measured is somebody new at every click.
    const known = refusedBy ? null : readVisitor(req.headers.cookie);
    const visitor = known ?? newVisitor(at);
    const { click, location } = followLink({ hub, visits }, target, {
      visitorId: known?.id ?? null,
      newVisitorId: visitor.id,
      query: queryOf(req),
      referrerHost: referrerHost(req.headers.referer),
      trace: traceOf(options.clientAddress(req), at.getTime()),
      at,
      refusedBy,
    });
    const cookie = refusedBy ? undefined : visitorCookie(visitor, { isSecure });
    function send() {
      if (res.headersSent) return;
      if (location === null) sendPage(res, noDropYet(target), cookie);
      else sendRedirect(res, location, cookie);
    }
    sendInTime(send);
    recorder.record(click).then(send, (error: unknown) => {
      hub.log.error({ err: error, linkId: target.linkId }, 'a click was not written down');
      send();
    });
  }

  /** Those who came in one turn of the loop share a timer: one each would cost every click a microsecond. */
  function sendInTime(send: () => void): void {
    if (!waiting) {
      const together: (() => void)[] = [];
      waiting = together;
      setImmediate(() => {
        waiting = null;
      });
      setTimeout(() => {
        for (const one of together) one();
      }, options.patienceMs ?? PATIENCE_MS);
    }
    waiting.push(send);
  }

  /** HEAD, a browser that looks ahead, a preview bot: kept as a raw hit, and nothing else happens. */
  function answerNobody(
    req: IncomingMessage,
    res: ServerResponse,
    { target, at, rawReason }: { target: LinkTarget; at: Date; rawReason: RawReason },
  ): void {
    const click = rawClick(target, {
      rawReason,
      referrerHost: referrerHost(req.headers.referer),
      trace: traceOf(options.clientAddress(req), at.getTime()),
      at,
    });
    recorder.record(click).catch((error: unknown) => {
      hub.log.error({ err: error, linkId: target.linkId }, 'a raw hit was not written down');
    });
    const drop = chooseDrop(target, at);
    const address = leadsTo(target, { at, query: queryOf(req), signedClick: null }) ?? '';
    if (rawReason === 'prefetch') refusePrefetch(res);
    else if (rawReason === 'bot')
      sendPage(res, previewPage(target, { drop, address, publicUrl: hub.publicUrl }));
    else if (address) sendRedirect(res, address);
    else sendPage(res, noDropYet(target));
  }

  async function loadAndAnswer(
    req: IncomingMessage,
    res: ServerResponse,
    slug: string,
  ): Promise<void> {
    try {
      answer(req, res, await targets.load(slug));
    } catch (error) {
      hub.log.error({ err: error, slug }, 'a link could not be looked up');
      if (!res.headersSent) sendPage(res, BUSY);
    }
  }

  return {
    handle: (req, res) => {
      if (!req.url?.startsWith('/r/')) return false;
      if (req.method !== 'GET' && req.method !== 'HEAD') {
        res.writeHead(405, ['Allow', 'GET, HEAD', 'Content-Length', '0']).end();
        return true;
      }
      const slug = slugOf(req.url);
      const target = slug === null ? null : targets.peek(slug);
      if (target !== undefined || slug === null) answer(req, res, target ?? null);
      else {
        const load = loadAndAnswer(req, res, slug).finally(() => loading.delete(load));
        loading.add(load);
      }
      return true;
    },
    drain: async () => {
      await Promise.all(loading);
      await recorder.drain();
    },
  };
}

const PATIENCE_MS = 6;

function slugOf(url: string): string | null {
  const end = url.indexOf('?');
  const path = end === -1 ? url.slice(3) : url.slice(3, end);
  return readSlug(path.endsWith('/') ? path.slice(0, -1) : path);
}

function queryOf(req: IncomingMessage): string {
  const url = req.url ?? '';
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start + 1);
}
