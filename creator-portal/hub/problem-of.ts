import { PROBLEMS, type ProblemCode, type ProblemView } from '../../server/protocol/problems.ts';
import { say } from '../strings.ts';

/** What went wrong, in a form that every page can show; a lost connection reads as one. */
export function problemOf(error: unknown): ProblemView {
  const carried = problemIn(error);
  if (carried !== null) return carried;
  return { code: 'busy', message: say.problem.unreachable };
}

/** The message of one field, if the hub named it; `name` is the last part of its path. */
export function fieldMessage(error: unknown, name: string): string | null {
  if (error === null) return null;
  const found = problemOf(error).fields?.find(
    ({ path }) => path === name || path.endsWith(`.${name}`),
  );
  return found?.message ?? null;
}

/** A problem may lie in `data.problem` (tRPC), in `problem`, or be the body itself (plain routes). */
function problemIn(value: unknown): ProblemView | null {
  if (typeof value !== 'object' || value === null) return null;
  if (isProblem(value)) return value;
  if ('data' in value && typeof value.data === 'object' && value.data !== null) {
    return problemIn(value.data);
  }
  return 'problem' in value ? problemIn(value.problem) : null;
}

function isProblem(value: object): value is ProblemView {
  return (
    'code' in value &&
    'message' in value &&
    typeof value.message === 'string' &&
    isProblemCode(value.code)
  );
}

function isProblemCode(code: unknown): code is ProblemCode {
  return typeof code === 'string' && Object.hasOwn(PROBLEMS, code);
}
