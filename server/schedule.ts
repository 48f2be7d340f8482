import { closeLapsedPayments } from './checkout/close-lapsed-payments.ts';
import { forgetOldEvents } from './checkout/forget-old-events.ts';
import { reconcilePayments } from './checkout/reconcile-payments.ts';
import { offerUnits } from './claims/offer-units.ts';
import { releaseLapsedHolds } from './claims/release-lapsed.ts';
import { LEARN_EVERY_MS, loadRevocations } from './claims/revocations.ts';
import { forgetWaitingDocks } from './dock/forget-waiting-docks.ts';
import { openReserves } from './drops/open-reserves.ts';
import {
  detectPatterns,
  detectRefundAbuse,
  detectSharedDestinations,
} from './fraud/detect-patterns.ts';
import { drawDueLots } from './lines/draw-lots.ts';
import { listDropsToServe } from './lines/list-drops-to-serve.ts';
import { createClickForgetter } from './links/forget-old-clicks.ts';
import { markLateClicks } from './links/mark-late-clicks.ts';
import type { Mailer } from './mail/create-mailer.ts';
import { forgetOldMail } from './mail/forget-old-mail.ts';
import { bookDropFees } from './payouts/book-drop-fees.ts';
import { resumeAttempts } from './payouts/carry-out-attempt.ts';
import { reconcilePayouts } from './payouts/reconcile-payouts.ts';
import { releaseDueCommissions } from './payouts/release-due.ts';
import { settleLtvFees } from './payouts/settle-ltv-fees.ts';
import { forgetOldHappenings, runReactions } from './platform/happenings.ts';
import type { Hub } from './platform/hub.ts';
import type { Leases } from './platform/lease.ts';
import { repeat, type Task } from './platform/repeat.ts';
import { forgetOldProofs } from './proofs/forget-old-proofs.ts';
import { forgetOldReminders } from './push/forget-reminder.ts';
import { sendReminders } from './push/send-reminders.ts';
import { forgetOldQuestions } from './questions/forget-old-questions.ts';
import { reactions } from './reactions.ts';
import { playRehearsals } from './rehearsals/play-rehearsals.ts';
import { removeRehearsals } from './rehearsals/remove-rehearsals.ts';
import { keepReports } from './reports/keep-reports.ts';
import { createDeliverer } from './webhooks/deliver.ts';
import { forgetOldDeliveries } from './webhooks/forget-old-deliveries.ts';
import { tellNews } from './webhooks/tell-news.ts';

/** Every so often, do that. Each task may run twice or late: a lease is taken, never guaranteed. */
function tasksOf(hub: Hub, mailer: Mailer): Task[] {
  const webhooks = createDeliverer(hub);
  return [
    // Every happening has a lease of its own, so that all nodes react side by side.
    {
      name: 'react to what happened',
      everyMs: 200,
      onEveryNode: true,
      run: () => runReactions(hub, reactions),
    },
    { name: 'release lapsed holds', everyMs: 500, run: () => releaseLapsedHolds(hub) },
    {
      name: 'learn of withdrawn rights',
      everyMs: LEARN_EVERY_MS,
      onEveryNode: true,
      run: () => loadRevocations(hub),
    },
    { name: 'forget old happenings', everyMs: 3_600_000, run: () => forgetOldHappenings(hub) },
    { name: 'forget old payment events', everyMs: 3_600_000, run: () => forgetOldEvents(hub) },
    { name: 'forget old mail', everyMs: 3_600_000, run: () => forgetOldMail(hub) },
    { name: 'forget old proofs', everyMs: 3_600_000, run: () => forgetOldProofs(hub) },
    { name: 'mark late clicks', everyMs: 2_000, run: () => markLateClicks(hub) },
    { name: 'send reminders', everyMs: 1_000, run: () => sendReminders(hub) },
    { name: 'forget old reminders', everyMs: 3_600_000, run: () => forgetOldReminders(hub) },
    { name: 'forget old questions', everyMs: 3_600_000, run: () => forgetOldQuestions(hub) },
    { name: 'forget old clicks', everyMs: 60_000, run: createClickForgetter(hub) },
    { name: 'forget waiting docks', everyMs: 3_600_000, run: () => forgetWaitingDocks(hub) },
    { name: 'draw lots', everyMs: 1_000, run: () => drawDueLots(hub) },
    { name: 'serve lines', everyMs: 1_000, run: () => serveLines(hub) },
    { name: 'close lapsed payments', everyMs: 1_000, run: () => closeLapsedPayments(hub) },
    { name: 'open reserves', everyMs: 5_000, run: () => openReserves(hub) },
    { name: 'keep reports', everyMs: 1_000, run: () => keepReports(hub) },
    { name: 'play rehearsals', everyMs: 250, run: () => playRehearsals(hub) },
    { name: 'remove rehearsals', everyMs: 2_000, run: () => removeRehearsals(hub) },
    { name: 'deliver mail', everyMs: 1_000, run: () => mailer.deliverWaiting() },
    { name: 'release due commissions', everyMs: 60_000, run: () => releaseDueCommissions(hub) },
    { name: 'book fees of drops', everyMs: 60_000, run: () => bookDropFees(hub, 'recent') },
    // What an outage of more than a week, or an acceptance that came late, has left behind.
    { name: 'book late fees of drops', everyMs: 86_400_000, run: () => bookDropFees(hub) },
    { name: 'settle LTV fees', everyMs: 3_600_000, run: () => settleLtvFees(hub) },
    // Every delivery has a lease of its own, as happenings have.
    {
      name: 'deliver webhooks',
      everyMs: 500,
      onEveryNode: true,
      run: () => webhooks.tick(),
    },
    { name: 'forget old deliveries', everyMs: 3_600_000, run: () => forgetOldDeliveries(hub) },
    { name: 'tell news', everyMs: 5_000, run: () => tellNews(hub) },
    { name: 'detect fraud', everyMs: 60_000, run: () => detectPatterns(hub) },
    { name: 'detect refund abuse', everyMs: 3_600_000, run: () => detectRefundAbuse(hub) },
    {
      name: 'detect shared destinations',
      everyMs: 3_600_000,
      run: () => detectSharedDestinations(hub),
    },
    { name: 'take up payouts', everyMs: 30_000, run: () => resumeAttempts(hub) },
    { name: 'reconcile payouts', everyMs: 300_000, run: () => reconcilePayouts(hub) },
    { name: 'reconcile payments', everyMs: 300_000, run: () => reconcilePayments(hub) },
  ];
}

/**
 * Starts all tasks, each at once and then after every pause; `stop` waits for those under way. Of
 * several nodes one runs each task, and another one goes on when it dies.
 */
export function startSchedule(
  hub: Hub,
  { mailer, leases }: { mailer: Mailer; leases: Leases },
): { stop(): Promise<void> } {
  const running = tasksOf(hub, mailer).map((task) => repeat(task, { leases, log: hub.log }));
  return { stop: async () => void (await Promise.all(running.map((stop) => stop()))) };
}

/** Offers what is free to whoever waits, in all drops; one that fails keeps no other from it. */
async function serveLines(hub: Hub): Promise<void> {
  const dropIds = await listDropsToServe(hub);
  const served = await Promise.allSettled(dropIds.map((dropId) => offerUnits(hub, dropId)));
  const failed = served.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}
