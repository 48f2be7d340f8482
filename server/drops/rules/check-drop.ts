import type { PhaseFacts } from '../../protocol/drops.ts';
import type { Fairness } from '../../protocol/lines.ts';
import { type GatePlan, missingInGates } from './check-gates.ts';
import { type LadderPlan, missingInLadders } from './check-ladder.ts';

/** What publishing looks at. Times in epoch milliseconds. */
export type PublishFacts = {
  facts: PhaseFacts;
  /** Each article with its early steps of price and the units of all its pools. */
  articles: LadderPlan[];
  gates: GatePlan[];
  /** Groups that a pool keeps units for, each once. */
  reservedFor: { audience: string; name: string }[];
  /** Creators whose contract is not in force when the drop starts. */
  creatorsWithoutContract: string[];
  shippingPromise: string;
  returnsPromise: string;
  fairness: Fairness;
  entriesCloseAt: number | null;
  canShip: boolean;
  /** Units at places where viewers may collect. */
  pickUpUnits: number;
  /** Places at which a bundle has fewer add-ons than units: each unit takes one from its place. */
  addOnsShort: { place: string; addOns: number; units: number }[];
};

/** Sentences that say what a drop still lacks before viewers may see it; empty when nothing does. */
export function missingForPublish(drop: PublishFacts, now: number): string[] {
  const missing: string[] = [];
  const units = drop.articles.reduce((sum, article) => sum + article.units, 0);
  if (drop.articles.length === 0) missing.push('Add at least one article.');
  if (units === 0) missing.push('Set aside at least one unit.');
  for (const { place, addOns, units: needed } of drop.addOnsShort) {
    missing.push(`Set aside an add-on for every unit: ${place} has ${addOns} for ${needed}.`);
  }
  if (drop.gates.length === 0) missing.push('Open it through at least one creator.');
  for (const name of drop.creatorsWithoutContract) {
    missing.push(`The contract with ${name} is not in force.`);
  }
  if (drop.facts.endsAt <= now) missing.push('Its window is already over: choose a later end.');
  missing.push(...missingInGates(drop));
  missing.push(...missingInLadders(drop.articles, drop.facts));
  if (drop.fairness === 'draw' && !isInside(drop.entriesCloseAt, now, drop.facts.endsAt)) {
    missing.push('Say when entries close: lots are drawn then, so it is before the end.');
  }
  if (!drop.canShip && drop.pickUpUnits === 0) {
    missing.push('Nothing is sent, so set aside units at a place where viewers can collect them.');
  }
  if (drop.shippingPromise === '')
    missing.push('Say when it ships: viewers read it before paying.');
  if (drop.returnsPromise === '')
    missing.push('Say how returns work: it is pinned to every order.');
  return missing;
}

function isInside(time: number | null, from: number, to: number): boolean {
  return time !== null && from <= time && time <= to;
}
