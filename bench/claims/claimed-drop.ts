import type { ClaimToken } from '../../server/claims/rules/claim-token.ts';
import type { Keyring } from '../../server/platform/signed-token.ts';

/** What the hub under load tells the bench of a drop that it made. */
export type ClaimedDrop = {
  dropId: string;
  skuId: string;
  /** What a token of this drop says; every visitor's own differs in whose it is. */
  token: ClaimToken;
};

/** What its database says of a drop; `faults` are sentences of `findStockFaults`. */
export type Stock = { held: number; claims: number; faults: string[] };

/** The bench signs tokens beforehand with the secret that the hub reads them with. */
export function keyringOf(secret: Buffer): Keyring {
  return { currentKeyId: 'b1', secrets: new Map([['b1', secret]]) };
}
