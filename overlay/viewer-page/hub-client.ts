import type { UsableCreditView } from '../../server/protocol/benefits.ts';
import type { HoldInput } from '../../server/protocol/claims.schema.ts';
import type { ClaimView, HeldClaim } from '../../server/protocol/claims.ts';
import type { PublicDropView } from '../../server/protocol/drops.ts';
import type { JoinLineInput } from '../../server/protocol/lines.schema.ts';
import type { OwnPlace } from '../../server/protocol/lines.ts';
import { PROBLEMS, type ProblemCode, type ProblemView } from '../../server/protocol/problems.ts';
import type { ProvenAddress } from '../../server/protocol/proofs.ts';
import type { AskReminderInput, ForgetReminderInput } from '../../server/protocol/push.schema.ts';
import type { OwnQuestion, QuestionsOnPage } from '../../server/protocol/questions.ts';

type ClaimProof = { claimId: string; access?: string };

/** The procedures that a viewer's page calls, with what they take and answer. */
type ViewerProcedures = {
  drop: [input: { slug: string }, answer: PublicDropView];
  time: [input: Record<string, never>, answer: number];
  confirmClick: [input: { click: string }, answer: boolean];
  chooseMeasurement: [input: { isRefused: boolean }, answer: true];
  issueToken: [
    input: {
      dropSlug: string;
      click?: string;
      creatorHandle?: string;
      code?: string;
      proof?: string;
    },
    answer: {
      token: string;
      expiresAt: number;
      creator: { handle: string; displayName: string };
      audience: string;
    },
  ];
  sendProofCode: [input: { dropSlug: string; email: string }, answer: { expiresAt: number }];
  proveAddress: [
    input: { dropSlug: string; email: string; code: string },
    answer: ProvenAddress & { proof: string },
  ];
  provenAddress: [input: { dropSlug: string; proof: string }, answer: ProvenAddress];
  hold: [input: HoldInput, answer: HeldClaim];
  askQuestion: [input: { dropId: string; text: string }, answer: OwnQuestion];
  questions: [
    input: { dropId: string; changed: number; withOwn: boolean },
    answer: QuestionsOnPage,
  ];
  joinLine: [input: JoinLineInput, answer: OwnPlace];
  myPlace: [input: { dropId: string; access?: string }, answer: OwnPlace | null];
  leaveLine: [input: { dropId: string; access?: string }, answer: OwnPlace];
  claim: [input: ClaimProof, answer: ClaimView];
  release: [input: ClaimProof, answer: ClaimView];
  extend: [input: ClaimProof, answer: ClaimView];
  credit: [input: ClaimProof & { proof: string }, answer: UsableCreditView];
  checkout: [input: ClaimProof & { useCredit?: boolean; proof?: string }, answer: { url: string }];
};

export type HoldItem = { skuId: string; quantity: number };

/** What went wrong: a problem of the hub, or that the hub could not be reached. */
export type PageProblem = Pick<ProblemView, 'message' | 'retryAfterSeconds'> & {
  code: ProblemCode | 'unreachable';
};

export type Answered<T> = { ok: true; value: T } | { ok: false; problem: PageProblem };

type Procedures = Record<string, [input: unknown, answer: unknown]>;

/** One question to the hub. Never throws: whatever happens is an answer that the page can show. */
export type Ask<P extends Procedures> = <N extends keyof P & string>(
  procedure: N,
  input: P[N][0],
) => Promise<Answered<P[N][1]>>;

export type AskHub = Ask<ViewerProcedures>;

/** Speaks to the hub that served the page, about one noun of its router. */
export function askAbout<P extends Procedures>(noun: string): Ask<P> {
  return async (procedure, input) => {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), ANSWER_WITHIN_MS);
    try {
      const response = await fetch(`/trpc/${noun}.${procedure}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
        credentials: 'same-origin',
        signal: abort.signal,
      });
      const body: unknown = await response.json().catch(() => null);
      if (isResult(body)) return { ok: true, value: body.result.data as never };
      return { ok: false, problem: problemOf(body) ?? problemOfStatus(response.status) };
    } catch {
      return { ok: false, problem: UNREACHABLE };
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Longer than the hub's own patience, shorter than a person's. */
const ANSWER_WITHIN_MS = 12_000;

const UNREACHABLE: PageProblem = {
  code: 'unreachable',
  message: 'The hub did not answer. Nothing was charged; check your connection and try again.',
};

/** What a viewer's page asks. */
export const askHub: AskHub = askAbout('viewer');

type PushProcedures = {
  remind: [input: AskReminderInput, answer: true];
  forget: [input: ForgetReminderInput, answer: true];
};

export type AskPush = Ask<PushProcedures>;

/** What a browser asks to be told. */
export const askPush: AskPush = askAbout('push');

function isResult(body: unknown): body is { result: { data: unknown } } {
  return isRecord(body) && isRecord(body.result) && 'data' in body.result;
}

function problemOf(body: unknown): PageProblem | null {
  const data = isRecord(body) && isRecord(body.error) ? body.error.data : null;
  const problem = isRecord(data) ? data.problem : null;
  if (!isRecord(problem) || typeof problem.code !== 'string') return null;
  if (!(problem.code in PROBLEMS) || typeof problem.message !== 'string') return null;
  const code = problem.code as ProblemCode;
  const { message, retryAfterSeconds } = problem;
  return typeof retryAfterSeconds === 'number'
    ? { code, message, retryAfterSeconds }
    : { code, message };
}

/** A proxy's answer, not the hub's: only its status says anything. */
function problemOfStatus(status: number): PageProblem {
  if (status === 429) return { code: 'too_many_requests', message: PROBLEMS.too_many_requests[1] };
  if (status >= 502) return { code: 'busy', message: PROBLEMS.busy[1] };
  return { code: 'bug', message: PROBLEMS.bug[1] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
