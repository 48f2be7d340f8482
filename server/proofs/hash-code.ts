import type { Hub } from '../platform/hub.ts';
import { deriveSecrets } from '../platform/signed-token.ts';

/**
 * What is kept of a mailed code: without the hub's key nobody can try the million of them against
 * it. The current key's hash comes first; those of older keys are for codes that are on their way.
 */
export function hashesOfCode(
  { keyring }: Pick<Hub, 'keyring'>,
  { proofId, code }: { proofId: string; code: string },
): [string, ...string[]] {
  return deriveSecrets(keyring, 'proof-code', `${proofId}:${code}`);
}
