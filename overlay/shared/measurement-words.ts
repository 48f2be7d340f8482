/** The same words wherever a visit may count for a creator, and wherever it does not. */
export const MEASUREMENT_WORDS = {
  counted: 'Your visit counts for the creator whose link you opened, for 90 days at most.',
  /** No link is known by which they came now; one of an earlier day may be. */
  countedIfAny: 'A visit by a creator’s link counts for that creator, for 90 days at most.',
  refused:
    'Your visit counts for no creator. If you claim, the creator you claim through is still paid.',
  byBrowser: 'Your browser asks not to be measured.',
  refuse: 'Do not count it',
} as const;

/** Where the choice stands on the hub's own pages. */
export const MEASUREMENT_ID = 'measurement';
