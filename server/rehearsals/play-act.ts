import { giveBackClaim } from '../checkout/give-back-claim.ts';
import { payAtTestServer } from '../checkout/pay-at-test-server.ts';
import { refundOrder } from '../checkout/refund-order.ts';
import { settlePayment } from '../checkout/settle-payment.ts';
import { startCheckout } from '../checkout/start-checkout.ts';
import { holdUnits } from '../claims/hold-units.ts';
import { issueToken } from '../claims/issue-token.ts';
import { extendDrop } from '../drops/extend-drop.ts';
import { Problem } from '../platform/problem.ts';
import type { ProblemCode } from '../protocol/problems.ts';
import { joinLineByToken } from '../viewer/join-line.ts';
import { findClaimOf, findOrderIdOf, findSessionOf } from './facts.store.ts';
import { followAsViewer } from './follow-as-viewer.ts';
import type { Act } from './rules/plan-acts.ts';
import { windowOf } from './rules/plan-acts.ts';
import type { Result } from './rules/tally.ts';
import { handleOf, type Scene, visitorOf, wishOf } from './scene.ts';

/** What happens to many at any drop; anything else is a failure that the host should know of. */
const ORDINARY: ReadonlySet<ProblemCode> = new Set([
  ...(['drop_sold_out', 'not_enough_units', 'gate_full', 'drop_ended', 'drop_paused'] as const),
  ...(['drop_not_started', 'limit_reached', 'draw_only', 'not_your_turn'] as const),
  ...(['claim_expired', 'claim_already_paid', 'claim_not_held', 'drop_over'] as const),
]);

/** Plays one act by the verbs that a viewer's page calls. Never throws: what breaks is a failure. */
export async function playAct(scene: Scene, act: Act): Promise<Result> {
  try {
    return await PLAY[act.kind](scene, act.viewer);
  } catch (error) {
    if (error instanceof Problem && ORDINARY.has(error.code)) return { kind: 'done' };
    const { id: rehearsalId } = scene.rehearsal;
    scene.hub.log.warn({ err: error, rehearsalId, act: act.kind }, 'an act of a rehearsal failed');
    return { kind: 'failed' };
  }
}

const PLAY: Record<Act['kind'], (scene: Scene, viewer: number) => Promise<Result>> = {
  look: async (scene, viewer) => {
    await followAsViewer(scene, viewer);
    return { kind: 'clicked' };
  },
  claim,
  pay: (scene, viewer) => payFor(scene, viewer, 'accepted'),
  decline: (scene, viewer) => payFor(scene, viewer, 'declined'),
  give_back: async (scene, viewer) => {
    const found = await openClaimOf(scene, viewer);
    if (found) await giveBackClaim(scene.hub, found);
    return { kind: 'done' };
  },
  refund: async (scene, viewer) => {
    const { hub, rehearsal, dropId } = scene;
    const found = await findClaimOf(hub.db, { dropId, visitorId: visitorOf(rehearsal, viewer) });
    const orderId = found?.paidAt ? await findOrderIdOf(hub.db, found.id) : null;
    const given = { brandId: scene.brandId, reason: 'Changed their mind' };
    if (orderId) await refundOrder(hub, { ...given, orderId });
    return { kind: 'done' };
  },
  extend: async ({ hub, brandId, dropId, rehearsal }) => {
    const { extraMinutes: minutes } = windowOf(rehearsal.minutes);
    await extendDrop(hub, { brandId, dropId, minutes });
    return { kind: 'extended' };
  },
};

async function claim(scene: Scene, viewer: number): Promise<Result> {
  const { hub, rehearsal } = scene;
  const asked = {
    dropSlug: scene.slug,
    visitorId: visitorOf(rehearsal, viewer),
    creatorHandle: handleOf(scene, viewer),
    click: scene.clicks.get(viewer),
  };
  const { token } = await issueToken(hub, asked);
  const wish = wishOf(scene, viewer);
  const startedAt = performance.now();
  try {
    await holdUnits(hub, { token, ...wish, idempotencyKey: `${asked.visitorId}:claim` });
    return { kind: 'held', ms: Math.round(performance.now() - startedAt) };
  } catch (error) {
    if (!(error instanceof Problem) || !ORDINARY.has(error.code)) throw error;
    const ms = Math.round(performance.now() - startedAt);
    await wait(scene, token, { error, item: wish.items[0] });
    const isSoldOut = error.code === 'drop_sold_out';
    return { kind: 'refused', ms, isSoldOut };
  }
}

/** Whoever got nothing waits for what comes back, as the page offers it. */
async function wait(
  { hub, drop }: Scene,
  token: string,
  { error, item }: { error: Problem; item: { skuId: string; quantity: number } | undefined },
): Promise<void> {
  const kind = LINES[error.code];
  if (!item || !kind || (kind === 'waiting' && !drop.hasWaitingList)) return;
  await joinLineByToken(hub, { token, kind, ...item }).catch((refused: unknown) => {
    if (!(refused instanceof Problem)) throw refused;
  });
}

const LINES: Partial<Record<ProblemCode, 'waiting' | 'queue' | 'draw'>> = {
  drop_sold_out: 'waiting',
  not_enough_units: 'waiting',
  draw_only: 'draw',
  not_your_turn: 'queue',
};

async function payFor(
  scene: Scene,
  viewer: number,
  card: 'accepted' | 'declined',
): Promise<Result> {
  const found = await openClaimOf(scene, viewer);
  return found ? payClaim(scene, found, card) : { kind: 'done' };
}

/** Opens the payment page of a claim, pays there with a test card, and settles what came of it. */
export async function payClaim(
  { hub, rehearsal }: Scene,
  which: { claimId: string; visitorId: string },
  card: 'accepted' | 'declined' = 'accepted',
): Promise<Result> {
  const opened = await startCheckout(hub, { ...which, testCard: card }).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'payment_declined') return null;
    throw error;
  });
  if (!opened) return { kind: 'declined' };
  const { url } = opened;
  const sessionId = await findSessionOf(hub.db, which.claimId);
  // Where the hub has a Stripe key the page is paid already.
  if (!sessionId || !url.includes(sessionId)) return { kind: 'done' };
  const payer = { name: 'Simulated viewer', email: `${which.visitorId}@rehearsal.invalid`, card };
  if (!(await payAtTestServer(url, payer))) return { kind: 'declined' };
  await settlePayment(hub, sessionId);
  hub.log.debug({ rehearsalId: rehearsal.id, sessionId }, 'a simulated viewer has paid');
  return { kind: 'done' };
}

async function openClaimOf(
  { hub, rehearsal, dropId }: Scene,
  viewer: number,
): Promise<{ claimId: string; visitorId: string } | null> {
  const visitorId = visitorOf(rehearsal, viewer);
  const found = await findClaimOf(hub.db, { dropId, visitorId });
  if (!found || found.paidAt || found.releasedAt) return null;
  return { claimId: found.id, visitorId };
}
