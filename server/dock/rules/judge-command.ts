import type { DockActKind, DockRights } from '../../protocol/dock.ts';
import type { DropPhase } from '../../protocol/drops.ts';

/** The problem that a refused command is answered with. */
export type Refusal = 'dock_conflict' | 'dock_limit' | 'dock_forbidden';

export type CommandFacts = {
  phase: DropPhase;
  /** The version that the person saw. */
  based: number;
  /** The version that this command makes. */
  seq: number;
  /** The version of the newest entry of the drop's public log: when somebody last steered it. */
  steeredAt: number;
};

/**
 * Whether a command still means what its person meant. A claim changes the version too and is no
 * reason to refuse; somebody else's steering is, for whatever gives stock or time away. Pausing and
 * ending must never wait for another look.
 */
export function isOutdated(act: DockActKind, { phase, based, seq, steeredAt }: CommandFacts) {
  if (based >= seq || !PHASES[act].includes(phase)) return true;
  return GIVES.has(act) && steeredAt > based;
}

const RUNNING = ['live', 'sold_out', 'paused'] as const;
const AHEAD = ['scheduled', ...RUNNING] as const;
const PUBLISHED = [...AHEAD, 'ended'] as const;

/** The phases in which an act has a meaning. */
const PHASES: Record<DockActKind, readonly DropPhase[]> = {
  start: ['scheduled'],
  pause: ['live', 'sold_out'],
  resume: ['paused'],
  release: AHEAD,
  extend: AHEAD,
  end: RUNNING,
  pin: AHEAD,
  unpin: AHEAD,
  answer: PUBLISHED,
  hide: PUBLISHED,
  pin_question: AHEAD,
  unpin_question: PUBLISHED,
  test: PUBLISHED,
};

const GIVES: ReadonlySet<DockActKind> = new Set<DockActKind>([
  'start',
  'resume',
  'release',
  'extend',
]);

/** What a grant says against a command, before anything is taken from it; null: nothing. */
export function refusalOf(
  command: { act: DockActKind; units?: number; minutes?: number },
  grant: DockRights & { releasedUnits: number; extendedMinutes: number },
): Refusal | null {
  switch (command.act) {
    case 'start':
      return grant.mayStart ? null : 'dock_forbidden';
    case 'pause':
    case 'resume':
      return grant.mayPause ? null : 'dock_forbidden';
    case 'end':
      return grant.mayEnd ? null : 'dock_forbidden';
    case 'release':
      return within(command.units, grant.releaseUnits, grant.releasedUnits);
    case 'extend':
      return within(command.minutes, grant.extendMinutes, grant.extendedMinutes);
    default:
      return null;
  }
}

function within(asked = 0, allotted: number, used: number): Refusal | null {
  if (allotted === 0) return 'dock_forbidden';
  return used + asked > allotted ? 'dock_limit' : null;
}
