import type { Sample } from '../../uplift/rules/wilson.ts';
import { inWords, isFarAbove, sample, without } from './above-baseline.ts';

/** One human click, old enough for its landed page to have said that it is there. */
export type ClickFact = {
  id: string;
  linkId: string;
  contractId: string;
  visitorId: string | null;
  networkHash: string | null;
  at: number;
  isConfirmed: boolean;
};

/** Something that was seen about one contract in one drop. */
export type ClickFinding = {
  rule: 'bot_burst' | 'click_flood';
  contractId: string;
  /** Tells it apart from others of its rule. */
  subject: string;
  clickIds: string[];
  sentences: string[];
};

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const LEAST_OF_BURST = 30;
/** Without a baseline, three of ten clicks are taken to end before the page is there. */
const USUAL_LOSS = sample(30, 100);

/**
 * Bursts: in one minute many clicks of one link, and nearly none of them landed, while the clicks of
 * the rest of the drop did. However many come at once, whoever lands is a person.
 */
export function findBotBursts(clicks: readonly ClickFact[]): ClickFinding[] {
  const groups = grouped(clicks, ({ linkId, at }) => `${linkId} ${Math.floor(at / MINUTE_MS)}`);
  const all = lossOf(clicks);
  return [...groups].flatMap(([subject, own]) => {
    const lost = own.filter(({ isConfirmed }) => !isConfirmed);
    const [first] = own;
    if (!first || lost.length < LEAST_OF_BURST || lost.length < 0.8 * own.length) return [];
    const mine = sample(lost.length, own.length);
    const rest = without(all, mine);
    if (!isFarAbove(mine, rest, { least: LEAST_OF_BURST, ratio: 2, usual: USUAL_LOSS })) return [];
    return [
      {
        rule: 'bot_burst' as const,
        contractId: first.contractId,
        subject,
        clickIds: lost.map(({ id }) => id),
        sentences: [
          `${inWords(mine)} clicks of one minute never showed the page, against ${inWords(rest)} of the other clicks of this drop.`,
        ],
      },
    ];
  });
}

/**
 * Floods: one browser that clicks a link again and again, ten times as often in an hour as the
 * busiest hundredth of this drop's visitors; or one connection by which many new visitors come of
 * whom nearly nobody lands. A thousand people behind one connection who land are a thousand people.
 */
export function findClickFloods(clicks: readonly ClickFact[]): ClickFinding[] {
  return [...floodsOfVisitors(clicks), ...floodsOfNetworks(clicks)];
}

const LEAST_OF_VISITOR = 30;
const LEAST_OF_NETWORK = 50;

function floodsOfVisitors(clicks: readonly ClickFact[]): ClickFinding[] {
  const known = clicks.filter(({ visitorId }) => visitorId !== null);
  const groups = grouped(
    known,
    ({ visitorId, linkId, at }) => `${visitorId} ${linkId} ${Math.floor(at / HOUR_MS)}`,
  );
  const counts = [...groups.values()].map(({ length }) => length).sort((a, b) => a - b);
  // The flood itself must not raise what it is held against: it is left out of its own baseline.
  const usual = counts[Math.max(0, Math.ceil(counts.length * 0.99) - 2)] ?? 1;
  return [...groups].flatMap(([subject, own]) => {
    const [first, ...again] = own;
    const isFlood = own.length >= Math.max(LEAST_OF_VISITOR, 10 * usual);
    if (!isFlood || !first) return [];
    return [
      {
        rule: 'click_flood' as const,
        contractId: first.contractId,
        subject,
        clickIds: again.map(({ id }) => id),
        sentences: [
          `One browser clicked ${own.length} times within an hour; of a hundred visitors of this drop, ninety-nine clicked ${usual === 1 ? 'once' : `at most ${usual} times`}.`,
        ],
      },
    ];
  });
}

function floodsOfNetworks(clicks: readonly ClickFact[]): ClickFinding[] {
  const known = clicks.filter(({ networkHash }) => networkHash !== null);
  const groups = grouped(
    known,
    ({ networkHash, linkId, at }) => `${networkHash} ${linkId} ${Math.floor(at / HOUR_MS)}`,
  );
  const all = lossOf(clicks);
  return [...groups].flatMap(([subject, own]) => {
    const lost = own.filter(({ isConfirmed }) => !isConfirmed);
    const [first] = own;
    if (!first || lost.length < LEAST_OF_NETWORK || lost.length < 0.95 * own.length) return [];
    const mine = sample(lost.length, own.length);
    const rest = without(all, mine);
    const threshold = { least: LEAST_OF_NETWORK, ratio: 2, usual: USUAL_LOSS };
    if (!isFarAbove(mine, rest, threshold)) return [];
    return [
      {
        rule: 'click_flood' as const,
        contractId: first.contractId,
        subject,
        clickIds: lost.map(({ id }) => id),
        sentences: [
          `${own.length} clicks within an hour came over one connection, and ${inWords(mine)} never showed the page.`,
        ],
      },
    ];
  });
}

/** How many never landed. */
function lossOf(clicks: readonly ClickFact[]): Sample {
  return sample(clicks.filter(({ isConfirmed }) => !isConfirmed).length, clicks.length);
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
