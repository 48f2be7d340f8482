import { audiencesOf } from '../audiences/audiences-of.ts';
import { versionInForce } from '../contracts/rules/version-in-force.ts';
import { isHeldOut } from '../experiments/rules/assignment.ts';
import { isClickRefused } from '../links/is-click-refused.ts';
import { newVisitor } from '../links/new-visitor.ts';
import { readClick } from '../links/read-click.ts';
import type { Hub } from '../platform/hub.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { readToken, signToken } from '../platform/signed-token.ts';
import { readProof } from '../proofs/read-proof.ts';
import { findCode } from './find-code.ts';
import { findDropWithGates } from './gates.store.ts';
import { isRevoked } from './revocations.ts';
import { chooseGate } from './rules/choose-gate.ts';
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
  /** As the viewer typed it; it names the gate and stands for belonging to its audience. */
  code?: string | undefined;
  /** Signed proof of an address; it names audiences and customer. */
  proof?: string | undefined;
  /** The visitor cookie of a first-party page. */
  visitorId: string | null;
  /** They refuse to be measured, so no experiment has them; absent: the click says so, or nobody did. */
  isRefused?: boolean;
};

export type IssuedToken = {
  token: string;
  expiresAt: number;
  creator: { handle: string; displayName: string };
  /** For whom the gate is that it names. */
  audience: string;
};

/**
 * Issues the right to make one claim: through the gate of a code, else through the best gate of the
 * creator whose link brought the viewer, or whom the viewer chose. Whether units are left, and
 * whether it is time, is decided when it is used.
 */
export async function issueToken(hub: Hub, asked: Asked): Promise<IssuedToken> {
  const drop = await findDropWithGates(hub.db, asked.dropSlug);
  if (!drop) throw new Problem('not_found');
  const now = hub.clock.now();
  const click = asked.click ? readClick(hub, asked.click) : null;
  const knownVisitorId = asked.visitorId ?? click?.visitorId ?? null;
  const { experiment } = drop;
  // A visitor whom nobody knows was shown no page of ours, so there is nothing that held them out.
  if (experiment && !experiment.stoppedAt && knownVisitorId !== null && !asked.isRefused) {
    // Refusals are looked up last: nearly nobody is held out, and claims come all at once.
    if (isHeldOut(experiment, knownVisitorId) && !(click && (await isClickRefused(hub, click)))) {
      throw new Problem('held_out');
    }
  }
  const proven = asked.proof ? readProof(hub, asked.proof) : null;
  const gates = drop.gates.flatMap(({ contract, opensAt, closesAt, ...gate }) =>
    contract.creator && versionInForce(contract, now)
      ? {
          ...gate,
          opensAt: opensAt?.getTime() ?? null,
          closesAt: closesAt?.getTime() ?? null,
          creator: contract.creator,
          creatorHandle: contract.creator.handle,
        }
      : [],
  );
  const code = asked.code
    ? await findCode(hub.db, { dropId: drop.id, typed: asked.code, now })
    : null;
  // Most viewers have proven nothing: for them no audience is looked up.
  const audiences = await audiencesOf(hub.db, drop.brandId, proven?.emailKey ?? null);
  const chosen = code
    ? gateOfCode(gates, code.gateId)
    : chooseGate(gates, {
        contractId: click?.contractId ?? null,
        creatorHandle: asked.creatorHandle ?? null,
        audiences,
        startsAt: drop.startsAt.getTime(),
        now: now.getTime(),
      });
  if ('refuse' in chosen) throw new Problem(chosen.refuse);
  const { gate } = chosen;
  const visitorId = knownVisitorId ?? newVisitor(now).id;
  const token: ClaimToken = {
    jti: newId(now),
    dropId: drop.id,
    gateId: gate.id,
    contractId: gate.contractId,
    visitorId,
    clickId: click?.clickId ?? null,
    customerKey: customerKeyOf(proven ?? { visitorId }),
    codeId: code?.codeId ?? null,
    issuedAt: now.getTime(),
    expiresAt: now.getTime() + CLAIM_TOKEN_LIFE_MS,
  };
  const { handle, displayName } = gate.creator;
  return {
    token: signToken(hub.keyring, PURPOSE, packClaimToken(token)),
    expiresAt: token.expiresAt,
    creator: { handle, displayName },
    audience: gate.audience,
  };
}

/** A code leads through its own gate and no other; that of a creator who has left leads nowhere. */
function gateOfCode<G extends { id: string }>(
  gates: readonly G[],
  gateId: string,
): { gate: G } | { refuse: 'gate_closed' } {
  const gate = gates.find(({ id }) => id === gateId);
  return gate ? { gate } : { refuse: 'gate_closed' };
}

/**
 * The token that a text holds. A forged one and a withdrawn one are refused without a query; expiry is
 * the rule's. Throws `token_invalid` and `token_revoked`.
 */
export function readClaimToken(hub: Pick<Hub, 'keyring' | 'signals'>, text: string): ClaimToken {
  const payload = readToken(hub.keyring, PURPOSE, text);
  const token = payload === null ? null : unpackClaimToken(payload);
  if (!token) throw new Problem('token_invalid');
  if (isRevoked(hub, token)) throw new Problem('token_revoked');
  return token;
}

const PURPOSE = 'claim-token';
