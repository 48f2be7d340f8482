import type { History } from './history.ts';
import { askAgain, confirmClick, seeOrder, type Venue, visit } from './viewer.ts';

/** Viewers who come one after the other until they are told to stop. */
export type Load = { stop(): Promise<void> };

const AFTER_PROBLEM_MS = 10;

/** Lets `viewers` browsers at once visit, each a new viewer every time. */
export function startLoad(venue: Venue, history: History, { viewers }: { viewers: number }): Load {
  history.drops.add(venue.drop.id);
  let isOver = false;
  const loops = Array.from({ length: viewers }, async () => {
    while (!isOver) {
      const before = history.held.size;
      await visit(venue, history);
      if (history.held.size === before) await pause(AFTER_PROBLEM_MS);
    }
  });
  return {
    stop: async () => {
      isOver = true;
      await Promise.all(loops);
    },
  };
}

/**
 * Asks the hub again for what it said before: the same key must be the same claim, and a redirect
 * that went out must still count. Wishes without an answer get theirs now. A sentence for each
 * contradiction; at most `most` of each kind are asked for.
 */
export async function findContradictions(
  origin: string,
  history: History,
  { most }: { most: number },
): Promise<string[]> {
  const held = [...history.held].slice(-most).map(async ([id, wish]) => {
    const answer = await askAgain(origin, wish);
    return answer === id ? [] : [`key ${wish.key} was claim ${id} and is now ${answer}`];
  });
  const unanswered = [...history.unanswered].slice(-most).map(async ([key, wish]) => {
    const answer = await askAgain(origin, wish);
    if (answer.includes(' ')) return [];
    history.unanswered.delete(key);
    history.held.set(answer, wish);
    return [];
  });
  const followed = [...history.followed].slice(-most).map(async (click) => {
    const counts = await confirmClick(origin, click);
    if (counts) history.confirmed.add(click);
    return counts ? [] : [`the redirect with ${click} does not count any more`];
  });
  return (await Promise.all([...held, ...unanswered, ...followed])).flat();
}

/** Looks for the orders of claims that were paid and showed none yet. */
export async function seeOrders(origin: string, history: History): Promise<void> {
  const unseen = [...history.charged.values()].filter(
    ({ claimId }) => !history.ordered.has(claimId),
  );
  await Promise.all(unseen.map((proof) => seeOrder(origin, history, proof)));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
