import type { ApiMode } from '../../protocol/api.ts';

/** A key's text: what it is, which mode, and 32 characters that nobody guesses. */
export function keyText(mode: ApiMode, secret: string): string {
  return `dc_${mode}_${secret}`;
}

/** As much of a key as may be shown afterwards. */
export function prefixOf(key: string): string {
  return key.slice(0, 'dc_live_'.length + 4);
}

/** Whether a text has the form of a key; saves looking for what cannot be there. */
export function isKeyText(text: string): boolean {
  return /^dc_(live|test)_[A-Za-z0-9_-]{32}$/.test(text);
}

type KeyFacts = { expiresAt: Date | null; revokedAt: Date | null };

export function keyState(
  { expiresAt, revokedAt }: KeyFacts,
  now: Date,
): 'active' | 'expiring' | 'expired' | 'revoked' {
  if (revokedAt) return 'revoked';
  if (!expiresAt) return 'active';
  return expiresAt > now ? 'expiring' : 'expired';
}
