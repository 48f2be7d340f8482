import type { ContractView } from '../../server/protocol/contracts.ts';
import { shareOf } from '../../server/protocol/money.ts';
import type { SkuChoice } from './article-fields.tsx';
import { type DropDraft, readItem } from './drop-draft.ts';

export type ExpectedMargin = {
  revenueMinor: number;
  costMinor: number;
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
    const read = readItem(item, given.currency);
    const sku = given.skus.find(({ id }) => id === item.skuId);
    return read && sku ? [{ ...read, costMinor: sku.costMinor }] : [];
  });
  if (lines.length === 0) return null;
  const rateBps = Math.max(
    0,
    ...given.contracts
      .filter(({ id }) => given.draft.caps[id] !== undefined)
      .map((contract) => highestRate(contract)),
  );
  const sum = (pick: (line: (typeof lines)[number]) => number) =>
    lines.reduce((total, line) => total + pick(line), 0);
  const revenueMinor = sum((line) => line.priceMinor * line.units);
  const costMinor = sum((line) => line.costMinor * line.units);
  const commissionMinor = sum((line) => shareOf(line.priceMinor, rateBps) * line.units);
  return {
    revenueMinor,
    costMinor,
    commissionMinor,
    marginMinor: revenueMinor - costMinor - commissionMinor,
    units: sum((line) => line.units),
  };
}

function highestRate(contract: ContractView): number {
  const terms = contract.versions.find((version) => version.isInForce)?.terms;
  return terms ? Math.max(terms.newCustomerBps, terms.existingCustomerBps) : 0;
}
