/** What one socket may still ask: a bucket of questions that refills steadily. */
export type Allowance = { left: number; at: number };

const MOST = 40;
const PER_SECOND = 10;

export function fullAllowance(at: number): Allowance {
  return { left: MOST, at };
}

/** The bucket after one more question at `at` (milliseconds); `left` below zero means: refuse. */
export function spend(allowance: Allowance, at: number): Allowance {
  const refilled = allowance.left + ((at - allowance.at) / 1_000) * PER_SECOND;
  return { left: Math.min(MOST, refilled) - 1, at };
}

/** A socket that goes on asking long after it was refused is closed. */
export function isAbusive({ left }: Allowance): boolean {
  return left < -200;
}
