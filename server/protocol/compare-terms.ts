import type { CommissionCaps, ContractTerms, Rate } from './contracts.ts';

/** A term that can be better or worse for the creator. */
export type TermKey =
  | 'newCustomer'
  | 'existingCustomer'
  | 'dropOverrides'
  | 'tiers'
  | 'caps'
  | 'recurring'
  | 'ltv'
  | 'dropFeeMinor'
  | 'attributionWindowDays'
  | 'holdDays'
  | 'refundWindowDays'
  | 'minimumPayoutMinor'
  | 'noticeDays'
  | 'rateFloorBps'
  | 'survivalDays';

/** As the creator sees it. What cannot be compared, a share with an amount for instance, is a decrease. */
export type Direction = 'same' | 'increase' | 'decrease';

/** How each term changes from one version to another, in the order in which terms are shown. */
export function compareTerms(
  before: ContractTerms,
  after: ContractTerms,
): Record<TermKey, Direction> {
  const more = (key: NumberKey) => rising(before[key], after[key]);
  const less = (key: NumberKey) => rising(after[key], before[key]);
  return {
    newCustomer: ofRates(rateOf(before, 'new'), rateOf(after, 'new')),
    existingCustomer: ofRates(rateOf(before, 'existing'), rateOf(after, 'existing')),
    dropOverrides: ofOverrides(before, after),
    tiers: ofTiers(before.tiers, after.tiers),
    caps: ofCaps(before.caps, after.caps),
    recurring: all(
      rising(before.recurring?.bps ?? 0, after.recurring?.bps ?? 0),
      rising(before.recurring?.months ?? 0, after.recurring?.months ?? 0),
    ),
    ltv: ofLtv(before.ltv, after.ltv),
    dropFeeMinor: more('dropFeeMinor'),
    attributionWindowDays: more('attributionWindowDays'),
    holdDays: less('holdDays'),
    refundWindowDays: less('refundWindowDays'),
    minimumPayoutMinor: less('minimumPayoutMinor'),
    noticeDays: more('noticeDays'),
    rateFloorBps: more('rateFloorBps'),
    survivalDays: more('survivalDays'),
  };
}

/** Whether any term is worse for the creator: such a version holds after the notice only. */
export function lowersAnything(before: ContractTerms, after: ContractTerms): boolean {
  return Object.values(compareTerms(before, after)).includes('decrease');
}

/** The rate of these terms for a kind of customer, without overrides and tiers. */
export function rateOf(terms: ContractTerms, kind: 'new' | 'existing'): Rate {
  return kind === 'new'
    ? { bps: terms.newCustomerBps, flatMinor: terms.newCustomerFlatMinor }
    : { bps: terms.existingCustomerBps, flatMinor: terms.existingCustomerFlatMinor };
}

/** The rate within one drop: that of its override, else the usual one. */
export function rateInDrop(
  terms: ContractTerms,
  { kind, dropId }: { kind: 'new' | 'existing'; dropId: string | null },
): { rate: Rate; isOverride: boolean } {
  const override = terms.dropOverrides?.find((one) => one.dropId === dropId);
  if (!override) return { rate: rateOf(terms, kind), isOverride: false };
  return {
    rate: kind === 'new' ? override.newCustomer : override.existingCustomer,
    isOverride: true,
  };
}

/**
 * The lowest share that these terms promise, in basis points, that of later orders included. An amount
 * per order or a cap on one can be a smaller share of a large order than any floor and counts as 0.
 */
export function lowestRateBps(terms: ContractTerms): number {
  const rates = [
    rateOf(terms, 'new'),
    rateOf(terms, 'existing'),
    ...(terms.dropOverrides ?? []).flatMap((one) => [one.newCustomer, one.existingCustomer]),
    ...(terms.recurring ? [terms.recurring] : []),
  ];
  return terms.caps?.orderMinor ? 0 : Math.min(...rates.map(({ bps }) => bps));
}

type NumberKey = {
  [Key in keyof ContractTerms]: ContractTerms[Key] extends number ? Key : never;
}[keyof ContractTerms];

function rising(before: number, after: number): Direction {
  if (before === after) return 'same';
  return after > before ? 'increase' : 'decrease';
}

/** Several at once: worse when any is, better when any is and none is worse. */
function all(...parts: Direction[]): Direction {
  if (parts.includes('decrease')) return 'decrease';
  return parts.includes('increase') ? 'increase' : 'same';
}

function ofRates(before: Rate, after: Rate): Direction {
  const isShare = (rate: Rate) => rate.flatMinor === 0;
  if (isZero(before) || isShare(before) === isShare(after) || isZero(after)) {
    return rising(before.bps + before.flatMinor, after.bps + after.flatMinor);
  }
  return 'decrease';
}

function isZero({ bps, flatMinor }: Rate): boolean {
  return bps === 0 && flatMinor === 0;
}

/** Drop by drop, each against what it has now; an override also takes the tiers away. */
function ofOverrides(before: ContractTerms, after: ContractTerms): Direction {
  const ids = [...(before.dropOverrides ?? []), ...(after.dropOverrides ?? [])].map(
    ({ dropId }) => dropId,
  );
  const parts = [...new Set(ids)].flatMap((dropId) =>
    (['new', 'existing'] as const).map((kind) => {
      const was = rateInDrop(before, { kind, dropId });
      const is = rateInDrop(after, { kind, dropId });
      if (was.isOverride === is.isOverride) return ofRates(was.rate, is.rate);
      const losesTiers = is.isOverride ? before.tiers !== null : false;
      const change = ofRates(was.rate, is.rate);
      return losesTiers ? 'decrease' : change;
    }),
  );
  return all(...parts);
}

/** Other periods or other counting cannot be compared; of the same, every volume must get as much. */
function ofTiers(before: ContractTerms['tiers'], after: ContractTerms['tiers']): Direction {
  if (before === null) return after === null ? 'same' : 'increase';
  if (after === null) return 'decrease';
  if (before.period !== after.period || before.basis !== after.basis) return 'decrease';
  const plusAt = (tiers: typeof before, volume: number) =>
    tiers.steps.findLast(({ from }) => from <= volume)?.plusBps ?? 0;
  const volumes = [...before.steps, ...after.steps].map(({ from }) => from);
  const ofMode = rising(
    before.mode === 'retroactive' ? 1 : 0,
    after.mode === 'retroactive' ? 1 : 0,
  );
  return all(
    ofMode,
    ...volumes.map((volume) => rising(plusAt(before, volume), plusAt(after, volume))),
  );
}

function ofCaps(before: CommissionCaps | null, after: CommissionCaps | null): Direction {
  return all(
    ...(['orderMinor', 'dropMinor', 'monthMinor'] as const).map((key) =>
      rising(before?.[key] ?? Number.MAX_SAFE_INTEGER, after?.[key] ?? Number.MAX_SAFE_INTEGER),
    ),
  );
}

function ofLtv(before: ContractTerms['ltv'], after: ContractTerms['ltv']): Direction {
  if (before === null) return after === null ? 'same' : 'increase';
  if (after === null) return 'decrease';
  const fee = ofRates(before, after);
  if (before.days !== after.days) return 'decrease';
  return all(
    fee,
    rising(after.thresholdMinor, before.thresholdMinor),
    rising(after.minimumCustomers, before.minimumCustomers),
    rising(before.capMinor ?? Number.MAX_SAFE_INTEGER, after.capMinor ?? Number.MAX_SAFE_INTEGER),
  );
}
