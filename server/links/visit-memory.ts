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

/**
 * Remembers between `size` and twice as many visits, those seen last. Two generations instead of one
 * map that forgets its oldest entry: a map keeps the places of what was deleted, and looking for its
 * first entry would walk over them with each click.
 */
export function createVisitMemory({ size = 50_000 } = {}): VisitMemory {
  let lastSeenMs = new Map<string, number>();
  let before = new Map<string, number>();
  return {
    note: ({ visitorId, linkId, atMs, isNewVisitor }) => {
      const key = `${visitorId}${linkId}`;
      const seenMs = isNewVisitor ? undefined : (lastSeenMs.get(key) ?? before.get(key));
      if (lastSeenMs.size >= size) [before, lastSeenMs] = [lastSeenMs, new Map()];
      lastSeenMs.set(key, atMs);
      if (seenMs !== undefined) return atMs - seenMs >= VISIT_GAP_MS;
      return isNewVisitor ? true : null;
    },
  };
}
