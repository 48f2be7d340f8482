import { z } from 'zod';

/** What a viewer has proven: that an address is theirs. `expiresAt` in epoch milliseconds. */
export type ProofToken = { email: string; expiresAt: number };

/** So long a viewer need not prove an address again on the same device. */
export const PROOF_LIFE_MS = 30 * 86_400_000;

const packed = z.tuple([z.string(), z.number()]);

/** The proof as text, before it is signed. */
export function packProof({ email, expiresAt }: ProofToken): string {
  return JSON.stringify([email, expiresAt]);
}

/** The proof that a signed text holds; null for the form of an older version of the hub. */
export function unpackProof(text: string): ProofToken | null {
  const read = packed.safeParse(JSON.parse(text));
  return read.success ? { email: read.data[0], expiresAt: read.data[1] } : null;
}
