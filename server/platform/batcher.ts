/** Collects single items into groups, so that one commit pays for many. */
export type Batcher<Item, Answer> = {
  /** Resolves with the item's own answer after its group has run. */
  add(item: Item): Promise<Answer>;
  /** How many items wait or run. */
  size(): number;
  /** How long the oldest item has been waiting for its turn, in milliseconds; 0 when none waits. */
  waitMs(): number;
  /** Resolves when nothing waits any more. */
  drain(): Promise<void>;
};

type Waiting<Item, Answer> = {
  item: Item;
  since: number;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
};

/**
 * Group commit: while one group runs, the next one fills; nothing waits for a timer, and an item that
 * finds nobody waiting runs at once. `run` answers in the order of its items, or throws for the whole
 * group. A group that fails for one of its items is halved and run again, as long as `isWorthHalving`
 * says so of the error: in the end the bad item fails alone and all others get their answers.
 */
export function createBatcher<Item, Answer>(options: {
  maxSize: number;
  run: (items: Item[]) => Promise<Answer[]>;
  isWorthHalving?: (error: unknown) => boolean;
  /** How much of `maxSize` an item takes; 1 when not said. */
  weigh?: (item: Item) => number;
}): Batcher<Item, Answer> {
  const waiting: Waiting<Item, Answer>[] = [];
  let running: Promise<void> | null = null;
  let runningSize = 0;

  async function work(): Promise<void> {
    // Items that arrive in the same turn of the loop share the first group.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const group = waiting.splice(0, nextGroupSize());
      runningSize = group.length;
      await runGroup(group);
    }
    runningSize = 0;
    running = null;
  }

  /** As many as fit, in their order, and always one. */
  function nextGroupSize(): number {
    const { weigh, maxSize } = options;
    if (!weigh) return maxSize;
    let weight = 0;
    const fits = waiting.findIndex(({ item }) => {
      weight += weigh(item);
      return weight > maxSize;
    });
    return fits === -1 ? waiting.length : Math.max(1, fits);
  }

  async function runGroup(group: Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await options.run(group.map(({ item }) => item));
      group.forEach(({ resolve, reject }, index) => {
        const answer = answers[index];
        if (answer === undefined) reject(new Error('the batch gave no answer for an item'));
        else resolve(answer);
      });
    } catch (error) {
      if (group.length > 1 && options.isWorthHalving?.(error)) {
        const half = Math.ceil(group.length / 2);
        await runGroup(group.slice(0, half));
        await runGroup(group.slice(half));
        return;
      }
      for (const { reject } of group) reject(error);
    }
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, since: performance.now(), resolve, reject });
        running ??= work();
      }),
    size: () => waiting.length + runningSize,
    waitMs: () => (waiting[0] ? performance.now() - waiting[0].since : 0),
    drain: async () => {
      while (running !== null) await running;
    },
  };
}
