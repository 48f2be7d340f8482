import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { BrandShell } from './shell/brand-shell.tsx';
import { BrokenPage, MissingPage } from './shell/broken-page.tsx';
import { CreatorShell } from './shell/creator-shell.tsx';
import { Root } from './shell/root.tsx';
import { StartPage } from './shell/start-page.tsx';
import { readViewState } from './shell/view-state.ts';

const root = createRootRoute({
  component: Root,
  errorComponent: BrokenPage,
  notFoundComponent: MissingPage,
  validateSearch: readViewState,
});

const start = createRoute({ getParentRoute: () => root, path: '/', component: StartPage });
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./accounts/sign-in-page.tsx'), 'SignInPage'),
});
const enter = createRoute({
  getParentRoute: () => root,
  path: '/enter',
  component: lazyRouteComponent(() => import('./accounts/enter-page.tsx'), 'EnterPage'),
});
const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./accounts/welcome-page.tsx'), 'WelcomePage'),
});

/** The address that a dock names: short enough to be typed. */
const dock = createRoute({
  getParentRoute: () => root,
  path: '/dock',
  beforeLoad: () => {
    throw redirect({ to: '/creator/dock' });
  },
});

const creator = createRoute({
  getParentRoute: () => root,
  path: '/creator',
  component: CreatorShell,
});
const creatorPages = [
  createRoute({
    getParentRoute: () => creator,
    path: '/',
    component: lazyRouteComponent(() => import('./home/home-page.tsx'), 'HomePage'),
  }),
  createRoute({
    getParentRoute: () => creator,
    path: '/links',
    component: lazyRouteComponent(() => import('./links/links-page.tsx'), 'LinksPage'),
  }),
  createRoute({
    getParentRoute: () => creator,
    path: '/links/why',
    component: lazyRouteComponent(() => import('./links/why-page.tsx'), 'WhyPage'),
  }),
  createRoute({
    getParentRoute: () => creator,
    path: '/overlay',
    component: lazyRouteComponent(() => import('./overlay/overlay-page.tsx'), 'OverlayPage'),
  }),
  createRoute({
    getParentRoute: () => creator,
    path: '/dock',
    component: lazyRouteComponent(() => import('./dock/dock-page.tsx'), 'DockPage'),
  }),
  createRoute({
    getParentRoute: () => creator,
    path: '/earnings',
    component: lazyRouteComponent(() => import('./earnings/earnings-page.tsx'), 'EarningsPage'),
  }),
  createRoute({
    getParentRoute: () => creator,
    path: '/analytics',
    component: lazyRouteComponent(() => import('./reports/analytics-page.tsx'), 'AnalyticsPage'),
  }),
  createRoute({
    getParentRoute: () => creator,
    path: '/statement',
    component: lazyRouteComponent(
      () => import('./earnings/my-statement-page.tsx'),
      'MyStatementPage',
    ),
  }),
  createRoute({
    getParentRoute: () => creator,
    path: '/payout-account',
    component: lazyRouteComponent(
      () => import('./earnings/payout-account-page.tsx'),
      'PayoutAccountPage',
    ),
  }),
  createRoute({
    getParentRoute: () => creator,
    path: '/drops/$dropId/rehearse',
    component: lazyRouteComponent(
      () => import('./rehearsals/creator-rehearse-page.tsx'),
      'CreatorRehearsePage',
    ),
  }),
  createRoute({
    getParentRoute: () => creator,
    path: '/rehearsals/$rehearsalId',
    component: lazyRouteComponent(
      () => import('./rehearsals/creator-rehearsal-page.tsx'),
      'CreatorRehearsalPage',
    ),
  }),
  createRoute({
    getParentRoute: () => creator,
    path: '/contracts',
    component: lazyRouteComponent(() => import('./contracts/contracts-page.tsx'), 'ContractsPage'),
  }),
  createRoute({
    getParentRoute: () => creator,
    path: '/settings',
    component: lazyRouteComponent(
      () => import('./accounts/creator-settings-page.tsx'),
      'CreatorSettingsPage',
    ),
  }),
] as const;

const brand = createRoute({
  getParentRoute: () => root,
  path: '/brands/$slug',
  component: BrandShell,
});
const brandPages = [
  createRoute({
    getParentRoute: () => brand,
    path: '/',
    component: lazyRouteComponent(() => import('./overview/overview-page.tsx'), 'OverviewPage'),
  }),
  createRoute({
    getParentRoute: () => brand,
    path: '/drops',
    component: lazyRouteComponent(() => import('./drops/drops-page.tsx'), 'DropsPage'),
  }),
  createRoute({
    getParentRoute: () => brand,
    path: '/drops/new',
    component: lazyRouteComponent(() => import('./drops/new-drop-page.tsx'), 'NewDropPage'),
  }),
  createRoute({
    getParentRoute: () => brand,
    path: '/drops/$dropId',
    component: lazyRouteComponent(() => import('./drops/drop-page.tsx'), 'DropPage'),
  }),
  createRoute({
    getParentRoute: () => brand,
    path: '/drops/$dropId/rehearse',
    component: lazyRouteComponent(
      () => import('./rehearsals/brand-rehearse-page.tsx'),
      'BrandRehearsePage',
    ),
  }),
  createRoute({
    getParentRoute: () => brand,
    path: '/rehearsals/$rehearsalId',
    component: lazyRouteComponent(
      () => import('./rehearsals/brand-rehearsal-page.tsx'),
      'BrandRehearsalPage',
    ),
  }),
  createRoute({
    getParentRoute: () => brand,
    path: '/products',
    component: lazyRouteComponent(() => import('./catalog/products-page.tsx'), 'ProductsPage'),
  }),
  createRoute({
    getParentRoute: () => brand,
    path: '/audiences',
    component: lazyRouteComponent(() => import('./audiences/audiences-page.tsx'), 'AudiencesPage'),
  }),
  createRoute({
    getParentRoute: () => brand,
    path: '/creators',
    component: lazyRouteComponent(() => import('./creators/creators-page.tsx'), 'CreatorsPage'),
  }),
  createRoute({
    getParentRoute: () => brand,
    path: '/attribution',
    component: lazyRouteComponent(
      () => import('./reports/attribution-page.tsx'),
      'AttributionPage',
    ),
  }),
  createRoute({
    getParentRoute: () => brand,
    path: '/ltv',
    component: lazyRouteComponent(() => import('./reports/ltv-page.tsx'), 'LtvPage'),
  }),
  createRoute({
    getParentRoute: () => brand,
    path: '/customers',
    component: lazyRouteComponent(() => import('./customers/customers-page.tsx'), 'CustomersPage'),
  }),
  createRoute({
    getParentRoute: () => brand,
    path: '/payouts',
    component: lazyRouteComponent(() => import('./payouts/payouts-page.tsx'), 'PayoutsPage'),
  }),
  createRoute({
    getParentRoute: () => brand,
    path: '/uplift',
    component: lazyRouteComponent(() => import('./uplift/uplift-page.tsx'), 'UpliftPage'),
  }),
  createRoute({
    getParentRoute: () => brand,
    path: '/fraud',
    component: lazyRouteComponent(() => import('./fraud/fraud-page.tsx'), 'FraudPage'),
  }),
  createRoute({
    getParentRoute: () => brand,
    path: '/payouts/$creatorId',
    component: lazyRouteComponent(
      () => import('./payouts/creator-statement-page.tsx'),
      'CreatorStatementPage',
    ),
  }),
  createRoute({
    getParentRoute: () => brand,
    path: '/benefits',
    component: lazyRouteComponent(() => import('./benefits/benefits-page.tsx'), 'BenefitsPage'),
  }),
  createRoute({
    getParentRoute: () => brand,
    path: '/locations',
    component: lazyRouteComponent(() => import('./fulfilment/locations-page.tsx'), 'LocationsPage'),
  }),
  createRoute({
    getParentRoute: () => brand,
    path: '/popups',
    component: lazyRouteComponent(() => import('./popups/popups-page.tsx'), 'PopupsPage'),
  }),
  createRoute({
    getParentRoute: () => brand,
    path: '/integrations',
    component: lazyRouteComponent(
      () => import('./integrations/integrations-page.tsx'),
      'IntegrationsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => brand,
    path: '/settings',
    component: lazyRouteComponent(
      () => import('./accounts/brand-settings-page.tsx'),
      'BrandSettingsPage',
    ),
  }),
] as const;

/** Every page of the portal and its address, below `/app`. Pages load when they are first opened. */
export const router = createRouter({
  routeTree: root.addChildren([
    start,
    signIn,
    enter,
    welcome,
    dock,
    creator.addChildren(creatorPages),
    brand.addChildren(brandPages),
  ]),
  basepath: '/app',
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
