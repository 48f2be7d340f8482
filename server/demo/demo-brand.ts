import type { DemoSignIn } from '../protocol/accounts.ts';
import { type ContractTerms, DEFAULT_TERMS } from '../protocol/contracts.ts';

export const DEMO_BRAND = {
  name: 'Marl & Motion',
  currency: 'eur',
  timeZone: 'Europe/Berlin',
} as const;

/** Demo people exist only where demo data was seeded, so their password is no secret. */
const DEMO_PASSWORD = 'dropcast-demo';

export const DEMO_OWNER = { name: 'Lena Brandt', email: 'lena@marlandmotion.test' } as const;

/**
 * The three creators, each with a contract of another kind (tiers; a fee for good customers; caps and a
 * share of later orders) and the names of two links.
 */
export const DEMO_CREATORS = {
  mira: {
    name: 'Mira Lindqvist',
    email: 'mira@creators.test',
    handle: 'miramoves',
    timeZone: 'Europe/Stockholm',
    links: [
      { slug: 'mira-bio', label: 'Bio' },
      { slug: 'mira-live', label: 'Stream panel' },
    ],
    terms: termsOf(
      { windowDays: 45, newBps: 1800, existingBps: 900, holdDays: 10 },
      {
        tiers: {
          ...{ period: 'month', basis: 'revenue', mode: 'marginal' },
          steps: [
            { from: 150_000, plusBps: 200 },
            { from: 300_000, plusBps: 400 },
          ],
        },
      },
    ),
  },
  jonas: {
    name: 'Jonas Adeyemi',
    email: 'jonas@creators.test',
    handle: 'jonas.runs',
    timeZone: 'Europe/London',
    links: [
      { slug: 'jonas-bio', label: 'Bio' },
      { slug: 'jonas-live', label: 'Run club chat' },
    ],
    terms: termsOf(
      { windowDays: 30, newBps: 1200, existingBps: 600, holdDays: 30 },
      {
        ltv: {
          ...{ days: 30, thresholdMinor: 6000, bps: 1000, flatMinor: 0 },
          ...{ minimumCustomers: 10, capMinor: 25_000 },
        },
      },
    ),
  },
  ines: {
    name: 'Inês Carvalho',
    email: 'ines@creators.test',
    handle: 'ines.flow',
    timeZone: 'Europe/Lisbon',
    links: [
      { slug: 'ines-bio', label: 'Bio' },
      { slug: 'ines-live', label: 'Yoga stream' },
    ],
    terms: termsOf(
      { windowDays: 14, newBps: 1500, existingBps: 400, holdDays: 21 },
      {
        recurring: { months: 6, bps: 300 },
        caps: { orderMinor: 1200, dropMinor: null, monthMinor: 60_000 },
      },
    ),
  },
} as const;
export type CreatorKey = keyof typeof DEMO_CREATORS;
export const CREATOR_KEYS = ['mira', 'jonas', 'ines'] as const satisfies readonly CreatorKey[];

/** What the sign-in page shows: the brand first, then its creators. */
export const DEMO_SIGN_INS: DemoSignIn[] = [
  {
    label: `${DEMO_OWNER.name} · ${DEMO_BRAND.name}`,
    email: DEMO_OWNER.email,
    password: DEMO_PASSWORD,
    role: 'brand',
  },
  ...CREATOR_KEYS.map((key) => ({
    label: `${DEMO_CREATORS[key].name} · creator`,
    email: DEMO_CREATORS[key].email,
    password: DEMO_PASSWORD,
    role: 'creator' as const,
  })),
];

function termsOf(
  agreed: { windowDays: number; newBps: number; existingBps: number; holdDays: number },
  clauses: Partial<ContractTerms>,
): ContractTerms {
  return {
    ...DEFAULT_TERMS,
    attributionWindowDays: agreed.windowDays,
    newCustomerBps: agreed.newBps,
    existingCustomerBps: agreed.existingBps,
    holdDays: agreed.holdDays,
    refundWindowDays: 30,
    minimumPayoutMinor: 2500,
    currency: DEMO_BRAND.currency,
    ...clauses,
  };
}
