import { closeLapsedPayments } from './checkout/close-lapsed-payments.ts';
import { reconcilePayments } from './checkout/reconcile-payments.ts';
import { releaseLapsedHolds } from './claims/release-lapsed.ts';
import type { Mailer } from './mail/create-mailer.ts';
import { releaseDueCommissions } from './payouts/release-due.ts';
import { runReactions } from './platform/happenings.ts';
import type { Hub } from './platform/hub.ts';
import { reactions } from './reactions.ts';

type Task = { name: string; everyMs: number; run: () => Promise<unknown> };

/** Every so often, do that. Each task may run twice, late, or on several nodes. */
function tasksOf(hub: Hub, mailer: Mailer): Task[] {
  return [
    { name: 'react to what happened', everyMs: 200, run: () => runReactions(hub, reactions) },
    { name: 'release lapsed holds', everyMs: 500, run: () => releaseLapsedHolds(hub) },
    { name: 'close lapsed payments', everyMs: 1_000, run: () => closeLapsedPayments(hub) },
    { name: 'deliver mail', everyMs: 5_000, run: () => mailer.deliverWaiting() },
    { name: 'release due commissions', everyMs: 60_000, run: () => releaseDueCommissions(hub) },
    { name: 'reconcile payments', everyMs: 300_000, run: () => reconcilePayments(hub) },
  ];
}

/** Starts all tasks, each at once and then after every pause; `stop` waits for those under way. */
export function startSchedule(hub: Hub, mailer: Mailer): { stop(): Promise<void> } {
  const running = tasksOf(hub, mailer).map((task) => repeat(hub, task));
  return { stop: async () => void (await Promise.all(running.map((stop) => stop()))) };
}

function repeat(hub: Hub, { name, everyMs, run }: Task): () => Promise<void> {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();
  const turn = async () => {
    try {
      await run();
    } catch (error) {
      hub.log.error({ err: error, task: name }, 'a scheduled task failed and will run again');
    }
    if (!isStopped) timer = setTimeout(begin, everyMs);
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
