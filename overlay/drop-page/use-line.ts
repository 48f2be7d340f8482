import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ClaimView } from '../../server/protocol/claims.ts';
import type { LineKind, OwnPlace, PlaceView } from '../../server/protocol/lines.ts';
import type { DropPageData } from '../../server/protocol/viewer-pages.ts';
import type { PageProblem } from '../viewer-page/hub-client.ts';
import type { PageTools } from '../viewer-page/page-tools.ts';
import { recallPlace, rememberPlace } from '../viewer-page/place-memory.ts';
import type { DropNow } from './use-live-drop.ts';
import type { Wish } from './use-wish.ts';

/** A viewer's own place in line as the page shows it, and what can be done with it. */
export type OwnLine = {
  place: PlaceView | null;
  problem: PageProblem | null;
  isJoining: boolean;
  /** They want to leave and may still change their mind. */
  isLeaving: boolean;
  join: (wish: LineWish) => void;
  leave: () => void;
  undo: () => void;
};

export type LineWish = { kind: LineKind; wish: Wish; email: string };

/** For so long "Undo" stays. */
const UNDO_MS = 5_000;
/** After news of the drop the hub is asked within this, so that not all ask at once. */
const SPREAD_MS = 2_000;
/** Without news it is asked this often. */
const PATIENCE_MS = 25_000;

/**
 * Keeps a place in line as the hub has it: asks again when the drop has changed, at the moments at
 * which lots are drawn, and now and then. An offer becomes the claim of the page by itself.
 */
export function useLine(
  tools: Pick<PageTools, 'ask'> | null,
  given: {
    data: DropPageData;
    drop: DropNow;
    claim: ClaimView | null;
    onOffer: (claim: ClaimView, access: string) => void;
  },
): OwnLine {
  const { data, drop, claim } = given;
  const { view } = data;
  const seedHash = view.lot?.seedHash ?? null;
  const [own, setOwn] = useState<OwnPlace | null>(data.place ?? null);
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const [isJoining, setJoining] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const access = useRef(data.place?.access);
  const taken = useRef<string | null>(data.claim?.id ?? null);
  const onOffer = useRef(given.onOffer);
  onOffer.current = given.onOffer;

  const keep = useCallback(
    (next: OwnPlace | null) => {
      setOwn(next);
      if (!next) return;
      access.current = next.access;
      const { lotId } = next.place;
      rememberPlace(view.id, { access: next.access, lotId, seedHash });
    },
    [view.id, seedHash],
  );

  const ask = useCallback(async () => {
    if (!tools || access.current === undefined) return;
    const answer = await tools.ask('myPlace', { dropId: view.id, access: access.current });
    if (answer.ok && answer.value) keep(answer.value);
  }, [tools, view.id, keep]);

  useEffect(() => {
    if (!tools || access.current !== undefined) return;
    const known = recallPlace(view.id);
    if (!known) return;
    access.current = known.access;
    void ask();
  }, [tools, view.id, ask]);

  // An offer is a claim; the page holds it as if it had been tapped for.
  useEffect(() => {
    const offer = own?.place.offer;
    if (!tools || !offer || !own.offerAccess || taken.current === offer.claimId) return;
    taken.current = offer.claimId;
    const proof = { claimId: offer.claimId, access: own.offerAccess };
    void tools.ask('claim', proof).then((answer) => {
      if (answer.ok) onOffer.current(answer.value, proof.access);
      else taken.current = null;
    });
  }, [tools, own]);

  const place = own?.place ?? null;
  const isOpen = place !== null && place.closedAt === null;
  const drawAt = view.entriesCloseAt ?? view.facts.startsAt;
  const isUndrawn = isOpen && place.position === null;
  const { stock, now } = drop;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever of these changes is news
  useEffect(() => {
    if (!tools || !isOpen) return;
    const timer = setTimeout(() => void ask(), 300 + Math.random() * SPREAD_MS);
    return () => clearTimeout(timer);
  }, [tools, isOpen, stock, claim?.state]);
  useEffect(() => {
    if (!tools || !isOpen) return;
    const timer = setInterval(() => void ask(), PATIENCE_MS * (0.8 + Math.random() * 0.4));
    return () => clearInterval(timer);
  }, [tools, isOpen, ask]);
  useEffect(() => {
    if (!tools || !isUndrawn) return;
    let timer: ReturnType<typeof setTimeout>;
    const plan = () => {
      const leftMs = Math.max(0, drawAt - now());
      // A longer timer than a browser can hold is asked for in steps.
      timer = setTimeout(
        () => {
          if (now() >= drawAt) void ask();
          plan();
        },
        Math.min(leftMs, 3_600_000) + 1_000 + Math.random() * SPREAD_MS,
      );
    };
    plan();
    return () => clearTimeout(timer);
  }, [tools, isUndrawn, drawAt, now, ask]);
  useEffect(() => {
    const onVisible = () => {
      if (document.visibilityState === 'visible') void ask();
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => document.removeEventListener('visibilitychange', onVisible);
  }, [ask]);

  useEffect(() => {
    if (!isLeaving || !tools) return;
    const timer = setTimeout(async () => {
      const proof = access.current === undefined ? {} : { access: access.current };
      const answer = await tools.ask('leaveLine', { dropId: view.id, ...proof });
      setLeaving(false);
      if (answer.ok) keep(answer.value);
      else setProblem(answer.problem);
    }, UNDO_MS);
    return () => clearTimeout(timer);
  }, [isLeaving, tools, view.id, keep]);

  async function join(wanted: LineWish): Promise<void> {
    if (!tools || isJoining) return;
    setJoining(true);
    setProblem(null);
    const answer = await askForPlace(tools, wanted);
    if (answer.ok) keep(answer.value);
    else setProblem(answer.problem);
    setJoining(false);
  }

  return {
    place,
    problem,
    isJoining,
    isLeaving,
    join: (wanted) => void join(wanted),
    leave: () => setLeaving(true),
    undo: () => setLeaving(false),
  };
}

async function askForPlace(tools: Pick<PageTools, 'ask'>, { kind, wish, email }: LineWish) {
  const issued = await tools.ask('issueToken', {
    dropSlug: wish.dropSlug,
    ...(wish.click === null ? {} : { click: wish.click }),
    ...(wish.creatorHandle === null ? {} : { creatorHandle: wish.creatorHandle }),
    ...wish.rights,
  });
  if (!issued.ok) return issued;
  const [{ skuId, quantity } = { skuId: '', quantity: 1 }] = wish.items;
  const { delivery, note } = wish.asked;
  return tools.ask('joinLine', {
    token: issued.value.token,
    ...{ kind, skuId, quantity },
    ...(delivery?.kind === 'pick_up' ? { pickUpLocationId: delivery.locationId } : {}),
    ...(note ? { note } : {}),
    ...(email === '' ? {} : { email }),
  });
}
