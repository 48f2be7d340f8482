import { invariant } from './invariant.ts';

/** Money leaves the database as BigInt and travels as a safe integer; anything else is a bug. */
export function toNumber(minor: bigint): number {
  const value = Number(minor);
  invariant(Number.isSafeInteger(value), `amount ${minor} does not fit a safe integer`);
  return value;
}
