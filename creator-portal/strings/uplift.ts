import type { UpliftVerdict } from '../../server/protocol/experiments.ts';

const percent = (share: number, digits = 1) =>
  `${(share * 100).toFixed(digits).replace('-', '−')} %`;
const points = (share: number) =>
  `${share > 0 ? '+' : ''}${(share * 100).toFixed(1).replace('-', '−')} points`;

/** What would have come anyway, and what flags say. */
export const upliftWords = {
  uplift: {
    title: 'Uplift',
    lead: 'Some visitors get the ordinary page by chance. What they buy anyway shows what a drop really brings.',
    emptyTitle: 'No drop has a holdout yet',
    empty:
      'Set one up under “Measure the uplift” when you make a drop: say which share of visitors gets the ordinary page, and where your shop sells the article at its usual price.',
    newDrop: 'New drop',
    pooledTitle: 'All finished drops together',
    pooledLead: (drops: number) =>
      `${drops} ${drops === 1 ? 'drop' : 'drops'}, each against its own holdout.`,
    perDrop: 'Drop by drop',
    verdicts: {
      running: 'Still running',
      withheld: 'No verdict',
      not_enough_data: 'Not enough data',
      no_difference: 'No difference seen',
      more: 'It brought more buyers',
      less: 'It brought fewer buyers',
    } satisfies Record<UpliftVerdict, string>,
    more: (low: string, high: string) =>
      `The drop brought buyers who would not have come: of a hundred visitors between ${low} and ${high} more (95 % interval).`,
    less: (low: string, high: string) =>
      `Fewer bought than without the drop: of a hundred visitors between ${low} and ${high} fewer (95 % interval).`,
    noDifference: (effect: string) =>
      `There were enough visitors to see a difference of ${effect}, and none showed.`,
    notEnough: 'Chance alone could explain what was seen.',
    running: (date: string) =>
      `The verdict comes on ${date}. Looking earlier and stopping at a good moment would only find luck.`,
    withheld: (p: string) =>
      `The groups were not filled as planned (p = ${p}): something lost visitors of one group. What was measured would be about that, so there is no verdict.`,
    missing: (count: string) =>
      `About ${count} more visitors are needed to see the smallest effect that you asked for.`,
    enough: 'There were as many visitors as were needed.',
    difference: 'More buyers',
    differenceNote: (low: string, high: string) => `95 % interval ${low} to ${high}`,
    buyers: 'Buyers, drop against holdout',
    buyersNote: (t: string, h: string) => `${t} against ${h}`,
    cannibalised: 'Would have bought anyway',
    cannibalisedNote: 'share of the drop’s buyers',
    incremental: 'Revenue on top',
    incrementalNote: (low: string, high: string) => `between ${low} and ${high}`,
    none: '–',
    noneNote: 'too few visitors to say',
    pullForward: (value: string, low: string, high: string) =>
      `In days 7–37 after the first click, drop against holdout: ${value} (${low} to ${high}).`,
    pulled: 'Purchases came earlier instead of on top.',
    notPulled: 'No sign that purchases only came earlier.',
    pullOpen: 'These days are not over for everybody yet.',
    censored: (date: string) =>
      `Sold out on ${date}: nothing after that counts, because from then on only the holdout could still buy.`,
    setup: (share: string) => `${share} of visitors get the ordinary page`,
    shop: 'Shop page',
    stopped: 'Holdout stopped',
    stop: 'Stop the holdout',
    stopTitle: 'Stop this holdout?',
    stopText:
      'From now on everybody gets the drop. What was measured stands. It cannot be started again: whoever was held out would come back as treated.',
    stopDone: 'The holdout is stopped.',
    method:
      'Difference of the shares of buyers with Newcombe’s hybrid score interval; several drops by Cochran–Mantel–Haenszel weights; revenue per visitor with Welch’s interval. A purchase counts within seven days of the first click, net of what was sent back.',
    methodTitle: 'How this is counted',
    percent,
    points,
    fold: 'Measure the uplift',
    share: 'Visitors who get the ordinary page',
    shareHint:
      'In per cent, by chance and for good. Empty: nobody, and the uplift stays unknown. 10 is a good start.',
    shopUrl: 'Address of the article in your shop',
    shopUrlHint:
      'There it is sold at its usual price. The address gets the click as a parameter: hand it back with the order (dcc), and it counts for the creator.',
    effect: 'Smallest difference that must not be missed',
    effectHint: 'In buyers of a hundred visitors. The smaller, the more visitors are needed.',
    gap: 'Uplift: a share from 1 to 50 %, and the https:// address of the article in your shop.',
  },
} as const;
