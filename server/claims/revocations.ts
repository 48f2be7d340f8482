import type { Hub } from '../platform/hub.ts';
import { findBatchesRevokedSince, findCodeIds } from './codes.store.ts';
import { findGatesRevokedSince } from './gates.store.ts';
import { CLAIM_TOKEN_LIFE_MS, type ClaimToken } from './rules/claim-token.ts';

/** How often every node asks what was withdrawn on another one. */
export const LEARN_EVERY_MS = 1_000;
/** Older than any token that is still valid, with room for clocks that differ. */
const REMEMBERED_MS = CLAIM_TOKEN_LIFE_MS + 60_000;

/** What was withdrawn while tokens of it may be outstanding. */
type Revocations = {
  /** Gate → moment in epoch milliseconds. */
  gates: Map<string, number>;
  /** Batch → its codes. */
  codes: Map<string, ReadonlySet<string>>;
};

/** Whether this right was withdrawn, as far as this node knows. No query is made. */
export function isRevoked(hub: Pick<Hub, 'signals'>, token: ClaimToken): boolean {
  const { gates, codes } = revocationsOf(hub);
  if (token.issuedAt < (gates.get(token.gateId) ?? 0)) return true;
  const { codeId } = token;
  return codeId !== null && [...codes.values()].some((ids) => ids.has(codeId));
}

/**
 * Brings what this node remembers up to date. Only the last minutes are kept, since older tokens have
 * run out by themselves. What a node has not learned yet is refused by the transaction of the claim;
 * this memory spares the hub those transactions.
 */
export async function loadRevocations({
  db,
  clock,
  signals,
}: Pick<Hub, 'db' | 'clock' | 'signals'>): Promise<void> {
  const known = revocationsOf({ signals });
  const since = new Date(clock.now().getTime() - REMEMBERED_MS);
  const gates = await findGatesRevokedSince(db, since);
  known.gates = new Map(
    gates.flatMap(({ id, tokensRevokedAt: at }) => (at ? [[id, at.getTime()] as const] : [])),
  );
  const codes = new Map<string, ReadonlySet<string>>();
  for (const batchId of await findBatchesRevokedSince(db, since)) {
    codes.set(batchId, known.codes.get(batchId) ?? new Set(await findCodeIds(db, batchId)));
  }
  known.codes = codes;
}

const memories = new WeakMap<Hub['signals'], Revocations>();

/** One memory per hub; its signals are what no two hubs share. */
function revocationsOf({ signals }: Pick<Hub, 'signals'>): Revocations {
  const known = memories.get(signals) ?? { gates: new Map(), codes: new Map() };
  memories.set(signals, known);
  return known;
}
