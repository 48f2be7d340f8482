const PATIENCE_MS = 5_000;
/** Whoever is told again while it has only just begun does not begin again and again. */
const YOUNG_MS = 3_000;

/**
 * Loads the page anew, in the version that the hub serves now, with the key that is the newest by
 * then (null: a preview) in the address. A hub that does not serve it would leave the browser's own
 * white page on air, so the overlay stays as it is then.
 */
export async function loadAnew(newestKey: () => string | null): Promise<void> {
  if (performance.now() < YOUNG_MS || !(await isServed())) return;
  const key = newestKey();
  if (key !== null) history.replaceState(null, '', `#k=${key}`);
  location.reload();
}

async function isServed(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    return (await fetch(location.pathname, { cache: 'no-store', signal })).ok;
  } catch {
    return false;
  }
}
