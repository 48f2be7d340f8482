import type { LtvDays } from '../../attribution/rules/ltv.ts';

/** What is summed per day, in the order of the tables' columns. */
export const DAY_MEASURES = [
  'clicks',
  'human',
  'confirmed',
  'visits',
  'claims',
  'orders',
  'refundedOrders',
  'capturedMinor',
  'taxMinor',
  'shippingMinor',
  'refundedMinor',
  'disputedMinor',
  'netMinor',
  'costMinor',
  'commissionMinor',
  'newCustomers',
  'creditedOrders',
  'creditedMinor',
] as const;
export type DayMeasure = (typeof DAY_MEASURES)[number];

/** Ages in days at which the curve of LTV has a point. */
export const LTV_POINTS = [1, 7, 14, 30, 45, 60, 75, 90] as const;
export type LtvPoint = (typeof LTV_POINTS)[number];

export type CohortMeasure =
  | 'customers'
  | 'netAll'
  | `net${LtvPoint}`
  | `left${LtvPoint}`
  | `${'cost' | 'trillions' | 'squares' | 'repeats'}${LtvDays}`;

const POINT_MEASURES = (['net', 'left'] as const).flatMap((what) =>
  LTV_POINTS.map((days) => `${what}${days}` as const),
);
const LTV_MEASURES = (['cost', 'trillions', 'squares', 'repeats'] as const).flatMap((what) =>
  ([30, 60, 90] as const).map((days) => `${what}${days}` as const),
);

/** What is summed per cohort. */
export const COHORT_MEASURES: readonly CohortMeasure[] = [
  'customers',
  'netAll',
  ...POINT_MEASURES,
  ...LTV_MEASURES,
];
