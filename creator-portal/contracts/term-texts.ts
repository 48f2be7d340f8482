import { rateOf, type TermKey } from '../../server/protocol/compare-terms.ts';
import type { ContractTerms, Rate } from '../../server/protocol/contracts.ts';
import { say } from '../strings.ts';
import { moneyText } from '../ui/money.tsx';

const words = say.contracts;

/** In which order terms are shown: the money first. */
export const TERM_KEYS = Object.keys(words.terms) as TermKey[];

/** One term in plain words, short enough for a table; several parts stand below each other. */
export function termText(
  key: TermKey,
  terms: ContractTerms,
  dropTitles: Record<string, string>,
): string[] {
  const money = (minor: number) => moneyText({ minor, currency: terms.currency });
  const none = [words.none];
  switch (key) {
    case 'newCustomer':
      return [rateText(rateOf(terms, 'new'), money)];
    case 'existingCustomer':
      return [rateText(rateOf(terms, 'existing'), money)];
    case 'dropOverrides':
      return (
        terms.dropOverrides?.map((one) =>
          words.inDrop(
            dropTitles[one.dropId] ?? '',
            words.bothRates(
              rateText(one.newCustomer, money),
              rateText(one.existingCustomer, money),
            ),
          ),
        ) ?? none
      );
    case 'tiers':
      return tierTexts(terms, money) ?? none;
    case 'caps':
      return capTexts(terms, money) ?? none;
    case 'recurring':
      return terms.recurring
        ? [words.recurringText(percent(terms.recurring.bps), terms.recurring.months)]
        : none;
    case 'ltv':
      return ltvTexts(terms, money) ?? none;
    case 'dropFeeMinor':
      return terms.dropFeeMinor > 0 ? [words.perDrop(money(terms.dropFeeMinor))] : none;
    case 'minimumPayoutMinor':
      return [money(terms.minimumPayoutMinor)];
    case 'rateFloorBps':
      return terms.rateFloorBps > 0 ? [percent(terms.rateFloorBps)] : none;
    case 'survivalDays':
      return terms.recurring || terms.ltv
        ? [words.survivalText(words.days(terms.survivalDays))]
        : none;
    case 'holdDays':
    case 'attributionWindowDays':
    case 'refundWindowDays':
    case 'noticeDays':
      return [words.days(terms[key])];
  }
}

type MoneyText = (minor: number) => string;

function rateText({ bps, flatMinor }: Rate, money: MoneyText): string {
  return flatMinor > 0 ? words.perOrder(money(flatMinor)) : words.ofNet(percent(bps));
}

function tierTexts({ tiers }: ContractTerms, money: MoneyText): string[] | null {
  if (!tiers) return null;
  const volume = (from: number) => (tiers.basis === 'orders' ? words.orders(from) : money(from));
  const steps = tiers.steps.map(({ from, plusBps }) =>
    words.tierStep(`${volume(from)} ${words.tierPeriod[tiers.period]}`, percent(plusBps)),
  );
  return [...steps, words.tierMode[tiers.mode]];
}

function capTexts({ caps }: ContractTerms, money: MoneyText): string[] | null {
  if (!caps) return null;
  const { orderMinor, dropMinor, monthMinor } = caps;
  return [
    ...(orderMinor === null ? [] : [words.perOrder(money(orderMinor))]),
    ...(dropMinor === null ? [] : [words.perDrop(money(dropMinor))]),
    ...(monthMinor === null ? [] : [words.perMonth(money(monthMinor))]),
  ];
}

function ltvTexts({ ltv }: ContractTerms, money: MoneyText): string[] | null {
  if (!ltv) return null;
  const fee = ltv.bps > 0 ? words.ltvExcess(percent(ltv.bps)) : words.ltvEach(money(ltv.flatMinor));
  const text = words.ltvText({
    fee,
    days: ltv.days,
    threshold: money(ltv.thresholdMinor),
    minimum: ltv.minimumCustomers,
  });
  return ltv.capMinor === null ? [text] : [text, words.atMost(money(ltv.capMinor))];
}

function percent(bps: number): string {
  return say.figure.percentOfBps(bps);
}
