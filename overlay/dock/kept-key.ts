import type { NewDock } from '../../server/protocol/dock.ts';

/** What this browser keeps: its key, and the code while nobody has taken it in. */
export type KeptKey = Pick<NewDock, 'key'> & Partial<Pick<NewDock, 'code' | 'codeUntil'>>;

const NAME = 'dropcast.dock';
let inMemory: KeptKey | null = null;

/**
 * The key of the fragment `#key=…`, which leaves the address at once. Anybody can write such an
 * address, so it is kept only when the hub knows it.
 */
export function takeKeyOfAddress(): string | null {
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  if (key !== null) history.replaceState(history.state, '', location.pathname);
  return key;
}

/** Where a browser keeps nothing, the dock asks for a new code at its next start. */
export function keepKey(kept: KeptKey | null): void {
  inMemory = kept;
  try {
    if (kept) localStorage.setItem(NAME, JSON.stringify(kept));
    else localStorage.removeItem(NAME);
  } catch {
    // It is in memory.
  }
}

export function keptKey(): KeptKey | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(NAME) ?? 'null');
    return isKept(found) ? found : inMemory;
  } catch {
    return inMemory;
  }
}

function isKept(value: unknown): value is KeptKey {
  return (
    typeof value === 'object' && value !== null && 'key' in value && typeof value.key === 'string'
  );
}
