/** What can be taken back, what is, and what can be done again. */
export type History<T> = {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** What was changed last, and when: one drag of a slider is one step. */
  last: { what: string; at: number } | null;
};

const SAME_STEP_MS = 800;
const MOST_STEPS = 100;

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], last: null };
}

/** A change of `what` at `at` (milliseconds); it goes on with the step before if that is the same. */
export function change<T>(
  history: History<T>,
  next: T,
  { what, at }: { what: string; at: number },
): History<T> {
  const { last } = history;
  const goesOn = last !== null && last.what === what && at - last.at < SAME_STEP_MS;
  const past = goesOn ? history.past : [...history.past, history.present].slice(-MOST_STEPS);
  return { past, present: next, future: [], last: { what, at } };
}

export function undo<T>({ past, present, future }: History<T>): History<T> {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future, last: null };
  return { past: past.slice(0, -1), present: before, future: [present, ...future], last: null };
}

export function redo<T>({ past, present, future }: History<T>): History<T> {
  const [after, ...rest] = future;
  if (after === undefined) return { past, present, future, last: null };
  return { past: [...past, present], present: after, future: rest, last: null };
}
