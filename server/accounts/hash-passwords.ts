import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { Problem } from '../platform/problem.ts';

const AT_ONCE = 2;
const MOST_WAITING = 40;

/**
 * Hashing and checking of passwords (scrypt), two at a time, because each takes a core and 32 MB for
 * a moment: a flood of sign-ins must not stop a drop. More than forty waiting are told to come back.
 */
export function createPasswordHasher() {
  let running = 0;
  const waiting: (() => void)[] = [];

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= AT_ONCE) {
      if (waiting.length >= MOST_WAITING) throw new Problem('busy', { retryAfterSeconds: 5 });
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }

  return {
    hash: (password: string) => inTurn(() => hashPassword(password)),
    verify: (given: { hash: string; password: string }) => inTurn(() => verifyPassword(given)),
  };
}
