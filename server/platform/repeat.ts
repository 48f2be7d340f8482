import type { Leases } from './lease.ts';
import type { Log } from './log.ts';

/** Something to do over and over. */
export type Task = {
  name: string;
  /** From the end of one run to the beginning of the next. */
  everyMs: number;
  /** Nodes do not wait for each other: what it does is safe side by side. */
  onEveryNode?: boolean;
  run: () => Promise<unknown>;
};

/** A node that died in the middle of a run keeps the others from it this long at most. */
const DEAD_AFTER_MS = 10_000;
const RENEW_EVERY_MS = 3_000;
/** Whoever does not have the lease asks this often whether it is free. */
const ASK_EVERY_MS = 5_000;

/**
 * Runs a task now and after every pause, on one node at a time; what fails is logged and runs again.
 * While a run goes on its lease is renewed; after it the lease lasts nearly as long as the pause, so
 * that all nodes together run the task once per period. The returned function ends it.
 */
export function repeat(
  task: Task,
  { leases, log }: { leases: Leases; log: Log },
): () => Promise<void> {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();
  const turn = async () => {
    let pauseMs = task.everyMs;
    try {
      if (task.onEveryNode) await task.run();
      else if (!(await runAlone(task, leases))) pauseMs = Math.min(pauseMs, ASK_EVERY_MS);
    } catch (error) {
      log.error({ err: error, task: task.name }, 'a scheduled task failed and will run again');
    }
    if (!isStopped) timer = setTimeout(begin, pauseMs);
  };
  const begin = () => {
    current = turn();
  };
  begin();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await current;
  };
}

/** False when another node has the task. */
async function runAlone({ name, everyMs, run }: Task, leases: Leases): Promise<boolean> {
  if (!(await leases.take(name, DEAD_AFTER_MS))) return false;
  // A renewal that fails is made up by the next one, or by the end of the run.
  const renewing = setInterval(
    () => leases.hold(name, DEAD_AFTER_MS).catch(() => {}),
    RENEW_EVERY_MS,
  );
  try {
    await run();
  } finally {
    clearInterval(renewing);
    // A little less than the pause: whoever ran it last comes first again.
    await leases.hold(name, everyMs - Math.ceil(Math.min(1_000, everyMs / 10)));
  }
  return true;
}
