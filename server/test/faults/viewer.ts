import { randomInt } from 'node:crypto';
import { newSecret, newTimedSecret } from '../../platform/ids.ts';
import type { ClaimView, HeldClaim } from '../../protocol/claims.ts';
import { CLICK_PARAMETER, VISITOR_COOKIE } from '../../protocol/links.ts';
import type { History, Proof, Wish } from './history.ts';

/** Where viewers go: one drop of one article, and a link that leads to it. */
export type Venue = {
  origin: string;
  drop: { id: string; slug: string };
  sku: { id: string };
  link: { slug: string };
};

/** A problem that the hub answered, for instance `409 drop_sold_out`. */
class Answered extends Error {}

const PATIENCE_MS = 30_000;

/**
 * One viewer with a browser of their own: follows a link or comes by themselves, claims a unit, and
 * then pays, gives it back, or stays undecided. Everything that they are told goes into the history
 * at once; they stop where an answer is a problem or does not come.
 */
export async function visit(venue: Venue, history: History): Promise<void> {
  try {
    const cookie = `${VISITOR_COOKIE}=${newTimedSecret(new Date())}`;
    const click = randomInt(3) === 0 ? await followLink(venue, history, cookie) : undefined;
    const { claim, access } = await hold(venue, history, { cookie, click });
    const next = randomInt(8);
    const proof = { claimId: claim.id, access };
    if (next < 3) await pay(venue, history, { proof, cookie });
    if (next === 3) {
      await ask(venue, 'viewer.release', { input: proof, cookie });
      history.givenBack.add(claim.id);
    }
  } catch (error) {
    history.countProblem(error instanceof Answered ? error.message : 'no answer');
  }
}

/** Asks for a wish again, with its own key; the claim's id, or the problem that is answered. */
export async function askAgain(origin: string, wish: Wish): Promise<string> {
  try {
    const { claim } = await sendWish(origin, wish);
    return claim.id;
  } catch (error) {
    if (error instanceof Answered) return error.message;
    throw error;
  }
}

/** Hands a click id back as the landed page does; whether it counts. */
export function confirmClick(origin: string, click: string): Promise<boolean> {
  return ask<boolean>({ origin }, 'viewer.confirmClick', { input: { click }, cookie: '' });
}

async function followLink(venue: Venue, history: History, cookie: string): Promise<string> {
  const answer = await fetch(`${venue.origin}/r/${venue.link.slug}`, {
    redirect: 'manual',
    headers: { cookie, 'x-forwarded-for': network(cookie) },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  await answer.text();
  const location = answer.headers.get('location') ?? '';
  const click = new URL(location, venue.origin).searchParams.get(CLICK_PARAMETER);
  if (answer.status !== 302 || click === null) throw new Answered(`${answer.status} no redirect`);
  history.followed.add(click);
  if (await confirmClick(venue.origin, click)) history.confirmed.add(click);
  return click;
}

async function hold(
  venue: Venue,
  history: History,
  { cookie, click }: { cookie: string; click: string | undefined },
): Promise<HeldClaim> {
  const { drop, sku, origin } = venue;
  const input = { dropSlug: drop.slug, ...(click ? { click } : {}) };
  const { token } = await ask<{ token: string }>(venue, 'viewer.issueToken', { input, cookie });
  const wish: Wish = { dropId: drop.id, skuId: sku.id, key: newSecret(128), token, cookie };
  history.unanswered.set(wish.key, wish);
  const held = await sendWish(origin, wish);
  history.held.set(held.claim.id, wish);
  history.unanswered.delete(wish.key);
  return held;
}

function sendWish(origin: string, { token, skuId, key, cookie }: Wish): Promise<HeldClaim> {
  const input = { token, items: [{ skuId, quantity: 1 }], idempotencyKey: key };
  return ask<HeldClaim>({ origin }, 'viewer.hold', { input, cookie });
}

/** Pays on the page of the built-in payment server, and waits a moment for the order to be shown. */
async function pay(
  venue: Venue,
  history: History,
  { proof, cookie }: { proof: Proof; cookie: string },
): Promise<void> {
  const { url } = await ask<{ url: string }>(venue, 'viewer.checkout', { input: proof, cookie });
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      method: 'card',
      email: `${proof.claimId}@home.test`,
      name: 'Mia Lund',
      number: '4242424242424242',
      expiry: '12/40',
      cvc: '123',
    }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  await answer.text();
  if (answer.status !== 303) throw new Answered(`${answer.status} payment page`);
  history.charged.set(proof.claimId, proof);
  for (let looks = 0; looks < 10 && !(await seeOrder(venue.origin, history, proof)); looks += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
}

/** Looks at a claim's page; an order that is shown there is acknowledged. */
export async function seeOrder(origin: string, history: History, proof: Proof): Promise<boolean> {
  const query = encodeURIComponent(JSON.stringify(proof));
  const answer = await fetch(`${origin}/trpc/viewer.claim?input=${query}`, {
    headers: { 'x-forwarded-for': network(proof.claimId) },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const { result } = (await answer.json()) as { result?: { data: ClaimView } };
  const order = result?.data.order;
  if (order) history.ordered.set(proof.claimId, order.number);
  return Boolean(order);
}

async function ask<T>(
  { origin }: Pick<Venue, 'origin'>,
  path: string,
  { input, cookie }: { input: unknown; cookie: string },
): Promise<T> {
  const answer = await fetch(`${origin}/trpc/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin,
      cookie,
      'x-forwarded-for': network(cookie),
    },
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const { result, error } = (await answer.json()) as TrpcAnswer<T>;
  if (answer.status === 200 && result) return result.data;
  const problem = `${answer.status} ${error?.data.problem?.code}`;
  const isLater = answer.status === 429 || answer.status === 503;
  const isTimed = Number(answer.headers.get('retry-after')) > 0;
  throw new Answered(isLater && !isTimed ? `${problem} without a time to come again` : problem);
}

type TrpcAnswer<T> = {
  result?: { data: T };
  error?: { data: { problem?: { code: string } } };
};

/** An address that follows from the visitor, of the networks that are set aside for tests. */
function network(cookie: string): string {
  let sum = 0;
  for (const letter of cookie) sum = (sum * 31 + letter.charCodeAt(0)) % 0xff_ff_ff;
  return `10.${sum >> 16}.${(sum >> 8) & 255}.${sum & 255}`;
}
