import { useEffect, useState } from 'preact/hooks';
import type { ClaimView } from '../../server/protocol/claims.ts';
import type { HoldItem, PageProblem } from '../viewer-page/hub-client.ts';
import { forget, recall, remember } from '../viewer-page/page-memory.ts';
import type { PageTools } from '../viewer-page/page-tools.ts';
import type { DeliveryChoice } from './use-delivery.ts';

/** What the viewer wants, and from whom they heard of it. */
export type Wish = {
  dropId: string;
  dropSlug: string;
  items: HoldItem[];
  click: string | null;
  creatorHandle: string | null;
  /** How it is delivered, and the note; nothing: it is sent, and nothing was asked. */
  asked: DeliveryChoice['asked'];
  /** A proven address and a code, where there are any. */
  rights: { proof?: string; code?: string };
};

/** A wish, and what the page says that it costs with its delivery. */
export type Offered = { wish: Wish; totalMinor: number };

/** The way from the tap to a held unit. */
export function useWish(
  tools: PageTools | null,
  { onHeld }: { onHeld: (claim: ClaimView, access: string) => void },
) {
  const [isClaiming, setClaiming] = useState(false);
  const [problem, setProblem] = useState<PageProblem | null>(null);
  /** What was tapped last, as long as it has led to no hold. */
  const [tapped, setTapped] = useState<Offered | null>(null);
  const [isUndecided, setUndecided] = useState(false);

  async function claim(offered: Offered | null): Promise<void> {
    if (!tools || !offered || isClaiming) return;
    setClaiming(true);
    setProblem(null);
    setTapped(offered);
    const refused = await fulfil(tools, offered.wish, onHeld);
    if (!refused) setTapped(null);
    setUndecided(refused !== null && isKnown(offered.wish));
    setProblem(refused);
    setClaiming(false);
  }

  // A line that is back takes the news of its loss away; the key for the next tap stays.
  useEffect(() => {
    const onOnline = () => setProblem((old) => (old?.code === 'unreachable' ? null : old));
    addEventListener('online', onOnline);
    return () => removeEventListener('online', onOnline);
  }, []);

  return {
    isClaiming,
    problem,
    /** The answer to the last tap was lost: the same wish finds what may have been held unseen. */
    isUndecided,
    /** The viewer wants something else than what they tapped. */
    chooseOtherwise: () => setUndecided(false),
    /** What the tap before means for what the page offers now; null: nothing is offered. */
    about: (offered: Offered | null) => {
      const isTapped = isSame(tapped, offered);
      const isRepeat = isUndecided && isTapped;
      return {
        isRepeat,
        act: isClaiming
          ? ('claiming' as const)
          : isRepeat
            ? ('undecided' as const)
            : ('idle' as const),
        isRetry: problem !== null && isTapped,
        totalMinor: offered?.totalMinor ?? 0,
        /** What the same wish cost when it was tapped, where it costs something else; else null. */
        tappedMinor: isTapped ? otherTotal(tapped, offered) : null,
      };
    },
    claim: (offered: Offered | null) => void claim(offered),
    clearProblem: () => {
      setProblem(null);
      setTapped(null);
    },
  };
}

function isSame(one: Offered | null, other: Offered | null): boolean {
  return one !== null && other !== null && contentOf(one.wish) === contentOf(other.wish);
}

function otherTotal(tapped: Offered | null, offered: Offered | null): number | null {
  return tapped?.totalMinor === offered?.totalMinor ? null : (tapped?.totalMinor ?? null);
}

/** Fetches the right to claim and uses it. Answers what stood in the way, or null. */
async function fulfil(
  tools: PageTools,
  wish: Wish,
  onHeld: (claim: ClaimView, access: string) => void,
): Promise<PageProblem | null> {
  const issued = await tools.ask('issueToken', {
    dropSlug: wish.dropSlug,
    ...(wish.click === null ? {} : { click: wish.click }),
    ...(wish.creatorHandle === null ? {} : { creatorHandle: wish.creatorHandle }),
    ...wish.rights,
  });
  if (!issued.ok) return refusedBy(wish, issued.problem);
  const held = await tools.ask('hold', {
    token: issued.value.token,
    items: wish.items,
    ...wish.asked,
    idempotencyKey: keyOf(tools, wish),
  });
  if (held.ok) {
    onHeld(held.value.claim, held.value.access);
    forget(memoryOf(wish));
    return null;
  }
  return refusedBy(wish, held.problem);
}

/**
 * Once the hub has decided, the next tap is a new wish; without its word the same key asks again, and
 * a claim that was made unseen is found instead of made twice.
 */
function refusedBy(wish: Wish, problem: PageProblem): PageProblem {
  if (!UNDECIDED.has(problem.code)) forget(memoryOf(wish));
  return problem;
}

const UNDECIDED: ReadonlySet<PageProblem['code']> = new Set([
  'unreachable',
  'busy',
  'bug',
  'too_many_requests',
]);

/** Whether the hub was asked for this wish and has not decided. */
function isKnown(wish: Wish): boolean {
  const known = recall(memoryOf(wish));
  return isKept(known) && known.content === contentOf(wish);
}

/** One key per wish: the same articles from the same creator, until the hub has decided. */
function keyOf(tools: PageTools, wish: Wish): string {
  const content = contentOf(wish);
  const known = recall(memoryOf(wish));
  if (isKept(known) && known.content === content) return known.key;
  const key = tools.newKey();
  remember(memoryOf(wish), { content, key });
  return key;
}

function contentOf(wish: Wish): string {
  return JSON.stringify([wish.items, wish.creatorHandle, wish.click, wish.asked, wish.rights]);
}

function memoryOf({ dropId }: Wish): string {
  return `dc.wish.${dropId}`;
}

function isKept(value: unknown): value is { content: string; key: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    typeof value.key === 'string' &&
    'content' in value
  );
}
