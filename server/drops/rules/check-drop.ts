import type { PhaseFacts } from '../../protocol/drops.ts';

/** What publishing looks at. Times in epoch milliseconds. */
export type PublishFacts = {
  facts: PhaseFacts;
  itemCount: number;
  unitCount: number;
  gateCount: number;
  /** Creators whose contract is not in force when the drop starts. */
  creatorsWithoutContract: string[];
  shippingPromise: string;
  returnsPromise: string;
};

/** Sentences that say what a drop still lacks before viewers may see it; empty when nothing does. */
export function missingForPublish(drop: PublishFacts, now: number): string[] {
  const missing: string[] = [];
  if (drop.itemCount === 0) missing.push('Add at least one article.');
  if (drop.unitCount === 0) missing.push('Set aside at least one unit.');
  if (drop.gateCount === 0) missing.push('Open it through at least one creator.');
  for (const name of drop.creatorsWithoutContract) {
    missing.push(`The contract with ${name} is not in force.`);
  }
  if (drop.facts.endsAt <= now) missing.push('Its window is already over: choose a later end.');
  if (drop.shippingPromise === '')
    missing.push('Say when it ships: viewers read it before paying.');
  if (drop.returnsPromise === '')
    missing.push('Say how returns work: it is pinned to every order.');
  return missing;
}
