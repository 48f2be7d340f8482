const GROUP = 1_000;
const MOST_GROUPS = 20;

/**
 * Deletes in groups, so that nobody waits for the database for long: `remove` deletes so many rows at
 * most and says how many it found. Ends with what a later run of the schedule can go on with.
 */
export async function deleteInGroups(remove: (most: number) => Promise<number>): Promise<void> {
  for (let group = 0; group < MOST_GROUPS; group += 1) {
    if ((await remove(GROUP)) < GROUP) return;
  }
}
