import { createDice, type Dice } from '../../demo/rules/dice.ts';
import type { RehearsalMood } from '../../protocol/rehearsals.ts';
import { MOODS, type Mood } from './moods.ts';

export type ActKind = 'look' | 'claim' | 'pay' | 'decline' | 'give_back' | 'refund' | 'extend';

/** What one viewer does, or (extend) the host. Times are from the start, before it negative. */
export type Act = { atMs: number; viewer: number; kind: ActKind };

export type RehearsalPlan = {
  seed: number;
  size: number;
  mood: RehearsalMood;
  minutes: number;
  leadMs: number;
};

const MINUTE_MS = 60_000;

/**
 * Everything that the audience of a rehearsal does, in the order of time. It follows from the seed
 * alone, so that whoever goes on after a restart knows what was done and what is left.
 */
export function planActs(plan: RehearsalPlan): Act[] {
  const dice = createDice(plan.seed);
  const acts = Array.from({ length: plan.size }, (_, viewer) => visit(dice, viewer, plan)).flat();
  const { baseMs } = windowOf(plan.minutes);
  acts.push({ atMs: Math.round(baseMs * 0.75), viewer: 0, kind: 'extend' });
  return acts.sort((a, b) => a.atMs - b.atMs || a.viewer - b.viewer);
}

/** How long the copy is announced for, and by how many minutes it is extended before that is over. */
export function windowOf(minutes: number): { baseMs: number; extraMinutes: number } {
  const extraMinutes = Math.max(1, Math.round(minutes * 0.2));
  return { baseMs: (minutes - extraMinutes) * MINUTE_MS, extraMinutes };
}

function visit(dice: Dice, viewer: number, plan: RehearsalPlan): Act[] {
  const mood = MOODS[plan.mood];
  const isEarly = dice.chance(mood.early);
  const comesMs = isEarly
    ? -plan.leadMs * 0.9 * dice.throw()
    : plan.minutes * MINUTE_MS * 0.85 * dice.throw() ** mood.haste;
  const act = (kind: ActKind, atMs: number): Act => ({ kind, viewer, atMs: Math.round(atMs) });
  const look = act('look', comesMs);
  if (!dice.chance(mood.buys)) return [look];
  const claimMs = Math.max(0, comesMs) + dice.between(300, isEarly ? 4_000 : 9_000);
  return [look, act('claim', claimMs), ...after(dice, mood, { claimMs, act })];
}

/** What follows when the claim is held; whoever got nothing does none of it. */
function after(
  dice: Dice,
  mood: Mood,
  { claimMs, act }: { claimMs: number; act: (kind: ActKind, atMs: number) => Act },
): Act[] {
  const nextMs = claimMs + dice.between(3_000, 14_000);
  const end = dice.throw();
  if (end < mood.lapses) return [];
  if (end < mood.lapses + mood.givesBack) return [act('give_back', nextMs)];
  if (end < mood.lapses + mood.givesBack + mood.declines) {
    const tried = act('decline', nextMs);
    return dice.chance(0.5) ? [tried, act('pay', nextMs + 9_000)] : [tried];
  }
  const paid = act('pay', nextMs);
  return dice.chance(0.04) ? [paid, act('refund', nextMs + dice.between(15_000, 40_000))] : [paid];
}
