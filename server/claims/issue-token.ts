import { versionInForce } from '../contracts/rules/version-in-force.ts';
import { readClick } from '../links/read-click.ts';
import type { Hub } from '../platform/hub.ts';
import { newId, newSecret } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { readToken, signToken } from '../platform/signed-token.ts';
import { findDropWithGates } from './claims.store.ts';
import {
  CLAIM_TOKEN_LIFE_MS,
  type ClaimToken,
  packClaimToken,
  unpackClaimToken,
} from './rules/claim-token.ts';
import { customerKeyOf } from './rules/customer-key.ts';

type Asked = {
  dropSlug: string;
  click?: string | undefined;
  creatorHandle?: string | undefined;
  /** The visitor cookie of a first-party page. */
  visitorId: string | null;
};

/**
 * Issues the right to make one claim, through the gate of the creator whose link brought the viewer
 * or whom the viewer chose. Whether units are left is decided when it is used.
 */
export async function issueToken(
  hub: Hub,
  asked: Asked,
): Promise<{ token: string; expiresAt: number; creator: { handle: string; displayName: string } }> {
  const drop = await findDropWithGates(hub.db, asked.dropSlug);
  if (!drop) throw new Problem('not_found');
  const click = asked.click ? readClick(hub, asked.click) : null;
  const now = hub.clock.now();
  const gates = drop.gates.filter(
    ({ contract }) => contract.creator && versionInForce(contract, now),
  );
  const gate =
    gates.find(({ contractId }) => contractId === click?.contractId) ??
    gates.find(({ contract }) => contract.creator?.handle === asked.creatorHandle) ??
    (gates.length === 1 ? gates[0] : undefined);
  const creator = gate?.contract.creator;
  if (!gate || !creator) throw new Problem('no_gate');
  const visitorId = asked.visitorId ?? click?.visitorId ?? newSecret();
  const token: ClaimToken = {
    jti: newId(now),
    dropId: drop.id,
    gateId: gate.id,
    contractId: gate.contractId,
    visitorId,
    clickId: click?.clickId ?? null,
    customerKey: customerKeyOf({ visitorId }),
    codeId: null,
    issuedAt: now.getTime(),
    expiresAt: now.getTime() + CLAIM_TOKEN_LIFE_MS,
  };
  return {
    token: signToken(hub.keyring, PURPOSE, packClaimToken(token)),
    expiresAt: token.expiresAt,
    creator: { handle: creator.handle, displayName: creator.displayName },
  };
}

/** The token that a text holds. A forged one is refused without a query; expiry is the rule's. */
export function readClaimToken(hub: Pick<Hub, 'keyring'>, text: string): ClaimToken {
  const payload = readToken(hub.keyring, PURPOSE, text);
  if (payload === null) throw new Problem('token_invalid');
  const token = unpackClaimToken(payload);
  if (!token) throw new Problem('token_invalid');
  return token;
}

const PURPOSE = 'claim-token';
