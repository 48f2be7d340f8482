/** A signed proof that an address is the viewer's, with the address as this page may show it. */
export type RememberedProof = { proof: string; email: string };

const KEY = 'dropcast-proof';

/**
 * Keeps a proven address on this device, for all pages of this hub. Some browsers forbid storage:
 * then it is kept until the page goes.
 */
export function rememberProof(proven: RememberedProof): void {
  kept = proven;
  try {
    localStorage.setItem(KEY, JSON.stringify(proven));
  } catch {
    // It is kept in this page.
  }
}

/** The proven address of this device, unchecked: the hub says whether it still holds. */
export function recallProof(): RememberedProof | null {
  try {
    const text = localStorage.getItem(KEY);
    return text === null ? kept : asProof(JSON.parse(text));
  } catch {
    return kept;
  }
}

export function forgetProof(): void {
  kept = null;
  try {
    localStorage.removeItem(KEY);
  } catch {
    // There was nothing to remove.
  }
}

let kept: RememberedProof | null = null;

function asProof(value: unknown): RememberedProof | null {
  if (typeof value !== 'object' || value === null) return null;
  const { proof, email } = value as Partial<RememberedProof>;
  return typeof proof === 'string' && typeof email === 'string' ? { proof, email } : null;
}
