import { rateOf } from '../../server/protocol/compare-terms.ts';
import type { ContractTerms, ContractView } from '../../server/protocol/contracts.ts';
import { shareOf } from '../../server/protocol/money.ts';
import { readAmount } from '../ui/money-input.ts';
import type { SkuChoice } from './article-fields.tsx';
import { readItem } from './draft-item.ts';
import type { DropDraft } from './drop-draft.ts';

export type ExpectedMargin = {
  revenueMinor: number;
  costMinor: number;
  /** What comes with the units: add-ons at their cost, or credit as if all of it were used. */
  extrasMinor: number;
  commissionMinor: number;
  marginMinor: number;
  units: number;
};

/**
 * What a drop leaves when every unit is sold through the dearest of its creators to new customers,
 * before payment fees and returns. Null while no line can be read.
 */
export function expectedMargin(given: {
  draft: DropDraft;
  skus: SkuChoice[];
  contracts: ContractView[];
  currency: string;
}): ExpectedMargin | null {
  const lines = given.draft.items.flatMap((item) => {
    const read = readItem(item, { currency: given.currency, timeZone: 'UTC' });
    const sku = given.skus.find(({ id }) => id === item.skuId);
    return read && sku ? stepsOf(read).map((step) => ({ ...step, costMinor: sku.costMinor })) : [];
  });
  if (lines.length === 0) return null;
  const agreed = given.contracts
    .filter(({ id }) => given.draft.caps[id] !== undefined)
    .flatMap(({ versions }) => versions.find(({ isInForce }) => isInForce)?.terms ?? []);
  const feesMinor = agreed.reduce((total, { dropFeeMinor }) => total + dropFeeMinor, 0);
  const sum = (pick: (line: (typeof lines)[number]) => number) =>
    lines.reduce((total, line) => total + pick(line), 0);
  const revenueMinor = sum((line) => line.priceMinor * line.units);
  const costMinor = sum((line) => line.costMinor * line.units);
  const commissionMinor =
    feesMinor + sum((line) => highestCommission(agreed, line.priceMinor) * line.units);
  const units = sum((line) => line.units);
  const extrasMinor = units * extraOfUnit(given);
  return {
    revenueMinor,
    costMinor,
    extrasMinor,
    commissionMinor,
    marginMinor: revenueMinor - costMinor - extrasMinor - commissionMinor,
    units,
  };
}

/** What the brand gives beside each unit, in minor units; a voucher costs nothing that is known. */
function extraOfUnit({ draft, skus, currency }: Parameters<typeof expectedMargin>[0]): number {
  switch (draft.offerKind) {
    case 'bundle':
      return skus.find(({ id }) => id === draft.addOnSkuId)?.costMinor ?? 0;
    case 'credit_back':
      return readAmount(draft.credit, currency) ?? 0;
    case 'plain':
    case 'voucher':
      return 0;
  }
}

/**
 * The units of one line at the prices that they go for: each step as far as it reaches, at worst all
 * units where only a moment ends it, and the rest at the drop price.
 */
function stepsOf(item: NonNullable<ReturnType<typeof readItem>>) {
  const total = item.extraStock.reduce((sum, { units }) => sum + units, item.units);
  let left = total;
  const steps = item.rungs.map(({ priceMinor, units }) => {
    const taken = Math.min(left, units ?? left);
    left -= taken;
    return { priceMinor, units: taken };
  });
  return [...steps, { priceMinor: item.priceMinor, units: left }];
}

/** The most that one unit can pay: the better rate, with every step of the tiers. */
function highestCommission(agreed: readonly ContractTerms[], priceMinor: number): number {
  const each = agreed.flatMap((terms) => {
    const plusBps = terms.tiers?.steps.at(-1)?.plusBps ?? 0;
    return (['new', 'existing'] as const).map((kind) => {
      const { bps, flatMinor } = rateOf(terms, kind);
      return shareOf(priceMinor, bps + plusBps) + flatMinor;
    });
  });
  return Math.max(0, ...each);
}
