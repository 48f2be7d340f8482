import { type AgendaTask, takeDueTasks } from './agenda.ts';
import { payOut } from './bank-payouts.ts';
import { settleDebit } from './complete-checkout-session.ts';
import { openDispute } from './disputes.ts';
import { lapseCheckoutSession } from './expire-checkout-session.ts';
import { failRefund, settleRefund } from './refunds.ts';
import type { World } from './world.ts';

/** Does what is due by now, each task exactly once: it leaves the agenda with its effect. */
export function runAgenda(world: World): void {
  world.store.atomically(() => {
    for (const { task, subject } of takeDueTasks(world)) TASKS[task](world, subject);
  });
}

const TASKS = {
  expire_session: lapseCheckoutSession,
  settle_debit_paid: (world, subject) => settleDebit(world, subject, { paid: true }),
  settle_debit_failed: (world, subject) => settleDebit(world, subject, { paid: false }),
  settle_refund: settleRefund,
  fail_refund: failRefund,
  open_dispute: disputeUnlessRefunded,
  pay_out: payOut,
} satisfies Record<AgendaTask, (world: World, subject: string) => void>;

function disputeUnlessRefunded(world: World, chargeId: string): void {
  const charge = world.store.find('charge', chargeId);
  if (charge !== undefined && !charge.refunded && !charge.disputed) openDispute(world, chargeId);
}
