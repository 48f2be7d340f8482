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

/** In the order in which it is packed. */
const PACKED = [
  ...(['text', 'text', 'text', 'text', 'text'] as const),
  ...(['text or null', 'text', 'text or null', 'time', 'time'] as const),
];

/** The token as text, before it is signed. */
export function packClaimToken(token: ClaimToken): string {
  const { jti, dropId, gateId, contractId, visitorId, clickId } = token;
  const { customerKey, codeId, issuedAt, expiresAt } = token;
  const facts = [jti, dropId, gateId, contractId, visitorId, clickId, customerKey, codeId];
  return JSON.stringify([...facts, issuedAt, expiresAt]);
}

/**
 * The token that a signed text holds; null for the form of an older version of the hub. Only we sign,
 * so its form is looked at and nothing more: this runs for every viewer of a stampede.
 */
export function unpackClaimToken(text: string): ClaimToken | null {
  const facts: unknown = JSON.parse(text);
  if (!Array.isArray(facts) || facts.length !== PACKED.length) return null;
  if (!PACKED.every((form, at) => hasForm(form, facts[at]))) return null;
  return {
    jti: facts[0],
    dropId: facts[1],
    gateId: facts[2],
    contractId: facts[3],
    visitorId: facts[4],
    clickId: facts[5],
    customerKey: facts[6],
    codeId: facts[7],
    issuedAt: facts[8],
    expiresAt: facts[9],
  };
}

function hasForm(form: (typeof PACKED)[number], value: unknown): boolean {
  switch (form) {
    case 'text':
      return typeof value === 'string';
    case 'text or null':
      return value === null || typeof value === 'string';
    case 'time':
      return typeof value === 'number';
  }
}
