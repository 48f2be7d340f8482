/**
 * What a tab remembers over a reload. Some browsers forbid storage: then it remembers until the
 * page goes, and nothing breaks.
 */
export function remember(key: string, value: unknown): void {
  const text = JSON.stringify(value);
  try {
    sessionStorage.setItem(key, text);
  } catch {
    fallback.set(key, text);
  }
}

/** What was remembered, unchecked: whoever asks looks at its form. */
export function recall(key: string): unknown {
  const text = readStorage(key) ?? fallback.get(key);
  try {
    return text === undefined ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

export function forget(key: string): void {
  fallback.delete(key);
  try {
    sessionStorage.removeItem(key);
  } catch {
    // There was nothing to remove.
  }
}

const fallback = new Map<string, string>();

function readStorage(key: string): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}
