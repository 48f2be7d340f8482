import type { GateView } from '../../server/protocol/drops.ts';
import { EVERYONE } from '../../server/protocol/stock-keys.ts';

/** Whom a gate is for: the creator, and the audience unless that is everyone. */
export function gateName(gate: GateView): string {
  if (gate.audience === EVERYONE) return gate.creatorName;
  return `${gate.creatorName} · ${gate.audienceName}`;
}
