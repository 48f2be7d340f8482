import { rateOf } from '../../server/protocol/compare-terms.ts';
import type { ContractTerms, Rate } from '../../server/protocol/contracts.ts';
import { formatMinor, shareOf } from '../../server/protocol/money.ts';
import { say } from '../strings.ts';
import { LOCALE } from '../ui/locale.ts';

/** Sentences in money about one order under these terms; every clause that was agreed has its own. */
export function workedExample(
  terms: ContractTerms,
  { orderMinor, jointCapBps }: { orderMinor: number; jointCapBps: number },
): string[] {
  const words = say.contracts.example;
  const { currency, recurring, tiers, ltv, dropFeeMinor } = terms;
  const money = (minor: number) => formatMinor(minor, currency, LOCALE);
  const order = money(orderMinor);
  const pays = (rate: Rate, plusBps = 0) => paid(terms, { rate, plusBps, orderMinor, jointCapBps });
  const fromNew = pays(rateOf(terms, 'new'));
  const fromExisting = pays(rateOf(terms, 'existing'));
  const sentences = [
    words.fromNew(order, money(fromNew.minor)),
    words.fromExisting(money(fromExisting.minor)),
  ];
  const half = words.half(say.figure.percentOfBps(jointCapBps));
  const cuts = [fromNew.cut, fromExisting.cut];
  if (cuts.includes('order')) sentences.push(words.capped);
  if (cuts.includes('joint')) sentences.push(half);
  const step = tiers?.steps[0];
  if (tiers && step) {
    const from = tiers.basis === 'orders' ? say.contracts.orders(step.from) : money(step.from);
    const period = say.contracts.tierPeriod[tiers.period];
    const tiered = pays(rateOf(terms, 'new'), step.plusBps);
    sentences.push(words.tier(`${from} ${period}`, order, money(tiered.minor)));
  }
  if (recurring) {
    const later = pays({ bps: recurring.bps, flatMinor: 0 });
    sentences.push(words.recurring(order, money(later.minor)));
  }
  if (ltv) {
    const each = ltv.thresholdMinor + orderMinor;
    const excess = orderMinor * ltv.minimumCustomers;
    const fee = ltv.bps > 0 ? shareOf(excess, ltv.bps) : ltv.flatMinor * ltv.minimumCustomers;
    const capped = Math.min(fee, ltv.capMinor ?? fee);
    // What the joint cap leaves of one order of that size, once its commission is paid.
    const ofNew = paid(terms, {
      rate: rateOf(terms, 'new'),
      plusBps: 0,
      orderMinor: each,
      jointCapBps,
    });
    const left = (jointCapMinor(each, jointCapBps) - ofNew.minor) * ltv.minimumCustomers;
    sentences.push(words.ltv(ltv.minimumCustomers, money(each), money(Math.min(capped, left))));
    if (left < capped && !sentences.includes(half)) sentences.push(half);
  }
  if (dropFeeMinor > 0) sentences.push(words.dropFee(money(dropFeeMinor)));
  return sentences;
}

/** As the hub counts one order alone: rate + tier, then the cap per order, then the joint cap. */
function paid(
  { caps }: ContractTerms,
  order: { rate: Rate; plusBps: number; orderMinor: number; jointCapBps: number },
): { minor: number; cut: 'order' | 'joint' | null } {
  const { rate, plusBps, orderMinor, jointCapBps } = order;
  const earned = shareOf(orderMinor, rate.bps) + rate.flatMinor + shareOf(orderMinor, plusBps);
  const capped = Math.min(earned, caps?.orderMinor ?? earned);
  const joint = jointCapMinor(orderMinor, jointCapBps);
  if (joint < capped) return { minor: joint, cut: 'joint' };
  return { minor: capped, cut: capped < earned ? 'order' : null };
}

function jointCapMinor(orderMinor: number, capBps: number): number {
  return Math.floor((orderMinor * capBps) / 10_000);
}
