import { z } from 'zod';

/** The right of one viewer to make one claim through one gate. Times in epoch milliseconds. */
export type ClaimToken = {
  jti: string;
  dropId: string;
  gateId: string;
  contractId: string;
  visitorId: string;
  clickId: string | null;
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
  z.number(),
]);

/** The token as text, before it is signed. */
export function packClaimToken(token: ClaimToken): string {
  const { jti, dropId, gateId, contractId, visitorId, clickId, expiresAt } = token;
  return JSON.stringify([jti, dropId, gateId, contractId, visitorId, clickId, expiresAt]);
}

/** The token that a signed text holds. */
export function unpackClaimToken(text: string): ClaimToken {
  const [jti, dropId, gateId, contractId, visitorId, clickId, expiresAt] = packed.parse(
    JSON.parse(text),
  );
  return { jti, dropId, gateId, contractId, visitorId, clickId, expiresAt };
}
