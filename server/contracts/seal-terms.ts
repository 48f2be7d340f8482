import { createHash } from 'node:crypto';
import type { ContractTerms } from '../protocol/contracts.ts';

/**
 * Terms as they are kept for good: JSON with its keys in alphabetical order, so that equal terms are
 * equal texts, and the SHA-256 of that text, which is what both sides accept.
 */
export function sealTerms(terms: ContractTerms): { json: string; hash: string } {
  const json = JSON.stringify(terms, Object.keys(terms).sort());
  return { json, hash: createHash('sha256').update(json).digest('hex') };
}
