/** Remembers who was on which link lately, so that most clicks need no look into the past. */
export type VisitMemory = {
  /**
   * Notes a click and says whether it begins a visit; null: not known here (after a restart, on
   * another node), the database must be asked. `isNewVisitor`: the cookie was made just now.
   */
  note(click: {
    visitorId: string;
    linkId: string;
    atMs: number;
    isNewVisitor: boolean;
  }): boolean | null;
};

/** Clicks of one visitor on one link are one visit while less than this lies between them. */
export const VISIT_GAP_MS = 30 * 60_000;

export function createVisitMemory({ size = 50_000 } = {}): VisitMemory {
  // A Map keeps the order of insertion: its first key is the one not seen for longest.
  const lastSeenMs = new Map<string, number>();
  return {
    note: ({ visitorId, linkId, atMs, isNewVisitor }) => {
      const key = `${visitorId}${linkId}`;
      const seenMs = lastSeenMs.get(key);
      if (seenMs !== undefined) lastSeenMs.delete(key);
      else if (lastSeenMs.size >= size) forgetOldest(lastSeenMs);
      lastSeenMs.set(key, atMs);
      if (seenMs !== undefined) return atMs - seenMs >= VISIT_GAP_MS;
      return isNewVisitor ? true : null;
    },
  };
}

function forgetOldest(seen: Map<string, number>): void {
  const { value, done } = seen.keys().next();
  if (!done) seen.delete(value);
}
