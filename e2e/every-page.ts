// long: one entry a page, and all are read together.
import type { Stage } from './stage.ts';

/** A page of the hub: who opens it, where it is, and the words by which one knows that it is there. */
export type EveryPage = {
  name: string;
  as: 'creator' | 'brand' | 'viewer' | 'newcomer';
  at: (places: Stage['at']) => string;
  says: string | RegExp;
  /** The status with which it, or what it asks for, is refused. */
  refused?: number;
};

export const PORTAL_DOORS: EveryPage[] = [
  { name: 'sign-in', as: 'viewer', at: () => '/app/sign-in', says: 'Look around with demo data' },
  { name: 'sign-up', as: 'viewer', at: () => '/app/sign-in?tab=new', says: 'Create your account' },
  { name: 'mailed link', as: 'viewer', at: () => '/app/enter#token=abc', says: 'works once' },
  { name: 'broken mailed link', as: 'viewer', at: () => '/app/enter', says: 'lacks its secret' },
  { name: 'welcome', as: 'creator', at: () => '/app/welcome', says: 'What brings you here?' },
  { name: 'unknown page of the portal', as: 'creator', at: () => '/app/nowhere', says: /nothing/i },
];

export const CREATOR_PAGES: EveryPage[] = [
  { name: 'home', as: 'creator', at: () => '/app/creator', says: /Contour in Moss/ },
  { name: 'links', as: 'creator', at: () => '/app/creator/links', says: 'For later' },
  {
    name: 'why a sale did not count',
    as: 'creator',
    at: () => '/app/creator/links/why',
    says: 'What else happened',
  },
  { name: 'overlay', as: 'creator', at: () => '/app/creator/overlay', says: 'Address' },
  { name: 'docks', as: 'creator', at: () => '/app/creator/dock', says: 'Sign in a dock' },
  { name: 'earnings', as: 'creator', at: () => '/app/creator/earnings', says: 'On hold' },
  { name: 'analytics', as: 'creator', at: () => '/app/creator/analytics', says: 'Visits' },
  { name: 'statement', as: 'creator', at: () => '/app/creator/statement', says: 'Month' },
  {
    name: 'payout account',
    as: 'creator',
    at: () => '/app/creator/payout-account',
    says: 'Set it up with Stripe',
  },
  { name: 'contracts', as: 'creator', at: () => '/app/creator/contracts', says: 'Marl & Motion' },
  {
    name: 'rehearse a drop',
    as: 'creator',
    at: ({ drops }) => `/app/creator/drops/${drops.live}/rehearse`,
    says: 'Start the rehearsal',
  },
  { name: 'settings', as: 'creator', at: () => '/app/creator/settings', says: 'miramoves' },
];

const TABS = ['overview', 'creators', 'orders', 'activity'] as const;
const PHASES = ['live', 'scheduled', 'ended', 'draft'] as const;

export const BRAND_PAGES: EveryPage[] = [
  { name: 'overview', as: 'brand', at: ({ brand }) => brand, says: 'Contour in Moss' },
  { name: 'drops', as: 'brand', at: ({ brand }) => `${brand}/drops`, says: 'Tempo 60' },
  { name: 'new drop', as: 'brand', at: ({ brand }) => `${brand}/drops/new`, says: 'New drop' },
  { name: 'creators', as: 'brand', at: ({ brand }) => `${brand}/creators`, says: 'Mira' },
  {
    name: 'a contract',
    as: 'brand',
    at: ({ contract }) => contract,
    says: 'In force',
  },
  {
    name: 'attribution',
    as: 'brand',
    at: ({ brand }) => `${brand}/attribution`,
    says: 'Unattributed',
  },
  {
    name: 'attribution by link',
    as: 'brand',
    at: ({ brand }) => `${brand}/attribution?by=link&days=90`,
    says: 'Last click',
  },
  { name: 'LTV', as: 'brand', at: ({ brand }) => `${brand}/ltv`, says: 'Paid back by' },
  {
    name: 'LTV by month',
    as: 'brand',
    at: ({ brand }) => `${brand}/ltv?by=month`,
    says: 'Paid back by',
  },
  { name: 'payouts', as: 'brand', at: ({ brand }) => `${brand}/payouts`, says: 'Mira' },
  { name: 'uplift', as: 'brand', at: ({ brand }) => `${brand}/uplift`, says: /holdout/ },
  { name: 'fraud review', as: 'brand', at: ({ brand }) => `${brand}/fraud`, says: /flags/ },
  {
    name: 'what was decided of flags',
    as: 'brand',
    at: ({ brand }) => `${brand}/fraud?tab=decided`,
    says: /decided/,
  },
  { name: 'customers', as: 'brand', at: ({ brand }) => `${brand}/customers`, says: 'Known by' },
  { name: 'products', as: 'brand', at: ({ brand }) => `${brand}/products`, says: 'Contour' },
  { name: 'audiences', as: 'brand', at: ({ brand }) => `${brand}/audiences`, says: 'Studio' },
  { name: 'vouchers', as: 'brand', at: ({ brand }) => `${brand}/benefits`, says: 'Redeem' },
  {
    name: 'store credit',
    as: 'brand',
    at: ({ brand }) => `${brand}/benefits?tab=credit`,
    says: 'Find a customer',
  },
  {
    name: 'new drop with everything unfolded',
    as: 'brand',
    at: ({ brand, drops }) => `${brand}/drops/new?open=${drops.full}`,
    says: 'Add-ons at Studio Mitte',
  },
  {
    name: 'what was handed over',
    as: 'brand',
    at: ({ brand }) => `${brand}/locations?tab=done`,
    says: 'Done last',
  },
  { name: 'locations', as: 'brand', at: ({ brand }) => `${brand}/locations`, says: 'Hand over' },
  {
    name: 'places',
    as: 'brand',
    at: ({ brand }) => `${brand}/locations?tab=places`,
    says: 'Central reserve',
  },
  {
    name: 'pop-up devices',
    as: 'brand',
    at: ({ brand }) => `${brand}/popups`,
    says: 'Till for later',
  },
  {
    name: 'leases at pop-ups',
    as: 'brand',
    at: ({ brand }) => `${brand}/popups?tab=leases`,
    says: 'At the market',
  },
  {
    name: 'incidents at pop-ups',
    as: 'brand',
    at: ({ brand }) => `${brand}/popups?tab=incidents`,
    says: 'By the rules',
  },
  {
    name: 'settled incidents at pop-ups',
    as: 'brand',
    at: ({ brand }) => `${brand}/popups?tab=incidents&only=settled`,
    says: 'Nothing was settled yet.',
  },
  { name: 'counter', as: 'brand', at: () => '/popup', says: '1 to sell' },
  { name: 'settings', as: 'brand', at: ({ brand }) => `${brand}/settings`, says: 'Members' },
  {
    name: 'API keys',
    as: 'brand',
    at: ({ brand }) => `${brand}/integrations`,
    says: 'No key yet',
  },
  {
    name: 'webhooks',
    as: 'brand',
    at: ({ brand }) => `${brand}/integrations?tab=webhooks`,
    says: 'No endpoint yet',
  },
  {
    name: 'own shop',
    as: 'brand',
    at: ({ brand }) => `${brand}/integrations?tab=shops`,
    says: 'No shop connected',
  },
  {
    name: 'files',
    as: 'brand',
    at: ({ brand }) => `${brand}/integrations?tab=files`,
    says: 'Download CSV',
  },
  { name: 'API page', as: 'viewer', at: () => '/v1', says: 'Dropcast API' },
  {
    name: 'rehearse a drop, as the brand',
    as: 'brand',
    at: ({ brand, drops }) => `${brand}/drops/${drops.live}/rehearse`,
    says: 'Rehearsals of this drop',
  },
  {
    name: 'how a rehearsal went',
    as: 'brand',
    at: ({ brand, rehearsal }) => `${brand}/rehearsals/${rehearsal.id}`,
    says: 'What to think of',
  },
  {
    name: 'paused drop',
    as: 'brand',
    at: ({ brand, drops }) => `${brand}/drops/${drops.paused}`,
    says: 'Counting stock again.',
  },
  {
    name: 'missing drop',
    as: 'brand',
    at: ({ brand }) => `${brand}/drops/01m7wzzqw44aqv46vy3kf2yaaa`,
    says: 'There is nothing here',
    refused: 404,
  },
];

export const DROP_TABS: EveryPage[] = PHASES.flatMap((phase) =>
  TABS.map((tab) => ({
    name: `${tab} of a ${phase} drop`,
    as: 'brand' as const,
    at: ({ brand, drops }) => `${brand}/drops/${drops[phase]}?tab=${tab}`,
    says: /\S/,
  })),
);

export const VIEWER_PAGES: EveryPage[] = [
  { name: 'live drop', as: 'viewer', at: ({ slugs }) => `/d/${slugs.live}`, says: /left/ },
  {
    name: 'scheduled drop',
    as: 'viewer',
    at: ({ slugs }) => `/d/${slugs.scheduled}`,
    says: 'soon',
  },
  {
    name: 'countdown',
    as: 'viewer',
    at: ({ slugs }) => `/d/${slugs.scheduled}/countdown`,
    says: 'Starts in',
  },
  { name: 'sold-out drop', as: 'viewer', at: ({ slugs }) => `/d/${slugs.gone}`, says: 'Sold out' },
  {
    name: 'drop with places and a note',
    as: 'viewer',
    at: ({ slugs }) => `/d/${slugs.places}`,
    says: 'How do you get it?',
  },
  { name: 'shuffled line', as: 'viewer', at: ({ slugs }) => `/d/${slugs.shuffle}`, says: /Join/ },
  { name: 'draw, entered', as: 'viewer', at: ({ slugs }) => `/d/${slugs.draw}`, says: /entered/ },
  { name: 'lot', as: 'viewer', at: ({ slugs }) => `/d/${slugs.draw}/lot`, says: 'secret seed' },
  { name: 'place in line', as: 'viewer', at: ({ slugs }) => `/d/${slugs.wait}`, says: /number 1/ },
  { name: 'offer', as: 'viewer', at: ({ slugs }) => `/d/${slugs.offer}`, says: 'Held for you' },
  { name: 'ended drop', as: 'viewer', at: ({ slugs }) => `/d/${slugs.ended}`, says: 'has ended' },
  { name: 'paused drop', as: 'viewer', at: ({ slugs }) => `/d/${slugs.paused}`, says: 'Counting' },
  {
    name: 'rehearsal of a drop',
    as: 'viewer',
    at: ({ rehearsal }) => rehearsal.page,
    says: 'A simulated audience plays this drop',
  },
  { name: 'unknown drop', as: 'viewer', at: () => '/d/nowhere', says: 'no drop', refused: 404 },
  { name: 'held claim', as: 'viewer', at: ({ claims }) => claims.held, says: 'Held for you' },
  { name: 'claim in payment', as: 'viewer', at: ({ claims }) => claims.paying, says: 'payment' },
  { name: 'receipt', as: 'viewer', at: ({ claims }) => claims.paid, says: 'Paid. It is yours' },
  { name: 'claim given back', as: 'viewer', at: ({ claims }) => claims.returned, says: /back/i },
  {
    name: 'claim of somebody else',
    as: 'viewer',
    at: () => '/c/01m7wzzqw44aqv46vy3kf2yaaa',
    says: 'no claim',
    refused: 404,
  },
  { name: 'odd claim', as: 'viewer', at: () => '/c/x', says: 'no claim', refused: 404 },
  { name: 'payment', as: 'viewer', at: ({ payment }) => payment, says: 'Pay' },
  {
    name: 'shop with the widget',
    as: 'viewer',
    at: ({ slugs }) => `/embed/example.html?drop=${slugs.live}&creator=miramoves`,
    says: 'A small run',
  },
  {
    name: 'shop without a drop',
    as: 'viewer',
    at: () => '/embed/example.html',
    says: 'Name a drop',
  },
  { name: 'counter, not paired', as: 'viewer', at: () => '/popup', says: 'Pairing code' },
  { name: 'dock, not signed in', as: 'viewer', at: () => '/dock', says: 'Sign in this dock' },
  { name: 'outbox', as: 'viewer', at: () => '/dev/outbox', says: 'Local outbox' },
  { name: 'unknown link', as: 'viewer', at: () => '/r/nowhere', says: 'nowhere', refused: 404 },
  {
    name: 'paused link',
    as: 'viewer',
    at: ({ links }) => links.paused,
    says: 'break',
    refused: 410,
  },
  { name: 'unknown address', as: 'viewer', at: () => '/nowhere', says: 'Nothing', refused: 404 },
];

const EMPTY_BRAND = '/app/brands/quiet-label';

/** What somebody sees who has only just opened both workspaces. */
export const EMPTY_PAGES: EveryPage[] = [
  ...[
    '',
    '/links',
    '/overlay',
    '/dock',
    '/earnings',
    '/statement',
    '/payout-account',
    '/contracts',
    '/settings',
  ].map((path) => ({
    name: `creator${path || '/home'}`,
    as: 'newcomer' as const,
    at: () => `/app/creator${path}`,
    says: /\S/,
  })),
  ...[
    '',
    '/drops',
    '/drops/new',
    '/creators',
    '/payouts',
    '/products',
    '/audiences',
    '/benefits',
    '/locations',
    '/popups',
    '/popups?tab=leases',
    '/popups?tab=incidents',
    '/settings',
  ].map((path) => ({
    name: `brand${path || '/overview'}`,
    as: 'newcomer' as const,
    at: () => `${EMPTY_BRAND}${path}`,
    says: /\S/,
  })),
  { name: 'sign-in', as: 'viewer', at: () => '/app/sign-in', says: 'Open the local outbox' },
  { name: 'outbox', as: 'viewer', at: () => '/dev/outbox', says: 'quiet.person' },
];
