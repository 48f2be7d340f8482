/** Collects single items into groups, so that one commit pays for many. */
export type Batcher<Item, Answer> = {
  /** Resolves with the item's own answer after its group has run. */
  add(item: Item): Promise<Answer>;
  /** How many items wait or run. */
  size(): number;
  /** Resolves when nothing waits any more. */
  drain(): Promise<void>;
};

type Waiting<Item, Answer> = {
  item: Item;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
};

/**
 * Group commit: while one group runs, the next one fills; nothing waits for a timer. `run` answers
 * in the order of its items, or throws for the whole group.
 */
export function createBatcher<Item, Answer>(options: {
  maxSize: number;
  run: (items: Item[]) => Promise<Answer[]>;
}): Batcher<Item, Answer> {
  let waiting: Waiting<Item, Answer>[] = [];
  let running: Promise<void> | null = null;
  let runningSize = 0;

  async function work(): Promise<void> {
    // Items that arrive in the same turn of the loop share the first group.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const group = waiting.slice(0, options.maxSize);
      waiting = waiting.slice(options.maxSize);
      runningSize = group.length;
      await runGroup(group);
    }
    runningSize = 0;
    running = null;
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
      for (const { reject } of group) reject(error);
    }
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        running ??= work();
      }),
    size: () => waiting.length + runningSize,
    drain: async () => {
      while (running !== null) await running;
    },
  };
}
