import {
  type CommissionCaps,
  type ContractTerms,
  DEFAULT_TERMS,
  type LtvClause,
  type Rate,
  type TierClause,
} from '../../server/protocol/contracts.ts';
import { CURRENCY_DECIMALS, type Currency } from '../../server/protocol/money.ts';
import { readAmount, readShareBps, writeAmount } from '../ui/money-input.ts';

/** A share or an amount per order, as it is typed. */
export type TypedRate = { kind: 'share' | 'amount'; text: string };
export type TypedOverride = {
  dropId: string;
  newCustomer: TypedRate;
  existingCustomer: TypedRate;
};

/** Terms as they are typed: text until they are read. An empty clause was not agreed. */
export type TypedTerms = {
  newCustomer: TypedRate;
  existingCustomer: TypedRate;
  overrides: TypedOverride[];
  capOrder: string;
  capDrop: string;
  capMonth: string;
  tierPeriod: TierClause['period'];
  tierBasis: TierClause['basis'];
  tierMode: TierClause['mode'];
  steps: { from: string; plus: string }[];
  recurringMonths: string;
  recurringShare: string;
  ltvDays: LtvClause['days'];
  ltvThreshold: string;
  ltvFee: TypedRate;
  ltvMinimum: string;
  ltvCap: string;
  dropFee: string;
  floor: string;
  minimumPayout: string;
} & Record<DayKey, string>;

export const DAY_KEYS = [
  'holdDays',
  'attributionWindowDays',
  'refundWindowDays',
  'noticeDays',
  'survivalDays',
] as const;
export type DayKey = (typeof DAY_KEYS)[number];

const TIER_STEPS = 3;

/** Terms as text, from a version or from the defaults. */
export function typedTerms(terms: ContractTerms | null, currency: string): TypedTerms {
  const from: ContractTerms = terms ?? { ...DEFAULT_TERMS, currency };
  const amount = (minor: number | null | undefined) => (minor ? writeAmount(minor, currency) : '');
  const share = (bps: number) => String(bps / 100);
  const rate = ({ bps, flatMinor }: Rate): TypedRate =>
    flatMinor > 0
      ? { kind: 'amount', text: amount(flatMinor) }
      : { kind: 'share', text: share(bps) };
  const { caps, tiers, recurring, ltv } = from;
  const ofBasis = (volume: number) => (tiers?.basis === 'orders' ? String(volume) : amount(volume));
  return {
    newCustomer: rate({ bps: from.newCustomerBps, flatMinor: from.newCustomerFlatMinor }),
    existingCustomer: rate({
      bps: from.existingCustomerBps,
      flatMinor: from.existingCustomerFlatMinor,
    }),
    overrides: (from.dropOverrides ?? []).map((one) => ({
      dropId: one.dropId,
      newCustomer: rate(one.newCustomer),
      existingCustomer: rate(one.existingCustomer),
    })),
    capOrder: amount(caps?.orderMinor),
    capDrop: amount(caps?.dropMinor),
    capMonth: amount(caps?.monthMinor),
    tierPeriod: tiers?.period ?? 'month',
    tierBasis: tiers?.basis ?? 'revenue',
    tierMode: tiers?.mode ?? 'marginal',
    steps: Array.from({ length: Math.max(TIER_STEPS, tiers?.steps.length ?? 0) }, (_, at) => {
      const step = tiers?.steps[at];
      return step
        ? { from: ofBasis(step.from), plus: share(step.plusBps) }
        : { from: '', plus: '' };
    }),
    recurringMonths: recurring ? String(recurring.months) : '6',
    recurringShare: recurring ? share(recurring.bps) : '',
    ltvDays: ltv?.days ?? 30,
    ltvThreshold: amount(ltv?.thresholdMinor),
    ltvFee: ltv ? rate(ltv) : { kind: 'share', text: '' },
    ltvMinimum: String(ltv?.minimumCustomers ?? 30),
    ltvCap: amount(ltv?.capMinor),
    dropFee: amount(from.dropFeeMinor),
    floor: share(from.rateFloorBps),
    minimumPayout: writeAmount(from.minimumPayoutMinor, currency),
    holdDays: String(from.holdDays),
    attributionWindowDays: String(from.attributionWindowDays),
    refundWindowDays: String(from.refundWindowDays),
    noticeDays: String(from.noticeDays),
    survivalDays: String(from.survivalDays),
  };
}

/** Terms from text; null while something is not readable. Limits are the hub's to judge. */
export function readTerms(
  typed: TypedTerms,
  currency: string,
): (ContractTerms & { currency: Currency }) | null {
  if (!isCurrency(currency)) return null;
  try {
    return { ...readRates(typed, currency), ...readClauses(typed, currency), currency };
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

/** Thrown inside only: a field that holds no number yet. */
class Unreadable extends Error {}

function readRates(typed: TypedTerms, currency: string) {
  const [one, two] = [typed.newCustomer, typed.existingCustomer].map((rate) =>
    needed(readRate(rate, currency)),
  );
  return {
    newCustomerBps: one?.bps ?? 0,
    newCustomerFlatMinor: one?.flatMinor ?? 0,
    existingCustomerBps: two?.bps ?? 0,
    existingCustomerFlatMinor: two?.flatMinor ?? 0,
    dropOverrides:
      typed.overrides.length === 0
        ? null
        : typed.overrides.map(({ dropId, newCustomer, existingCustomer }) => ({
            dropId,
            newCustomer: needed(readRate(newCustomer, currency)),
            existingCustomer: needed(readRate(existingCustomer, currency)),
          })),
    rateFloorBps: needed(readShareBps(typed.floor)),
    minimumPayoutMinor: needed(readAmount(typed.minimumPayout, currency)),
    holdDays: needed(readCount(typed.holdDays)),
    attributionWindowDays: needed(readCount(typed.attributionWindowDays)),
    refundWindowDays: needed(readCount(typed.refundWindowDays)),
    noticeDays: needed(readCount(typed.noticeDays)),
    survivalDays: needed(readCount(typed.survivalDays)),
  };
}

function readClauses(typed: TypedTerms, currency: string) {
  const optional = (text: string) =>
    text.trim() === '' ? null : needed(readAmount(text, currency));
  const caps: CommissionCaps = {
    orderMinor: optional(typed.capOrder),
    dropMinor: optional(typed.capDrop),
    monthMinor: optional(typed.capMonth),
  };
  const steps = typed.steps
    .filter(({ from, plus }) => from.trim() !== '' || plus.trim() !== '')
    .map(({ from, plus }) => ({
      from: needed(typed.tierBasis === 'orders' ? readCount(from) : readAmount(from, currency)),
      plusBps: needed(readShareBps(plus)),
    }));
  return {
    caps: Object.values(caps).every((cap) => cap === null) ? null : caps,
    tiers:
      steps.length === 0
        ? null
        : { period: typed.tierPeriod, basis: typed.tierBasis, mode: typed.tierMode, steps },
    recurring:
      typed.recurringShare.trim() === ''
        ? null
        : {
            months: needed(readCount(typed.recurringMonths)),
            bps: needed(readShareBps(typed.recurringShare)),
          },
    ltv:
      typed.ltvFee.text.trim() === ''
        ? null
        : {
            days: typed.ltvDays,
            thresholdMinor: optional(typed.ltvThreshold) ?? 0,
            ...needed(readRate(typed.ltvFee, currency)),
            minimumCustomers: needed(readCount(typed.ltvMinimum)),
            capMinor: optional(typed.ltvCap),
          },
    dropFeeMinor: optional(typed.dropFee) ?? 0,
  };
}

/** Null while it is no number; a share is in per cent, an amount in units of the currency. */
export function readRate({ kind, text }: TypedRate, currency: string): Rate | null {
  const read = kind === 'share' ? readShareBps(text) : readAmount(text, currency);
  if (read === null) return null;
  return kind === 'share' ? { bps: read, flatMinor: 0 } : { bps: 0, flatMinor: read };
}

export function readCount(text: string): number | null {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : null;
}

function needed<T>(value: T | null): T {
  if (value === null) throw new Unreadable();
  return value;
}

function isCurrency(currency: string): currency is Currency {
  return Object.hasOwn(CURRENCY_DECIMALS, currency);
}
