import type { ProblemCode } from '../../protocol/problems.ts';
import { EVERYONE } from '../../protocol/stock-keys.ts';

/** What is known of one gate whose contract is in force. Times in epoch milliseconds. */
export type GateToChoose = {
  contractId: string;
  creatorHandle: string;
  audience: string;
  capUnits: number | null;
  usedUnits: number;
  opensAt: number | null;
  closesAt: number | null;
};

type Asked = {
  /** Of the click that brought the viewer. */
  contractId: string | null;
  creatorHandle: string | null;
  /** Those that the viewer belongs to; everyone among them. */
  audiences: ReadonlySet<string>;
  /** When the drop starts, where a gate says nothing else. */
  startsAt: number;
  now: number;
};

/**
 * The gate through which a viewer claims. First the creator: of the click, whom they chose, or the
 * only one. Then the most favourable of the creator's gates: one of an audience that they belong to,
 * while it is open and has units left; else everyone's, whether open or not, so that the claim itself
 * says what is the matter.
 */
export function chooseGate<G extends GateToChoose>(
  gates: readonly G[],
  asked: Asked,
): { gate: G } | { refuse: ProblemCode } {
  const own = gatesOfCreator(gates, asked);
  if (own.length === 0) return { refuse: 'no_gate' };
  const mine = own.filter(({ audience }) => asked.audiences.has(audience));
  const special = mine.filter(({ audience }) => audience !== EVERYONE);
  const gate =
    special.find((one) => isOpen(one, asked) && hasRoom(one)) ??
    mine.find(({ audience }) => audience === EVERYONE) ??
    special.find((one) => isOpen(one, asked)) ??
    special[0];
  return gate ? { gate } : { refuse: 'not_for_audience' };
}

function gatesOfCreator<G extends GateToChoose>(
  gates: readonly G[],
  { contractId, creatorHandle }: Asked,
): G[] {
  const clicked = gates.filter((gate) => gate.contractId === contractId);
  if (clicked.length > 0) return clicked;
  const chosen = gates.filter((gate) => gate.creatorHandle === creatorHandle);
  if (chosen.length > 0) return chosen;
  return new Set(gates.map((gate) => gate.contractId)).size === 1 ? [...gates] : [];
}

function isOpen({ opensAt, closesAt }: GateToChoose, { startsAt, now }: Asked): boolean {
  return now >= (opensAt ?? startsAt) && (closesAt === null || now < closesAt);
}

function hasRoom({ capUnits, usedUnits }: GateToChoose): boolean {
  return capUnits === null || usedUnits < capUnits;
}
