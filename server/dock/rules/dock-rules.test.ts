import { describe, expect, it } from 'vitest';
import type { DockActKind } from '../../protocol/dock.ts';
import { DEFAULT_RIGHTS } from '../../protocol/dock.ts';
import { type CommandFacts, isOutdated, refusalOf } from './judge-command.ts';

describe('whether a command still means what its person meant', () => {
  const facts: CommandFacts = { phase: 'live', based: 5, seq: 9, steeredAt: 3 };
  it.each<[string, { act: DockActKind } & Partial<CommandFacts>, boolean]>([
    ['claims in between are no reason', { act: 'release' }, false],
    ['somebody steered after the look', { act: 'release', steeredAt: 6 }, true],
    ['what the person saw is no reason', { act: 'release', steeredAt: 5 }, false],
    ['a pause never waits for another look', { act: 'pause', steeredAt: 8 }, false],
    ['nor does an end', { act: 'end', steeredAt: 8 }, false],
    ['going on does', { act: 'resume', phase: 'paused', steeredAt: 8 }, true],
    ['what is paused is not paused again', { act: 'pause', phase: 'paused' }, true],
    ['what runs does not go on', { act: 'resume' }, true],
    ['what runs does not start', { act: 'start' }, true],
    ['what is over gets no units', { act: 'release', phase: 'ended' }, true],
    ['a question is answered after the end too', { act: 'answer', phase: 'ended' }, false],
    ['a version that never was', { act: 'pause', based: 9 }, true],
  ])('%s', (_name, { act, ...given }, isRefused) => {
    expect(isOutdated(act, { ...facts, ...given })).toBe(isRefused);
  });
});

describe('what a grant says against a command', () => {
  const grant = { ...DEFAULT_RIGHTS, releasedUnits: 0, extendedMinutes: 0 };
  const some = { ...grant, releaseUnits: 10, releasedUnits: 6, extendMinutes: 5 };
  it.each([
    [{ act: 'start' as const }, grant, 'dock_forbidden'],
    [{ act: 'pause' as const }, grant, null],
    [{ act: 'end' as const }, grant, 'dock_forbidden'],
    [{ act: 'pin' as const }, grant, null],
    [{ act: 'release' as const, units: 1 }, grant, 'dock_forbidden'],
    [{ act: 'release' as const, units: 4 }, some, null],
    [{ act: 'release' as const, units: 5 }, some, 'dock_limit'],
    [{ act: 'extend' as const, minutes: 5 }, some, null],
    [{ act: 'extend' as const, minutes: 6 }, some, 'dock_limit'],
  ])('%o', (command, given, refusal) => {
    expect(refusalOf(command, given)).toBe(refusal);
  });
});
