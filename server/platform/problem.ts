import { PROBLEMS, type ProblemCode, type ProblemView } from '../protocol/problems.ts';

/**
 * In production a problem does not say where it was thrown: it is an answer and not a bug, and tRPC
 * reads the stack of whatever is thrown, which with source maps costs more than refusing a claim.
 */
const HAS_NO_FRAMES = process.env.NODE_ENV === 'production';

/** Something that a person can act on. Thrown inside, translated once at each edge. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly details: Omit<ProblemView, 'code' | 'message'>;

  constructor(
    code: ProblemCode,
    details: Omit<ProblemView, 'code' | 'message'> & { message?: string } = {},
  ) {
    const { message, ...rest } = details;
    const { stackTraceLimit } = Error;
    if (HAS_NO_FRAMES) Error.stackTraceLimit = 0;
    super(message ?? PROBLEMS[code][1]);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'Problem';
    this.code = code;
    this.details = rest;
  }

  get status(): number {
    return PROBLEMS[this.code][0];
  }

  toView(): ProblemView {
    return { code: this.code, message: this.message, ...this.details };
  }
}

/** The problem that an unknown error is to the outside: itself, or `bug`. */
export function toProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem('bug');
}
