import { createHmac, randomBytes } from 'node:crypto';
import { networkPrefix } from './rules/network-prefix.ts';

/** What is kept of an address: enough to see a flood, too little to find a person. */
export type NetworkTrace = { networkPrefix: string | null; networkHash: string | null };

/**
 * Turns addresses into traces. The salt is made for each UTC day, lives in memory only, and is gone
 * with the day or the process, so that a hash can never be tied to an address again.
 */
export function createNetworkTraces(): (address: string, atMs: number) => NetworkTrace {
  let day = Number.NaN;
  let salt = randomBytes(32);
  const traces = new Map<string, NetworkTrace>();
  return (address, atMs) => {
    const today = Math.floor(atMs / DAY_MS);
    if (today !== day) {
      day = today;
      salt = randomBytes(32);
      traces.clear();
    }
    const known = traces.get(address);
    if (known) return known;
    if (traces.size >= MOST_TRACES) traces.clear();
    const trace = traceOf(address, salt);
    traces.set(address, trace);
    return trace;
  };
}

const DAY_MS = 86_400_000;
const MOST_TRACES = 10_000;

function traceOf(address: string, salt: Buffer): NetworkTrace {
  const prefix = networkPrefix(address);
  if (prefix === null) return { networkPrefix: null, networkHash: null };
  const hash = createHmac('sha256', salt).update(address).digest().subarray(0, 16);
  return { networkPrefix: prefix, networkHash: hash.toString('base64url') };
}
