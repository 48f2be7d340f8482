import { z } from 'zod';

/** The right of one viewer to make one claim through one gate. Times in epoch milliseconds. */
export type ClaimToken = {
  jti: string;
  dropId: string;
  gateId: string;
  contractId: string;
  visitorId: string;
  clickId: string | null;
  /** Whose limit the claim counts against, as `Claim.customerKey`. */
  customerKey: string;
  /** The printed or spoken code that gave the right; its use is taken with the units. */
  codeId: string | null;
  /** Whoever withdraws the rights of a gate withdraws those that were issued before. */
  issuedAt: number;
  expiresAt: number;
};

/** No token outlives this. */
export const CLAIM_TOKEN_LIFE_MS = 10 * 60_000;

const packed = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.string().nullable(),
  z.string(),
  z.string().nullable(),
  z.number(),
  z.number(),
]);

/** The token as text, before it is signed. */
export function packClaimToken(token: ClaimToken): string {
  const { jti, dropId, gateId, contractId, visitorId, clickId } = token;
  const { customerKey, codeId, issuedAt, expiresAt } = token;
  const facts = [jti, dropId, gateId, contractId, visitorId, clickId, customerKey, codeId];
  return JSON.stringify([...facts, issuedAt, expiresAt]);
}

/** The token that a signed text holds; null for the form of an older version of the hub. */
export function unpackClaimToken(text: string): ClaimToken | null {
  const read = packed.safeParse(JSON.parse(text));
  if (!read.success) return null;
  const [jti, dropId, gateId, contractId, visitorId, clickId, ...rest] = read.data;
  const [customerKey, codeId, issuedAt, expiresAt] = rest;
  const names = { jti, dropId, gateId, contractId, visitorId, clickId };
  return { ...names, customerKey, codeId, issuedAt, expiresAt };
}
