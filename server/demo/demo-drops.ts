import { TZDate } from '@date-fns/tz';
import { type CreatorKey, DEMO_BRAND } from './demo-brand.ts';
import type { ProductKey } from './demo-products.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export const DROP_KEYS = ['firstLight', 'cloudweight', 'tempo', 'contour'] as const;
/** The drops that people buy from; the scheduled one has no story yet. */
export type DropKey = (typeof DROP_KEYS)[number];

type Variant = { product: ProductKey; colour: string; size: string };

/** One drop of the story, with its window relative to the real now. */
export type DropPlan = {
  slug: string;
  title: string;
  description: string;
  publishAt: Date;
  startsAt: Date;
  endsAt: Date;
  items: (Variant & {
    priceMinor: number;
    units: number;
    /** Early steps of its price, by units. */
    rungs?: { priceMinor: number; units: number }[];
    /** Units that only members can claim at first. */
    forMembers?: number;
  })[];
  gates: Partial<Record<CreatorKey, { capUnits: number | null }>>;
  shippingMinor: number;
  /** What comes with every unit. */
  bundle?: Variant & { units: number };
  /** Through whom members may claim before everybody, and when what is kept for them opens. */
  members?: { creator: CreatorKey; opensAt: Date; reserveEndsAt: Date };
  /** Units that the brand adds on air, as the public log says. */
  release?: { atMinute: number; item: number; units: number };
};

/** What every drop of the brand promises. */
export const DEMO_PROMISES = {
  shippingPromise: 'Ships from Berlin within two working days, tracked.',
  returnsPromise: 'Free returns for 30 days.',
  warrantyPromise: 'Seams and zips repaired free of charge for two years.',
  contingencyPlan:
    'If the stream breaks off, the drop goes on here. If payments fail for everybody, we extend it by as long.',
} as const;

/**
 * Three drops of the past, one that began 40 minutes ago, and one tomorrow evening. The first is 61
 * days back, so that every 60-day window of its customers has closed.
 */
export function planDrops(now: Date): Record<DropKey | 'nextUp', DropPlan> {
  const minute = new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS);
  const nextEvening = evening({ now, day: 1, startHour: 18, hours: 3 });
  return {
    firstLight: {
      slug: 'first-light-set',
      title: 'First Light Set',
      description: 'Our first legging, in Ink, with the bra in Moss. Eighty pieces, one evening.',
      ...evening({ now, day: -61, startHour: 18, hours: 4 }),
      items: [
        { product: 'legging', colour: 'Ink', size: 'S', priceMinor: 6900, units: 16 },
        { product: 'legging', colour: 'Ink', size: 'M', priceMinor: 6900, units: 20 },
        { product: 'legging', colour: 'Ink', size: 'L', priceMinor: 6900, units: 14 },
        { product: 'bra', colour: 'Moss', size: 'S', priceMinor: 4200, units: 14 },
        { product: 'bra', colour: 'Moss', size: 'M', priceMinor: 4200, units: 16 },
      ],
      gates: { mira: { capUnits: null }, jonas: { capUnits: 40 } },
      shippingMinor: 490,
    },
    cloudweight: {
      slug: 'cloudweight-evening',
      title: 'Cloudweight Evening',
      description:
        'The hoodie that we wore to work on everything else, in Oat, with the Trail Cap for the way home.',
      ...evening({ now, day: -35, startHour: 19, hours: 3 }),
      items: [
        { product: 'hoodie', colour: 'Oat', size: 'S', priceMinor: 7900, units: 24 },
        {
          product: 'hoodie',
          colour: 'Oat',
          size: 'M',
          priceMinor: 7900,
          units: 28,
          rungs: [
            { priceMinor: 6900, units: 8 },
            { priceMinor: 7400, units: 8 },
          ],
        },
        { product: 'hoodie', colour: 'Oat', size: 'L', priceMinor: 7900, units: 20 },
        { product: 'cap', colour: 'Moss', size: 'One size', priceMinor: 2700, units: 24 },
      ],
      gates: { mira: { capUnits: null }, jonas: { capUnits: null }, ines: { capUnits: 36 } },
      shippingMinor: 490,
    },
    tempo: {
      slug: 'tempo-60',
      title: 'Tempo 60',
      description:
        'Sixty pieces for fast days: the Tempo Tee and the Pace Shorts, each with a Trail Cap.',
      ...evening({ now, day: -12, startHour: 18, hours: 3 }),
      items: [
        { product: 'tee', colour: 'Bone', size: 'S', priceMinor: 3900, units: 14 },
        { product: 'tee', colour: 'Bone', size: 'M', priceMinor: 3900, units: 18 },
        { product: 'shorts', colour: 'Ink', size: 'S', priceMinor: 4600, units: 12 },
        { product: 'shorts', colour: 'Ink', size: 'M', priceMinor: 4600, units: 16 },
      ],
      gates: { mira: { capUnits: null }, ines: { capUnits: null } },
      bundle: { product: 'cap', colour: 'Clay', size: 'One size', units: 60 },
      shippingMinor: 390,
    },
    contour: {
      slug: 'contour-moss',
      title: 'Contour in Moss',
      description:
        'The Contour Legging in Moss for the first time, with the bra in Clay. 120 pieces, live with Mira, Jonas and Inês.',
      publishAt: new Date(minute.getTime() - 2 * DAY_MS),
      startsAt: new Date(minute.getTime() - 40 * MINUTE_MS),
      endsAt: new Date(minute.getTime() + 180 * MINUTE_MS),
      items: [
        { product: 'legging', colour: 'Moss', size: 'S', priceMinor: 6900, units: 28 },
        { product: 'legging', colour: 'Moss', size: 'M', priceMinor: 6900, units: 20 },
        { product: 'legging', colour: 'Moss', size: 'L', priceMinor: 6900, units: 24 },
        { product: 'bra', colour: 'Clay', size: 'S', priceMinor: 4200, units: 16 },
        { product: 'bra', colour: 'Clay', size: 'M', priceMinor: 4200, units: 20 },
      ],
      gates: { mira: { capUnits: null }, jonas: { capUnits: null }, ines: { capUnits: 40 } },
      shippingMinor: 490,
      release: { atMinute: 24, item: 1, units: 12 },
    },
    nextUp: {
      slug: 'cloudweight-again',
      title: 'Cloudweight, again',
      description:
        'You asked, we knitted: the hoodie in Oat once more. Eighty pieces, some of them kept for our studio members.',
      ...nextEvening,
      publishAt: new Date(minute.getTime() - DAY_MS),
      items: [
        {
          product: 'hoodie',
          colour: 'Oat',
          size: 'S',
          priceMinor: 7900,
          units: 24,
          rungs: [{ priceMinor: 6900, units: 8 }],
        },
        {
          product: 'hoodie',
          colour: 'Oat',
          size: 'M',
          priceMinor: 7900,
          units: 24,
          rungs: [{ priceMinor: 6900, units: 10 }],
          forMembers: 8,
        },
        {
          product: 'hoodie',
          colour: 'Oat',
          size: 'L',
          priceMinor: 7900,
          units: 20,
          forMembers: 4,
        },
      ],
      gates: { mira: { capUnits: null }, jonas: { capUnits: 40 } },
      members: {
        creator: 'mira',
        opensAt: new Date(nextEvening.startsAt.getTime() - 15 * MINUTE_MS),
        reserveEndsAt: new Date(nextEvening.startsAt.getTime() + 30 * MINUTE_MS),
      },
      shippingMinor: 490,
    },
  };
}

/** A window on an evening in the brand's zone, published three days before. */
function evening(given: { now: Date; day: number; startHour: number; hours: number }) {
  const { timeZone } = DEMO_BRAND;
  const today = new TZDate(given.now.getTime(), timeZone);
  const [year, month, date] = [today.getFullYear(), today.getMonth(), today.getDate()];
  const starts = new TZDate(year, month, date + given.day, given.startHour, 0, timeZone).getTime();
  return {
    publishAt: new Date(starts - 3 * DAY_MS),
    startsAt: new Date(starts),
    endsAt: new Date(starts + given.hours * 60 * MINUTE_MS),
  };
}
