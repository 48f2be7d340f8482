import { nowSeconds, type World } from './world.ts';

/** What this server does later by itself, each with the id of what it is about. */
export type AgendaTask =
  | 'expire_session'
  | 'settle_debit_paid'
  | 'settle_debit_failed'
  | 'settle_refund'
  | 'fail_refund'
  | 'open_dispute'
  | 'pay_out';

/** Puts a task on the agenda. It runs when `now` reaches `dueAt` (epoch seconds), after restarts too. */
export function plan(
  world: World,
  { task, subject, dueAt }: { task: AgendaTask; subject: string; dueAt: number },
): void {
  world.store
    .statement('INSERT INTO agenda (task, subject, due_at) VALUES (?, ?, ?)')
    .run(task, subject, dueAt);
}

/** Takes the tasks that are due off the agenda, oldest first. */
export function takeDueTasks(world: World): { task: AgendaTask; subject: string }[] {
  const due = world.store
    .statement('SELECT seq, task, subject FROM agenda WHERE due_at <= ? ORDER BY due_at, seq')
    .all(nowSeconds(world)) as { seq: number; task: AgendaTask; subject: string }[];
  for (const { seq } of due) {
    world.store.statement('DELETE FROM agenda WHERE seq = ?').run(seq);
  }
  return due;
}
