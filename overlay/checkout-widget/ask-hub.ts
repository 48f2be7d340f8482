import type { ClaimView, HeldClaim } from '../../server/protocol/claims.ts';
import type { PublicDropView } from '../../server/protocol/drops.ts';

/** What the widget asks, by procedure: how, with what, and for what. */
type Procedures = {
  drop: [input: { slug: string }, answer: PublicDropView];
  confirmClick: [input: { click: string }, answer: unknown];
  issueToken: [
    input: { dropSlug: string; click?: string; creatorHandle?: string },
    answer: { token: string; creator: { handle: string; displayName: string } },
  ];
  hold: [
    input: { token: string; items: { skuId: string; quantity: number }[]; idempotencyKey: string },
    answer: HeldClaim,
  ];
  claim: [input: { claimId: string; access: string }, answer: ClaimView];
  release: [input: { claimId: string; access: string }, answer: ClaimView];
  checkout: [input: { claimId: string; access: string }, answer: { url: string }];
};

/** The hub said no, in a sentence for people; or it did not answer (`unreachable`). */
export class HubProblem extends Error {
  // A field that is only declared costs the script nothing.
  declare readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export type AskHub = <N extends keyof Procedures>(
  name: N,
  input: Procedures[N][0],
) => Promise<Procedures[N][1]>;

const ANSWER_WITHIN_MS = 12_000;

/** Asks the hub from another site: no cookie goes along. Rejects with `HubProblem` only. */
export function hubAsker(hub: string): AskHub {
  return async (name, input) => {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), ANSWER_WITHIN_MS);
    try {
      // Questions are asked by POST too, so that nothing about a claim is in an address.
      const response = await fetch(`${hub}/embed/trpc/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
        credentials: 'omit',
        mode: 'cors',
        signal: abort.signal,
      });
      const body = await response.json();
      if (body.result) return body.result.data;
      const problem = body.error?.data?.problem ?? body;
      throw new HubProblem(String(problem.code ?? 'bug'), String(problem.message ?? UNREACHABLE));
    } catch (error) {
      throw error instanceof HubProblem ? error : new HubProblem('unreachable', UNREACHABLE);
    } finally {
      clearTimeout(timer);
    }
  };
}

const UNREACHABLE = 'No answer just now. Nothing was charged; try again in a moment.';
