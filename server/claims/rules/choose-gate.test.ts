import { describe, expect, it } from 'vitest';
import { EVERYONE } from '../../protocol/stock-keys.ts';
import { chooseGate, type GateToChoose } from './choose-gate.ts';

const START = 1_000_000;

type Named = GateToChoose & { id: string };
const gate = (id: string, given: Partial<GateToChoose> = {}): Named => ({
  id,
  contractId: 'mara',
  creatorHandle: 'mara',
  audience: EVERYONE,
  capUnits: null,
  usedUnits: 0,
  opensAt: null,
  closesAt: null,
  ...given,
});
const members = (given: Partial<GateToChoose> = {}) =>
  gate('members', { audience: 'm', opensAt: START - 100, ...given });

function choose(
  gates: Named[],
  given: { now?: number; audiences?: string[]; click?: string; handle?: string } = {},
): string {
  const chosen = chooseGate(gates, {
    contractId: given.click ?? null,
    creatorHandle: given.handle ?? null,
    audiences: new Set([EVERYONE, ...(given.audiences ?? [])]),
    startsAt: START,
    now: given.now ?? START,
  });
  return 'refuse' in chosen ? chosen.refuse : chosen.gate.id;
}

describe('the gate of a viewer', () => {
  const isMember = { audiences: ['m'] };

  it('is that of the click, then of the chosen creator, then the only one', () => {
    const kim = gate('kim', { contractId: 'kim', creatorHandle: 'kim' });
    const both = [gate('mara'), kim];
    expect(choose(both, { click: 'kim', handle: 'mara' })).toBe('kim');
    expect(choose(both, { click: 'of another drop', handle: 'mara' })).toBe('mara');
    expect(choose(both)).toBe('no_gate');
    expect(choose([kim])).toBe('kim');
    expect(choose([])).toBe('no_gate');
  });

  it('is the only creator’s also when that creator has several gates', () => {
    expect(choose([gate('all'), members()])).toBe('all');
  });

  it('is their audience’s from its first millisecond to its last', () => {
    const gates = [gate('all'), members({ closesAt: START + 50 })];
    expect(choose(gates, { ...isMember, now: START - 101 })).toBe('all');
    expect(choose(gates, { ...isMember, now: START - 100 })).toBe('members');
    expect(choose(gates, { ...isMember, now: START + 49 })).toBe('members');
    expect(choose(gates, { ...isMember, now: START + 50 })).toBe('all');
  });

  it('opens with the drop when it names no moment of its own', () => {
    const gates = [gate('all'), members({ opensAt: null })];
    expect(choose(gates, { ...isMember, now: START - 1 })).toBe('all');
    expect(choose(gates, { ...isMember, now: START })).toBe('members');
  });

  it('is everyone’s when that of the audience is full', () => {
    const gates = [gate('all'), members({ capUnits: 3, usedUnits: 3 })];
    expect(choose(gates, isMember)).toBe('all');
    expect(choose(gates.slice(1), isMember)).toBe('members');
  });

  it('is never one of an audience that they do not belong to', () => {
    expect(choose([members()])).toBe('not_for_audience');
    expect(choose([members()], { audiences: ['other'] })).toBe('not_for_audience');
    expect(choose([members()], { ...isMember, now: 0 })).toBe('members');
  });
});
