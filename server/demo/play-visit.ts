import { closeLapsedPayments } from '../checkout/close-lapsed-payments.ts';
import { giveBackClaim } from '../checkout/give-back-claim.ts';
import { refundOrder } from '../checkout/refund-order.ts';
import { settlePayment } from '../checkout/settle-payment.ts';
import { startCheckout } from '../checkout/start-checkout.ts';
import { holdUnits } from '../claims/hold-units.ts';
import { issueToken } from '../claims/issue-token.ts';
import { releaseLapsedHolds } from '../claims/release-lapsed.ts';
import { newVisitor } from '../links/new-visitor.ts';
import { settleReactions } from '../platform/happenings.ts';
import { newSecret } from '../platform/ids.ts';
import { invariant } from '../platform/invariant.ts';
import { Problem } from '../platform/problem.ts';
import type { ProblemCode } from '../protocol/problems.ts';
import { reactions } from '../reactions.ts';
import { findOrderIdOfClaim, findSessionIdOfClaim } from './demo.store.ts';
import type { CreatorKey } from './demo-brand.ts';
import { SELF_BUYER, SELF_BUYER_PERSON } from './demo-crowds.ts';
import type { DropPlan } from './demo-drops.ts';
import { demoPerson } from './demo-people.ts';
import { skuCode } from './demo-products.ts';
import { followDemoLink } from './follow-demo-link.ts';
import { createDice, type Dice } from './rules/dice.ts';
import type { Refund, Visit } from './rules/plan-visits.ts';
import type { Stage } from './stage.ts';

type Scene = { drop: DropPlan; visit: Visit<CreatorKey>; dice: Dice };
type Held = { claimId: string; access: string };

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;
/** A hold lasts ten minutes; the sweep comes right after it. */
const LAPSED_SECONDS = 601;

/** Plans one viewer's visit to a drop: click, hold, checkout, payment, and what may follow. */
export function playVisit(stage: Stage, { drop, visit }: Omit<Scene, 'dice'>): void {
  const scene = { drop, visit, dice: createDice(visit.person * 101 + drop.title.length) };
  stage.agenda.plan(new Date(drop.startsAt.getTime() + visit.atMinute * 60_000), () =>
    arrive(stage, scene),
  );
}

async function arrive(stage: Stage, scene: Scene): Promise<void> {
  const { visit, dice } = scene;
  const creator = stage.house.creators[visit.creator];
  const click = visit.byLink
    ? await followDemoLink(stage, { person: visit.person, creator, dice })
    : undefined;
  if (visit.outcome === 'looks') return;
  later(stage, dice.between(8, 70), async () => {
    const held = await hold(stage, scene, click);
    if (held) await goOn(stage, scene, held);
  });
}

/** Holds what the viewer likes best, or the next thing that is left; null: nothing was. */
async function hold(
  stage: Stage,
  { drop, visit }: Scene,
  click: string | undefined,
): Promise<Held | null> {
  const { hub, house, visitorIds } = stage;
  const visitorId = visitorIds.get(visit.person) ?? newVisitor(hub.clock.now()).id;
  visitorIds.set(visit.person, visitorId);
  const { handle } = house.creators[visit.creator];
  const asked = { dropSlug: drop.slug, visitorId, creatorHandle: handle };
  const { token } = await issueToken(hub, click ? { ...asked, click } : asked);
  for (const items of wishes(stage, { drop, visit })) {
    try {
      const held = await holdUnits(hub, { token, items, idempotencyKey: newSecret(128) });
      return { claimId: held.claim.id, access: held.access };
    } catch (error) {
      if (!(error instanceof Problem) || !LEAVES_EMPTY_HANDED.has(error.code)) throw error;
    }
  }
  return null;
}

/** What can happen to anybody at a drop. */
const LEAVES_EMPTY_HANDED: ReadonlySet<ProblemCode> = new Set([
  'drop_sold_out',
  'not_enough_units',
  'gate_full',
  'drop_ended',
]);

/** First the favourite (with a second article), then each article alone. */
function wishes({ house }: Stage, { drop, visit }: Omit<Scene, 'dice'>) {
  const all = drop.items.map(({ product, colour, size }) => {
    const skuId = house.skuIds.get(skuCode(product, colour, size));
    invariant(skuId, `${product} ${colour} ${size} is in the catalog`);
    return { skuId, quantity: 1 };
  });
  const start = Math.floor(visit.taste * all.length);
  const sorted = [...all.slice(start), ...all.slice(0, start)];
  const [favourite] = sorted;
  const other = sorted.at(-1);
  const both = visit.takesTwo && favourite && other ? [[favourite, other]] : [];
  return [...both, ...sorted.map((item) => [item])];
}

async function goOn(stage: Stage, { visit, dice }: Scene, held: Held): Promise<void> {
  switch (visit.outcome) {
    case 'looks':
      return;
    case 'lapses':
      return later(stage, LAPSED_SECONDS, () => releaseLapsedHolds(stage.hub));
    case 'gives_back':
      return later(stage, dice.between(30, 200), () =>
        giveBackClaim(stage.hub, { ...held, visitorId: null }),
      );
    case 'declined':
      later(stage, LAPSED_SECONDS, () => closeLapsedPayments(stage.hub));
      return later(stage, dice.between(5, 40), () => pay(stage, { visit, held }, ['declined']));
    case 'pays_after_decline':
      return later(stage, dice.between(5, 40), () =>
        pay(stage, { visit, held }, ['declined', pickCard(dice)]),
      );
    case 'pays':
      return later(stage, dice.between(5, 40), () => pay(stage, { visit, held }, [pickCard(dice)]));
  }
}

async function pay(
  stage: Stage,
  paying: { visit: Visit<CreatorKey>; held: Held },
  cards: readonly string[],
): Promise<void> {
  const { visit, held } = paying;
  await startCheckout(stage.hub, { ...held, visitorId: null });
  const sessionId = await findSessionIdOfClaim(stage.hub.db, held.claimId);
  invariant(sessionId, 'a started checkout has a session');
  const person = visit.person === SELF_BUYER ? SELF_BUYER_PERSON : demoPerson(visit.person);
  cards.forEach((card, index) => {
    later(stage, 45 + 40 * index, async () => {
      const given = { ...person, card: card === 'declined' ? DECLINED_CARD : card };
      const result = await stage.pay(sessionId, given);
      if (result !== 'succeeded') return;
      await settlePayment(stage.hub, sessionId);
      await settleReactions(stage.hub, reactions);
      if (visit.refund) await planRefund(stage, { ...visit.refund, claimId: held.claimId });
    });
  });
}

async function planRefund(stage: Stage, refund: Refund & { claimId: string }): Promise<void> {
  const { hub, house } = stage;
  const orderId = await findOrderIdOfClaim(hub.db, refund.claimId);
  invariant(orderId, 'a settled claim has an order');
  const { amountMinor, reason } = refund;
  later(stage, (refund.afterDays * DAY_MS) / SECOND_MS, async () => {
    await refundOrder(hub, { brandId: house.brand.id, orderId, amountMinor, reason });
    await settleReactions(hub, reactions);
  });
}

function later(stage: Stage, seconds: number, run: () => Promise<unknown>): void {
  const { clock } = stage.hub;
  stage.agenda.plan(new Date(clock.now().getTime() + Math.round(seconds * SECOND_MS)), run);
}

const DECLINED_CARD = '4000000000000002';

/** Ordinary test cards, one of them with 3-D Secure. */
function pickCard(dice: Dice): string {
  return dice.pick(['4242424242424242', '5555555555554444', '378282246310005', '4000002500003155']);
}
