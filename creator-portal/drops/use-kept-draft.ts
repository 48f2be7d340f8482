import { useCallback, useEffect, useRef, useState } from 'react';
import type { DropDraft } from './drop-draft.ts';

/**
 * A draft while it is being typed. What differs from its start is kept in this tab under `name`, so
 * that it is there again after a sign-in or a reload; it is forgotten with `giveUp`, and when nothing
 * differs any more.
 */
export function useKeptDraft(name: string, makeStart: () => DropDraft) {
  const key = `dropcast.draft.${name}`;
  const [start] = useState(makeStart);
  const [{ draft, isRestored }, set] = useState(() => {
    const kept = recall(key);
    // A newer page may know of more fields than the one that kept it.
    return kept
      ? { draft: { ...start, ...kept }, isRestored: true }
      : { draft: start, isRestored: false };
  });
  const givenUp = useRef(false);
  const isUnsaved = JSON.stringify(draft) !== JSON.stringify(start);

  useEffect(() => {
    if (isUnsaved && !givenUp.current) keep(key, draft);
    else forget(key);
  }, [key, draft, isUnsaved]);

  const change = useCallback(
    (patch: Partial<DropDraft>) => set((old) => ({ ...old, draft: { ...old.draft, ...patch } })),
    [],
  );
  return {
    draft,
    change,
    isUnsaved,
    /** It was found again, and nobody has said yet that it is to begin anew. */
    isRestored: isRestored && isUnsaved,
    startOver: () => set({ draft: start, isRestored: false }),
    settle: () => givenUp.current,
    isGivenUp: () => givenUp.current,
    giveUp: () => {
      givenUp.current = true;
      forget(key);
    },
  };
}

function recall(key: string): Partial<DropDraft> | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function keep(key: string, draft: DropDraft): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Storage is blocked or full: the guard at the door still asks.
  }
}

function forget(key: string): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Storage is blocked: there is nothing in it.
  }
}
