const DAY_MS = 86_400_000;

/**
 * A dock that was on no line for so long is signed out: a creator may rest for a season, but a phone
 * that was sold or a computer that stayed in a studio must not steer their drops for ever.
 */
const IDLE_MS = 90 * DAY_MS;

type LifeFacts = { createdAt: Date; approvedAt: Date | null; lastSeenAt: Date | null };

/** When a signed-in dock is signed out by itself unless it is used before. */
function idleAt({ createdAt, approvedAt, lastSeenAt }: LifeFacts): Date {
  return new Date((lastSeenAt ?? approvedAt ?? createdAt).getTime() + IDLE_MS);
}

/** When a dock was signed out, by its creator or by itself; null: it is signed in. */
export function signedOutAt(dock: LifeFacts & { revokedAt: Date | null }, now: Date): Date | null {
  const idle = idleAt(dock);
  return dock.revokedAt ?? (idle <= now ? idle : null);
}
