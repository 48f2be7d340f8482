import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ClaimView } from '../../server/protocol/claims.ts';
import type { Answered, PageProblem } from './hub-client.ts';
import type { PageTools } from './page-tools.ts';
import { pollAfterMs } from './poll-after.ts';
import { type CreditChoice, useCredit } from './use-credit.ts';

/** A viewer's own claim as a page shows it, and all that can be done with it. */
export type OwnClaim = {
  claim: ClaimView | null;
  problem: PageProblem | null;
  /** What is being asked of the hub at this moment. */
  busy: 'paying' | 'extending' | 'releasing' | null;
  /** The viewer wants to give it back and may still change their mind. */
  isGivingBack: boolean;
  /** Store credit that may be used for it. */
  credit: CreditChoice;
  take: (claim: ClaimView, access: string | undefined) => void;
  pay: () => void;
  extend: () => void;
  giveBack: () => void;
  undo: () => void;
  refresh: () => void;
};

/** For so long "Undo" stays; the units are given back after it. */
const UNDO_MS = 5_000;

/**
 * Keeps a claim as the hub has it: asks again while something can still happen to it, when the
 * viewer comes back to the page, and after everything that they do. An answer that was overtaken, by
 * a later one or by another claim, changes nothing.
 */
export function useClaim(
  tools: Pick<PageTools, 'ask' | 'goTo'> | null,
  start: {
    claim: ClaimView | null;
    claimId: string | null;
    /** The claim's own secret, where the cookie does not prove whose it is. */
    access?: string | undefined;
    /** The server's time; the same function at every call. */
    now: () => number;
  },
): OwnClaim {
  const { now } = start;
  const [claim, setClaim] = useState(start.claim);
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const [busy, setBusy] = useState<OwnClaim['busy']>(null);
  const [isGivingBack, setGivingBack] = useState(false);
  const isShown = useRef(start.claim !== null);
  const proof = useRef({ claimId: start.claimId, access: start.access });
  // How often the hub was asked, and up to which of these questions an answer is old by now.
  const turns = useRef({ asked: 0, old: 0 });

  const show = useCallback((answer: Answered<ClaimView>) => {
    if (answer.ok) {
      isShown.current = true;
      setClaim(answer.value);
    }
    setProblem(answer.ok ? null : answer.problem);
  }, []);

  const accessOf = useCallback(() => proof.current.access, []);
  const credit = useCredit(tools, { claim, access: accessOf });

  const question = useCallback(() => {
    const { claimId, access } = proof.current;
    return claimId === null ? null : { claimId, ...(access === undefined ? {} : { access }) };
  }, []);

  const ask = useCallback(async () => {
    const which = question();
    if (!tools || !which) return;
    turns.current.asked += 1;
    const turn = turns.current.asked;
    const answer = await tools.ask('claim', which);
    if (turn <= turns.current.old) return;
    // A line that breaks for a moment is no news about a claim that is already on the page.
    const isNews = answer.ok || answer.problem.code !== 'unreachable';
    if (!isNews && isShown.current) return;
    turns.current.old = turn;
    show(answer);
  }, [tools, question, show]);
  const refresh = useCallback(() => void ask(), [ask]);

  const change = useCallback(
    async (procedure: 'extend' | 'release', doing: OwnClaim['busy']) => {
      const which = question();
      if (!tools || !which) return;
      setBusy(doing);
      const answer = await tools.ask(procedure, which);
      setBusy(null);
      if (which.claimId !== proof.current.claimId) return;
      // What was asked before may have been answered before this was done.
      turns.current.old = turns.current.asked;
      show(answer);
    },
    [tools, question, show],
  );

  const pay = useCallback(async () => {
    const which = question();
    if (!tools || !which) return;
    setBusy('paying');
    setProblem(null);
    const answer = await tools.ask('checkout', { ...which, ...credit.forCheckout() });
    if (answer.ok) {
      tools.goTo(answer.value.url);
      return;
    }
    setBusy(null);
    await ask();
    if (which.claimId === proof.current.claimId) setProblem(answer.problem);
  }, [tools, question, ask, credit]);

  useEffect(() => {
    if (!claim) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    // One question at a time: an answer may take longer than the wait between two.
    const plan = () => {
      const waitMs = isOver ? null : pollAfterMs(claim, now());
      if (waitMs !== null) timer = setTimeout(() => void ask().then(plan), waitMs);
    };
    plan();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [claim, ask, now]);

  useEffect(() => {
    if (!isGivingBack) return;
    const timer = setTimeout(() => {
      setGivingBack(false);
      void change('release', 'releasing');
    }, UNDO_MS);
    return () => clearTimeout(timer);
  }, [isGivingBack, change]);

  useEffect(() => {
    const onVisible = () => {
      if (document.visibilityState === 'visible') refresh();
    };
    // "Back" from the payment page may bring this page back as it was left.
    const onShow = (event: PageTransitionEvent) => {
      if (!event.persisted) return;
      setBusy(null);
      refresh();
    };
    addEventListener('pageshow', onShow);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      removeEventListener('pageshow', onShow);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [refresh]);

  return {
    claim,
    problem,
    busy,
    isGivingBack,
    credit,
    take: (next, access) => {
      proof.current = { claimId: next.id, access };
      turns.current.old = turns.current.asked;
      isShown.current = true;
      setProblem(null);
      setClaim(next);
    },
    pay: () => void pay(),
    extend: () => void change('extend', 'extending'),
    giveBack: () => setGivingBack(true),
    undo: () => setGivingBack(false),
    refresh,
  };
}
