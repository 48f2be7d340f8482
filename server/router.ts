import { accountsRouter } from './accounts/accounts.router.ts';
import { apiRouter } from './api/api.router.ts';
import { attributionRouter } from './attribution/attribution.router.ts';
import { audiencesRouter } from './audiences/audiences.router.ts';
import { benefitsRouter } from './benefits/benefits.router.ts';
import { calendarRouter } from './calendar/calendar.router.ts';
import { catalogRouter } from './catalog/catalog.router.ts';
import { checkoutRouter } from './checkout/checkout.router.ts';
import { claimsRouter } from './claims/claims.router.ts';
import { contractsRouter } from './contracts/contracts.router.ts';
import { customersRouter } from './customers/customers.router.ts';
import { dockRouter } from './dock/dock.router.ts';
import { dropsRouter } from './drops/drops.router.ts';
import { explanationsRouter } from './explanations/explanations.router.ts';
import { fraudRouter } from './fraud/fraud.router.ts';
import { fulfilmentRouter } from './fulfilment/fulfilment.router.ts';
import { linesRouter } from './lines/lines.router.ts';
import { linksRouter } from './links/links.router.ts';
import { liveRouter } from './live/live.router.ts';
import { payoutsRouter } from './payouts/payouts.router.ts';
import { router } from './platform/trpc.ts';
import { popupsRouter } from './popups/popups.router.ts';
import { pushRouter } from './push/push.router.ts';
import { questionsRouter } from './questions/questions.router.ts';
import { rehearsalsRouter } from './rehearsals/rehearsals.router.ts';
import { reportsRouter } from './reports/reports.router.ts';
import { shopsRouter } from './shops/shops.router.ts';
import { upliftRouter } from './uplift/uplift.router.ts';
import { viewerRouter } from './viewer/viewer.router.ts';
import { webhooksRouter } from './webhooks/webhooks.router.ts';

/** All that a browser can ask. A noun a branch. */
export const appRouter = router({
  accounts: accountsRouter,
  api: apiRouter,
  attribution: attributionRouter,
  audiences: audiencesRouter,
  benefits: benefitsRouter,
  calendar: calendarRouter,
  catalog: catalogRouter,
  checkout: checkoutRouter,
  claims: claimsRouter,
  contracts: contractsRouter,
  customers: customersRouter,
  dock: dockRouter,
  drops: dropsRouter,
  fraud: fraudRouter,
  explanations: explanationsRouter,
  fulfilment: fulfilmentRouter,
  lines: linesRouter,
  links: linksRouter,
  live: liveRouter,
  payouts: payoutsRouter,
  popups: popupsRouter,
  push: pushRouter,
  rehearsals: rehearsalsRouter,
  questions: questionsRouter,
  reports: reportsRouter,
  shops: shopsRouter,
  uplift: upliftRouter,
  viewer: viewerRouter,
  webhooks: webhooksRouter,
});

export type AppRouter = typeof appRouter;
