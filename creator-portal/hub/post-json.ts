import { say } from '../strings.ts';
import { problemOf } from './problem-of.ts';

/** A refused request, with the sentence that the hub gave for it. */
class Refused extends Error {
  readonly problem: unknown;
  constructor(problem: unknown, message: string) {
    super(message);
    this.problem = problem;
  }
}

/** Posts JSON to a plain route of the hub. Throws `Refused` with a sentence for people. */
export async function postJson(path: string, body: object): Promise<unknown> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return readAnswer(answer);
}

/** Sends a picture of a product as it is. */
export async function postPicture(
  product: { brandId: string; productId: string },
  file: File,
): Promise<unknown> {
  const answer = await fetch(`/api/products/${product.productId}/images`, {
    method: 'POST',
    headers: { 'content-type': file.type, 'x-brand': product.brandId },
    body: file,
  });
  return readAnswer(answer);
}

async function readAnswer(answer: Response): Promise<unknown> {
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return body;
  throw new Refused(body, sentenceIn(body) ?? say.problem.unreachable);
}

/** The sign-in library answers `{message}`; the hub's own routes answer a problem. */
function sentenceIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return null;
  if ('message' in body && typeof body.message === 'string') return body.message;
  const problem = problemOf(body);
  return problem.message;
}
