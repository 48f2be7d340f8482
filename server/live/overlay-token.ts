import { z } from 'zod';
import type { Keyring } from '../platform/signed-token.ts';
import { readToken, signToken } from '../platform/signed-token.ts';

const payload = z.strictObject({
  overlayId: z.string(),
  keyVersion: z.int(),
  isPreview: z.boolean(),
  expiresAt: z.number(),
});

/** What a token lets a page be: one overlay, read-only, until `expiresAt` (epoch milliseconds). */
export type OverlayPass = z.infer<typeof payload>;

/** `overlay-session` opens the socket; `overlay-preview` stands for the key in the portal's frame. */
export type PassPurpose = 'overlay-session' | 'overlay-preview';

export function signPass(keyring: Keyring, purpose: PassPurpose, pass: OverlayPass): string {
  return signToken(keyring, purpose, JSON.stringify(pass));
}

/** The pass, or null when it is not ours, of another kind, or over. */
export function readPass(
  keyring: Keyring,
  purpose: PassPurpose,
  { token, now }: { token: string; now: Date },
): OverlayPass | null {
  const text = readToken(keyring, purpose, token);
  if (text === null) return null;
  const pass = payload.parse(JSON.parse(text));
  return pass.expiresAt > now.getTime() ? pass : null;
}
