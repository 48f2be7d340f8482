/** What the overlay's address says: who it is, and how it proves that. */
export type Proof = { overlayId: string } & ({ key: string } | { preview: string });

/** Reads `/o/<id>#k=KEY` or `#p=TOKEN`; null when there is neither. */
export function readProof({ pathname, hash }: { pathname: string; hash: string }): Proof | null {
  const overlayId = pathname.split('/')[2] ?? '';
  const given = new URLSearchParams(hash.slice(1));
  const key = given.get('k');
  const preview = given.get('p');
  if (key) return { overlayId, key };
  return preview ? { overlayId, preview } : null;
}

/**
 * The key that a rotation handed over while the page was on air. The address in OBS still carries
 * the old one, so the new one is kept beside it, for the day when OBS is opened again.
 */
export function rememberedKey(overlayId: string): string | null {
  return quietly(() => localStorage.getItem(nameOf(overlayId)));
}

export function rememberKey(overlayId: string, key: string): void {
  quietly(() => localStorage.setItem(nameOf(overlayId), key));
}

export function forgetKey(overlayId: string): void {
  quietly(() => localStorage.removeItem(nameOf(overlayId)));
}

function nameOf(overlayId: string): string {
  return `dropcast.overlay.${overlayId}`;
}

/** Storage may be switched off; the overlay works without it until its key is rotated. */
function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
