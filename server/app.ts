import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import compression from 'compression';
import express, { type Express, type Request } from 'express';
import helmet from 'helmet';
import { accountsRoutes } from './accounts/accounts.routes.ts';
import { type Auth, findUserOfRequest } from './accounts/auth.ts';
import { v1Routes } from './api/v1.routes.ts';
import { calendarRoutes } from './calendar/calendar.routes.ts';
import { catalogRoutes } from './catalog/catalog.routes.ts';
import { checkoutRoutes } from './checkout/checkout.routes.ts';
import { dockPage } from './dock/dock-page.routes.ts';
import { exportsRoutes } from './exports/exports.routes.ts';
import { fulfilmentRoutes } from './fulfilment/fulfilment.routes.ts';
import { healthRoutes } from './health.routes.ts';
import { linksRoutes } from './links/links.routes.ts';
import type { Redirect } from './links/redirect.routes.ts';
import { refusalOf } from './links/rules/refusal.ts';
import { readVisitor, visitorCookie } from './links/rules/visitor-cookie.ts';
import { liveRoutes } from './live/live.routes.ts';
import { overlayPage } from './live/overlay.routes.ts';
import type { WidgetOrigins } from './live/widget-origins.ts';
import { mailRoutes } from './mail/mail.routes.ts';
import { payoutsRoutes } from './payouts/payouts.routes.ts';
import { plainCalls } from './plain-calls.routes.ts';
import { answerProblems, unknownAddress } from './platform/answer-problems.ts';
import { type BuiltPages, openBuiltPages } from './platform/built-pages.ts';
import type { Hub } from './platform/hub.ts';
import type { RateLimits } from './platform/rate-limit.ts';
import { type RequestContext, retryAfter } from './platform/trpc.ts';
import { counterPage } from './popups/counter-page.routes.ts';
import { appRouter } from './router.ts';
import { shopsRoutes } from './shops/shops.routes.ts';
import { embedRoutes } from './viewer/embed.routes.ts';
import { guardTrpc } from './viewer/guard-trpc.routes.ts';
import { type GuessLimiter, limitGuesses } from './viewer/limit-guesses.ts';
import { limitRare } from './viewer/limit-rare.ts';
import { limitViewers, type ViewerLimits } from './viewer/limit-viewers.ts';
import { type ViewerPageParts, viewerPages } from './viewer/pages.routes.ts';
import { viewerRouter } from './viewer/viewer.router.ts';

/** What the app is made of; everything that differs between a test and a machine. */
export type AppParts = {
  hub: Hub;
  auth: Auth;
  redirect: Redirect;
  pages: Omit<ViewerPageParts, 'assets'>;
  origins: WidgetOrigins;
  limits: RateLimits;
  /** Unset: those of limit-viewers.ts. */
  viewerLimits?: ViewerLimits;
  trustedProxies: number;
  /** Where the built pages are. */
  distDir: string;
  isDraining: () => boolean;
};

/**
 * The handler of all requests. The redirect and the calls of viewers are asked first: Express would
 * cost most of their time.
 */
export function createApp(parts: AppParts): RequestListener {
  const { app, trpc } = createExpress(parts);
  const { publicUrl } = parts.hub;
  const addressOf = clientAddress(parts.trustedProxies);
  const calls = plainCalls(
    {
      ...trpc,
      publicUrl,
      headers: headersOf(helmet(securityHeaders(publicUrl))),
      createContext: (request, response) =>
        trpc.createContext({
          req: { headers: request.headers, ip: addressOf(request) },
          res: response,
        }),
    },
    app,
  );
  return (request, response) => {
    if (parts.redirect.handle(request, response)) return;
    calls(request, response);
  };
}

/** What a middleware puts on every answer, as `name, value …`: it asks nothing of the request. */
function headersOf(middleware: ReturnType<typeof helmet>): string[] {
  const headers: string[] = [];
  const response = {
    setHeader: (name: string, value: string) => headers.push(name, value),
    removeHeader: () => undefined,
  };
  middleware({} as IncomingMessage, response as unknown as ServerResponse, () => undefined);
  return headers;
}

/** The address of the peer, or what the trusted proxies say of it. */
export function clientAddress(trustedProxies: number): (request: IncomingMessage) => string {
  return (request) => {
    const direct = request.socket.remoteAddress ?? '';
    if (trustedProxies === 0) return direct;
    const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
    return forwarded.at(-trustedProxies)?.trim() || direct;
  };
}

function createExpress(parts: AppParts) {
  const { hub, auth } = parts;
  const findUser = (request: Request) => findUserOfRequest(auth, request.headers);
  const builtPage = openBuiltPages(parts.distDir);
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', parts.trustedProxies);
  app.use(helmet(securityHeaders(hub.publicUrl)));

  // Pages and built files; what holds a secret says `no-transform`, and answers of calls stay small.
  app.use(['/d', '/assets', '/app', '/embed'], compression());

  app.use(healthRoutes(parts));
  app.use(checkoutRoutes(hub));
  app.use(shopsRoutes(hub));
  app.use(accountsRoutes({ auth, limits: parts.limits, publicUrl: hub.publicUrl }));
  app.use(catalogRoutes(hub, findUser));
  app.use(payoutsRoutes(hub, findUser));
  app.use(fulfilmentRoutes(hub, findUser));
  app.use(exportsRoutes(hub, findUser));
  app.use(calendarRoutes(hub));
  app.use(linksRoutes(hub));
  app.use(liveRoutes(hub));
  app.use(v1Routes(hub, parts.limits));
  app.use(overlayPage(hub, builtPage));
  app.use(counterPage(builtPage));
  app.use(dockPage(builtPage));
  app.use(viewerPages(hub, { ...parts.pages, assets: assetsOf(builtPage) }));
  app.use(mailRoutes({ ...hub, outboxIsLocal: hub.outboxIsLocal }));

  const admitViewer = limitViewers(parts.limits, parts.viewerLimits);
  const guesses = limitGuesses(parts.limits, hub.clock);
  const countRare = limitRare(parts.limits);
  const trpc = trpcOptions(parts, { admitViewer, guesses, countRare });
  app.use('/trpc', guardTrpc(hub.publicUrl), createExpressMiddleware(trpc));
  app.use(embedRoutes({ ...parts, admitViewer, guesses }, viewerRouter));
  serveBuilt(app, parts.distDir);

  app.get('/', (_request, response) => response.redirect(302, '/app/'));
  app.use(unknownAddress);
  app.use(answerProblems(hub));
  return { app, trpc };
}

/** A page's built files, as its renderer names them. */
function assetsOf(builtPage: BuiltPages): ViewerPageParts['assets'] {
  return (page) => {
    const { script, styles } = builtPage(page);
    return { js: [script], css: styles };
  };
}

function trpcOptions(
  { hub, auth }: AppParts,
  limiters: {
    admitViewer: ReturnType<typeof limitViewers>;
    guesses: GuessLimiter;
    countRare: ReturnType<typeof limitRare>;
  },
) {
  const { admitViewer, guesses, countRare } = limiters;
  return {
    router: appRouter,
    allowMethodOverride: true,
    maxBatchSize: 10,
    maxBodySize: 16_384,
    createContext: ({
      req,
      res,
    }: {
      req: Pick<Request, 'headers' | 'ip'>;
      res: Pick<ServerResponse, 'appendHeader'>;
    }): RequestContext => {
      let user: ReturnType<RequestContext['user']> | undefined;
      const visitor = readVisitor(req.headers.cookie);
      const visitorId = visitor?.id ?? null;
      const viewer = { visitorId, address: req.ip };
      return {
        hub,
        user: () => (user ??= findUserOfRequest(auth, req.headers)),
        visitorId,
        refusedBy: refusalOf(req.headers),
        setCookie: (header) => void res.appendHeader('Set-Cookie', header),
        renewVisitor: (how) => {
          if (visitor) res.appendHeader('Set-Cookie', visitorCookie(visitor, how));
        },
        countAction: () => admitViewer(viewer),
        guardGuess: (act) => guesses.guardGuess(viewer, act),
        countMail: () => guesses.countMail(viewer),
        countRare: (what) => countRare(viewer, what),
      };
    },
    responseMeta: retryAfter,
    onError: ({
      error,
      path,
    }: {
      error: Error & { code?: string; cause?: unknown };
      path?: string | undefined;
    }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR') {
        hub.log.error({ err: error.cause ?? error, path }, 'a procedure broke');
      }
    },
  };
}

/** Built files. Their names carry a hash of their content, all but the pages' and the embeds'. */
function serveBuilt(app: Express, distDir: string): void {
  const forever = { immutable: true, maxAge: '365d', index: false, redirect: false } as const;
  app.use('/assets', express.static(join(distDir, 'assets'), forever));
  // A missing part of the portal is missing: it must not be answered with the portal's page.
  app.use(
    '/app/assets',
    express.static(join(distDir, 'portal/assets'), { ...forever, fallthrough: false }),
  );
  app.use('/app', express.static(join(distDir, 'portal'), { index: false, redirect: false }));
  app.get(['/app', '/app/*path'], (_request, response) => {
    response.set('Cache-Control', 'no-cache').sendFile(resolve(distDir, 'portal/index.html'));
  });
}

/** No inline code anywhere; pages that are framed (overlay) or foreign (embeds) set their own. */
function securityHeaders(publicUrl: string) {
  const isHttps = publicUrl.startsWith('https:');
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        frameSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' as const },
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: 'same-origin' as const },
  };
}
