import { describe, expect, it } from 'vitest';
import { createBatcher } from './batcher.ts';

describe('a batcher', () => {
  it('runs what arrives together in one group, and what arrives meanwhile in the next', async () => {
    const groups: number[][] = [];
    const batcher = createBatcher<number, number>({
      maxSize: 3,
      run: async (items) => {
        groups.push(items);
        await Promise.resolve();
        return items.map((item) => item * 10);
      },
    });
    expect(await Promise.all([1, 2, 3, 4].map((item) => batcher.add(item)))).toEqual([
      10, 20, 30, 40,
    ]);
    expect(groups).toEqual([[1, 2, 3], [4]]);
    expect(batcher.size()).toBe(0);
  });

  it('finds the item that breaks a group by halving: it fails alone, in the order of all', async () => {
    const done: number[] = [];
    const batcher = createBatcher<number, string>({
      maxSize: 64,
      run: async (items) => {
        if (items.includes(13)) throw new Error('thirteen');
        done.push(...items);
        return items.map(String);
      },
      isWorthHalving: () => true,
    });
    const items = Array.from({ length: 20 }, (_, n) => n);
    const answers = await Promise.allSettled(items.map((item) => batcher.add(item)));
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(answers[13]).toMatchObject({ status: 'rejected', reason: new Error('thirteen') });
    expect(done).toEqual(items.filter((item) => item !== 13));
  });

  it('fails a whole group when halving it is of no use', async () => {
    const batcher = createBatcher<number, number>({
      maxSize: 64,
      run: () => Promise.reject(new Error('busy')),
      isWorthHalving: () => false,
    });
    const answers = await Promise.allSettled([1, 2].map((item) => batcher.add(item)));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('takes as many as fit by their weight, and an item that is too heavy alone', async () => {
    const groups: number[][] = [];
    const batcher = createBatcher<number, number>({
      maxSize: 5,
      weigh: (item) => item,
      run: async (items) => {
        groups.push(items);
        return items;
      },
    });
    await Promise.all([2, 3, 1, 9, 4].map((item) => batcher.add(item)));
    expect(groups).toEqual([[2, 3], [1], [9], [4]]);
  });
});
