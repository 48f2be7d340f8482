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

/** The way from the tap to a held unit. */
export function useWish(
  tools: PageTools | null,
  onHeld: (claim: ClaimView, access: string) => void,
) {
  const [isClaiming, setClaiming] = useState(false);
  const [problem, setProblem] = useState<PageProblem | null>(null);

  async function claim(wish: Wish): Promise<void> {
    if (!tools || isClaiming) return;
    setClaiming(true);
    setProblem(null);
    const refused = await fulfil(tools, wish, onHeld);
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
    claim: (wish: Wish) => void claim(wish),
    clearProblem: () => setProblem(null),
  };
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
  if (!issued.ok) return issued.problem;
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
  // The hub has decided, so the next tap is a new wish; without its word the same key asks again,
  // and a claim that was made unseen is found instead of made twice.
  if (!UNDECIDED.has(held.problem.code)) forget(memoryOf(wish));
  return held.problem;
}

const UNDECIDED: ReadonlySet<PageProblem['code']> = new Set(['unreachable', 'busy', 'bug']);

/** One key per wish: the same articles from the same creator, until the hub has decided. */
function keyOf(tools: PageTools, wish: Wish): string {
  const content = JSON.stringify([
    wish.items,
    wish.creatorHandle,
    wish.click,
    wish.asked,
    wish.rights,
  ]);
  const known = recall(memoryOf(wish));
  if (isKept(known) && known.content === content) return known.key;
  const key = tools.newKey();
  remember(memoryOf(wish), { content, key });
  return key;
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
