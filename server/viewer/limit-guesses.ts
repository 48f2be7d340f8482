import type { Clock } from '../platform/clock.ts';
import { networkPrefix } from '../platform/network-prefix.ts';
import { Problem } from '../platform/problem.ts';
import type { RateLimiter, RateLimits } from '../platform/rate-limit.ts';
import type { ProblemCode } from '../protocol/problems.ts';
import { type ActingViewer, isThisMachine } from './limit-viewers.ts';

const GUESS_WINDOW_MS = 600_000;
const MAIL_WINDOW_MS = 900_000;

/** Answers that tell a guesser "not this one". */
const WRONG: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'code_unknown',
  'wrong_code',
  'pair_code_unknown',
  'dock_code_unknown',
]);

/**
 * Stricter counts for what somebody could try until it works, and for what sends mail. Only wrong
 * guesses count, since thousands of phones behind one carrier may use the code that they heard on
 * air; whoever had too many is refused before the next one is looked at.
 */
export function limitGuesses(limits: RateLimits, clock: Clock) {
  const perVisitor = limits('wrong-guess-visitor', { max: 10, windowMs: GUESS_WINDOW_MS });
  const perNetwork = limits('wrong-guess-network', { max: 200, windowMs: GUESS_WINDOW_MS });
  const mails = limits('proof-mail-network', { max: 100, windowMs: MAIL_WINDOW_MS });
  /** Who is refused until when, in epoch milliseconds. */
  const blocked = new Map<string, number>();

  function refuseBlocked(names: string[]): void {
    const now = clock.now().getTime();
    const until = Math.max(...names.map((name) => blocked.get(name) ?? 0), 0);
    if (until > now) refuse(Math.ceil((until - now) / 1000));
  }

  async function countWrong(name: string, limiter: RateLimiter): Promise<void> {
    const seconds = await limiter.take(name);
    if (seconds === null) return;
    if (blocked.size >= MOST_BLOCKED) blocked.clear();
    blocked.set(name, clock.now().getTime() + seconds * 1000);
    refuse(seconds);
  }

  return {
    /** Runs what may be a guess. Throws `too_many_requests` after too many wrong ones. */
    guardGuess: async <T>(viewer: ActingViewer, act: () => Promise<T>): Promise<T> => {
      const { visitorId } = viewer;
      const network = networkOf(viewer);
      refuseBlocked([visitorId, network].filter((name) => name !== null));
      try {
        return await act();
      } catch (error) {
        if (!(error instanceof Problem && WRONG.has(error.code))) throw error;
        if (visitorId !== null) await countWrong(visitorId, perVisitor);
        if (network !== null) await countWrong(network, perNetwork);
        throw error;
      }
    },
    /** Counts a mail that this viewer asks for. Throws `too_many_requests`. */
    countMail: async (viewer: ActingViewer): Promise<void> => {
      const network = networkOf(viewer);
      const seconds = network === null ? null : await mails.take(network);
      if (seconds !== null) refuse(seconds);
    },
  };
}

export type GuessLimiter = ReturnType<typeof limitGuesses>;

function refuse(retryAfterSeconds: number): never {
  throw new Problem('too_many_requests', { retryAfterSeconds });
}

const MOST_BLOCKED = 50_000;

function networkOf({ address }: ActingViewer): string | null {
  const network = networkPrefix(address);
  return network === null || isThisMachine(network) ? null : network;
}
