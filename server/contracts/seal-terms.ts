import { createHash } from 'node:crypto';
import type { ContractTerms } from '../protocol/contracts.ts';

/**
 * Terms as they are kept for good: JSON with the keys of every object in alphabetical order and without
 * clauses that were not agreed, so that equal terms are equal texts, and the SHA-256 of that text, which
 * is what both sides accept.
 */
export function sealTerms(terms: ContractTerms): { json: string; hash: string } {
  const json = JSON.stringify(inOrder(terms));
  return { json, hash: createHash('sha256').update(json).digest('hex') };
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  const sorted = kept.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, part]) => [key, inOrder(part)]));
}
