import type { PhaseFacts } from '../../protocol/drops.ts';

/** One creator's gate for one audience. Times in epoch milliseconds; null: the drop's own. */
export type GatePlan = {
  creatorName: string;
  audience: string;
  audienceName: string;
  opensAt: number | null;
  closesAt: number | null;
};

type Plan = {
  facts: Pick<PhaseFacts, 'startsAt' | 'endsAt'>;
  gates: GatePlan[];
  reservedFor: { audience: string; name: string }[];
};

/** Windows that are never open, and units that nobody could ever claim. */
export function missingInGates({ facts, gates, reservedFor }: Plan): string[] {
  const missing: string[] = [];
  for (const gate of gates) {
    const opensAt = gate.opensAt ?? facts.startsAt;
    const closesAt = Math.min(gate.closesAt ?? facts.endsAt, facts.endsAt);
    if (opensAt >= closesAt) {
      missing.push(`${gate.creatorName} is never open for ${gate.audienceName}: check the times.`);
    }
  }
  for (const { audience, name } of reservedFor) {
    if (gates.some((gate) => gate.audience === audience)) continue;
    missing.push(`Units are kept for ${name}, but no creator opens the drop to them.`);
  }
  return missing;
}
