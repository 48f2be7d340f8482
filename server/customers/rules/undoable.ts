type Merge = { id: string; keptId: string; mergedId: string; undoneAt: Date | null };

/**
 * Which of these merges can be undone: those that stand, and on which no later one that stands
 * builds. The newest first, so that each step back is exactly the step that was made.
 */
export function undoableOf(merges: readonly Merge[]): Set<string> {
  const standing = merges.filter(({ undoneAt }) => undoneAt === null);
  const isBuiltOn = (merge: Merge) =>
    standing.some(
      ({ id, keptId, mergedId }) =>
        id > merge.id && (keptId === merge.keptId || mergedId === merge.keptId),
    );
  return new Set(standing.filter((merge) => !isBuiltOn(merge)).map(({ id }) => id));
}
